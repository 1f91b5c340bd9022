import { useI18n } from 'vue-i18n'
import { usePrefs } from '@/stores/prefs'
import { useNow } from './useNow'
import { intentNames } from '@/i18n/intents'
import { clockTime, dayName, fullMoment, momentName, spanName } from '@/logic/time'

/** Names and times as the chosen language says them. Times come as ISO 8601. */
export function useWords() {
  const i18n = useI18n()
  const { t } = i18n
  const { prefs } = usePrefs()
  const now = useNow()

  const known = (group: string, key: string, fallback: string) => (i18n.te(`${group}.${key}`) ? t(`${group}.${key}`) : fallback)
  const ms = (iso: string) => Date.parse(iso)

  return {
    t,
    now,
    lang: () => prefs.lang,
    known,
    /** The hub's own name is Chinese; in English ours is used where there is one. */
    named: (group: string, code: string, name?: string | null) =>
      prefs.lang === 'zh-CN' && name ? name : known(group, code, name ?? code),
    intent: (name: string) => (prefs.lang === 'zh-CN' ? (intentNames[name] ?? name) : name.replaceAll('_', ' ')),
    clock: (iso: string) => clockTime(ms(iso)),
    moment: (iso: string) => momentName(ms(iso), now.value, prefs.lang),
    day: (iso: string) => dayName(ms(iso), now.value, prefs.lang),
    full: (iso: string) => fullMoment(ms(iso)),
    span: (length: number) => spanName(length, prefs.lang),
  }
}
