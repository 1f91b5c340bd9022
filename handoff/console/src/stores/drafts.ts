import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { readSession, writeSession } from '@/logic/storage'

const KEY = 'guanjia.drafts'

export interface Draft {
  text: string
  /** What the box is for: the customer, or a note that only the desk sees. */
  mode: 'reply' | 'note'
}

const EMPTY: Draft = { text: '', mode: 'reply' }

/** What was begun and not sent, per case. Only for this tab: it may hold what a customer told. */
export const useDrafts = defineStore('drafts', () => {
  const drafts = ref<Record<string, Draft>>(readSession<Record<string, Draft>>(KEY, {}))

  watch(
    drafts,
    (now) => {
      writeSession(KEY, now)
    },
    { deep: true },
  )

  const of = (caseId: string): Draft => drafts.value[caseId] ?? EMPTY

  function write(caseId: string, draft: Partial<Draft>): void {
    const next = { ...of(caseId), ...draft }
    if (next.text === '' && next.mode === 'reply') Reflect.deleteProperty(drafts.value, caseId)
    else drafts.value[caseId] = next
  }

  function reset(): void {
    drafts.value = {}
  }

  return { drafts, of, write, reset }
})
