import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { logIn, logOut, whoAmI } from '@/api/calls'
import { setCsrfToken, whenCsrfStale, whenUnauthorized } from '@/api/client'
import { asApiError } from '@/api/problem'
import type { User } from '@/api/types'

const DESK_ROLES: readonly User['roles'][number][] = ['butler', 'supervisor']

/** `expired`: there was a session and the hub ended it. `unknown`: not asked yet, or the hub could not be reached. */
export type SessionState = 'unknown' | 'in' | 'out' | 'expired'

export const useSession = defineStore('session', () => {
  const user = ref<User | null>(null)
  const state = ref<SessionState>('unknown')
  const hasDesk = computed(() => user.value?.roles.some((role) => DESK_ROLES.includes(role)) ?? false)

  function enter(session: { user: User; csrf_token: string }): void {
    user.value = session.user
    state.value = 'in'
    setCsrfToken(session.csrf_token)
  }

  function expire(): void {
    if (state.value === 'in') state.value = 'expired'
    setCsrfToken(null)
  }

  /** Finds out whether the browser still has a session. Raises ApiError when the hub cannot be reached. */
  async function restore(): Promise<void> {
    try {
      enter(await whoAmI())
    } catch (thrown) {
      const error = asApiError(thrown)
      if (error.status !== 401) throw error
      if (state.value === 'unknown') state.value = 'out'
    }
  }

  /** After the feed was refused: is there still a session, and does it still have a desk? */
  async function check(): Promise<void> {
    await restore().catch(() => undefined)
  }

  /** Raises ApiError. */
  async function open(username: string, password: string): Promise<void> {
    enter(await logIn(username, password))
  }

  /** Raises ApiError, and then the session goes on. */
  async function close(): Promise<void> {
    await logOut()
    user.value = null
    state.value = 'out'
    setCsrfToken(null)
  }

  whenUnauthorized(expire)
  whenCsrfStale(restore)
  return { user, state, hasDesk, restore, check, open, close, expire }
})
