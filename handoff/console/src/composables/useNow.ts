import { onScopeDispose, readonly, ref } from 'vue'
import { hubNow } from '@/api/clockSkew'

const now = ref(hubNow())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The hub's time in ms, ticking once a second for everybody on the page at the same moment. */
export function useNow() {
  users += 1
  now.value = hubNow()
  timer ??= setInterval(() => {
    now.value = hubNow()
  }, 1000)
  onScopeDispose(() => {
    users -= 1
    if (users > 0) return
    clearInterval(timer)
    timer = undefined
  })
  return readonly(now)
}
