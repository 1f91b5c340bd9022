import { ref, watch, type Ref } from 'vue'

export interface Help<T> {
  value: Ref<T | null>
  state: Ref<'loading' | 'ready' | 'failed'>
  again: () => Promise<void>
}

/** What the hub offers for a case; an answer for a case no longer on screen is dropped. Help that fails is not missed loudly. */
export function useHelp<T>(caseId: () => string, read: (id: string) => Promise<T>): Help<T> {
  const value: Ref<T | null> = ref(null)
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  let request = 0

  async function again(): Promise<void> {
    const mine = (request += 1)
    state.value = 'loading'
    try {
      const found = await read(caseId())
      if (mine !== request) return
      value.value = found
      state.value = 'ready'
    } catch {
      if (mine === request) state.value = 'failed'
    }
  }

  watch(
    caseId,
    () => {
      value.value = null
      void again()
    },
    { immediate: true },
  )
  return { value, state, again }
}
