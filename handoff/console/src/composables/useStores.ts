import { useCases } from '@/stores/cases'
import { useConversations } from '@/stores/conversations'
import { useQueue } from '@/stores/queue'

export function useStores() {
  const [queue, cases, conversations] = [useQueue(), useCases(), useConversations()]
  return {
    /** Nothing of what one session read is left for the next. */
    forget: () => {
      queue.reset()
      cases.reset()
      conversations.reset()
    },
  }
}
