import { createI18n } from 'vue-i18n'
import type { Lang } from '@/logic/time'
import { zhCN, type Messages } from './zh-CN'

export const i18n = createI18n<[Messages], Lang, false>({
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- until version 12 the old way is the default
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN } as Record<Lang, Messages>,
})

/** Chinese comes with the page, English only when it is asked for. */
export async function useLanguage(lang: Lang): Promise<void> {
  if (lang === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', (await import('./en')).en)
  }
  i18n.global.locale.value = lang
}
