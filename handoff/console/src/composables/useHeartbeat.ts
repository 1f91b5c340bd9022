import { onScopeDispose, watch } from 'vue'
import { BEAT_MS, usePresence } from '@/stores/presence'
import { useSession } from '@/stores/session'

/** While the page is open its user counts as being at the desk; a log-in alone does not. */
export function useHeartbeat(): void {
  const [session, presence] = [useSession(), usePresence()]
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(timer)
    timer = undefined
    presence.stop()
  }

  watch(
    () => session.state === 'in' && session.hasDesk,
    (open) => {
      stop()
      if (!open) return
      presence.start()
      void presence.beat().catch(() => undefined)
      timer = setInterval(presence.beatIfDue, BEAT_MS / 3)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
}
