import { defineStore } from 'pinia'
import { computed, reactive, watch } from 'vue'
import { usePreferredDark } from '@vueuse/core'
import { readSettings, writeSettings } from '@/logic/storage'
import type { Lang } from '@/logic/time'

const KEY = 'guanjia.console'

export interface Prefs {
  theme: 'system' | 'light' | 'dark'
  lang: Lang
  /** Enter sends and Shift+Enter breaks the line; otherwise Ctrl+Enter sends. */
  enterSends: boolean
  sound: boolean
  notify: boolean
}

const DEFAULTS: Prefs = { theme: 'system', lang: 'zh-CN', enterSends: false, sound: true, notify: false }

function valid(prefs: Prefs): Prefs {
  return {
    ...prefs,
    theme: ['system', 'light', 'dark'].includes(prefs.theme) ? prefs.theme : 'system',
    lang: ['zh-CN', 'en'].includes(prefs.lang) ? prefs.lang : 'zh-CN',
  }
}

/** Settings of this browser. */
export const usePrefs = defineStore('prefs', () => {
  const prefs = reactive(valid(readSettings(KEY, DEFAULTS)))
  const systemDark = usePreferredDark()
  const dark = computed(() => (prefs.theme === 'system' ? systemDark.value : prefs.theme === 'dark'))

  watch(prefs, (now) => {
    writeSettings(KEY, { ...now })
  })
  watch(
    [dark, () => prefs.lang],
    () => {
      document.documentElement.classList.toggle('dark', dark.value)
      document.documentElement.lang = prefs.lang
    },
    { immediate: true },
  )

  return { prefs, dark }
})
