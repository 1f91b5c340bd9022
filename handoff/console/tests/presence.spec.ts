import { createPinia, setActivePinia } from 'pinia'
import { effectScope, nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/problem'
import type { Attendance, Offer } from '@/api/types'
import { offer } from './making'

const hub = vi.hoisted(() => ({ beat: vi.fn(), acceptOffer: vi.fn(), declineOffer: vi.fn(), logIn: vi.fn(), logOut: vi.fn(), whoAmI: vi.fn() }))
vi.mock('@/api/calls', () => hub)

const { BEAT_MS, usePresence } = await import('@/stores/presence')
const { useHeartbeat } = await import('@/composables/useHeartbeat')
const { useSession } = await import('@/stores/session')

const here = (...offers: Offer[]): Attendance => ({ state: 'available', present: true, offers, capacity: 5, load: 0 })

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
  setActivePinia(createPinia())
  for (const call of Object.values(hub)) call.mockReset()
  hub.beat.mockResolvedValue(here())
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the heartbeat', () => {
  async function open() {
    const session = useSession()
    hub.logIn.mockResolvedValue({ user: { id: 'u1', username: 'linxiao', display_name: '林晓', roles: ['butler'] }, csrf_token: 'x' })
    const scope = effectScope()
    scope.run(() => {
      useHeartbeat()
    })
    await session.open('linxiao', 'x')
    await nextTick()
    return { scope, session }
  }

  it('beats while the desk is open, and not after', async () => {
    const { scope } = await open()
    expect(hub.beat).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(4 * BEAT_MS)
    expect(hub.beat.mock.calls.length).toBe(5)
    scope.stop()
    await vi.advanceTimersByTimeAsync(4 * BEAT_MS)
    expect(hub.beat.mock.calls.length).toBe(5)
  })

  it('ends with the session', async () => {
    const { session } = await open()
    session.expire()
    await nextTick()
    await vi.advanceTimersByTimeAsync(2 * BEAT_MS)
    usePresence().beatIfDue()
    expect(hub.beat).toHaveBeenCalledTimes(1)
  })

  it('goes on when the hub does not answer for a while', async () => {
    await open()
    hub.beat.mockRejectedValueOnce(new ApiError(0, 'network', ''))
    await vi.advanceTimersByTimeAsync(2 * BEAT_MS)
    expect(hub.beat).toHaveBeenCalledTimes(3)
  })

  it('is not doubled by what comes over the stream', async () => {
    await open()
    const presence = usePresence()
    presence.beatIfDue()
    presence.beatIfDue()
    expect(hub.beat).toHaveBeenCalledTimes(1)
    vi.setSystemTime(Date.now() + BEAT_MS)
    presence.beatIfDue()
    presence.beatIfDue()
    expect(hub.beat).toHaveBeenCalledTimes(2)
  })
})

describe('offers', () => {
  it('ring once each', async () => {
    const presence = usePresence()
    presence.start()
    hub.beat.mockResolvedValueOnce(here(offer('a')))
    await presence.beat()
    const first = presence.arrived
    expect(first.map(({ id }) => id)).toEqual(['a'])
    hub.beat.mockResolvedValueOnce(here(offer('a')))
    await presence.beat()
    expect(presence.arrived).toBe(first)
    hub.beat.mockResolvedValueOnce(here(offer('a'), offer('b')))
    await presence.beat()
    expect(presence.arrived.map(({ id }) => id)).toEqual(['b'])
  })

  it('let pass are gone, also when they were over already', async () => {
    const presence = usePresence()
    presence.start()
    hub.beat.mockResolvedValueOnce(here(offer('a'), offer('b')))
    await presence.beat()
    await presence.pass('a')
    expect(hub.declineOffer).toHaveBeenCalledWith('a', '')
    hub.declineOffer.mockRejectedValueOnce(new ApiError(409, 'offer_gone', '过时了'))
    await expect(presence.pass('b')).rejects.toThrow()
    expect(presence.offers).toEqual([])
  })

  it('of a state that was left meanwhile are not shown', async () => {
    const presence = usePresence()
    presence.start()
    let answer: (value: Attendance) => void = () => undefined
    hub.beat.mockReturnValueOnce(new Promise<Attendance>((resolve) => {
      answer = resolve
    }))
    const late = presence.beat()
    await presence.become('away')
    answer(here(offer('a')))
    await late
    expect(presence.offers).toEqual([])
    expect(hub.beat).toHaveBeenLastCalledWith('away')
  })

  it('the chosen state is kept in this tab', async () => {
    const presence = usePresence()
    presence.start()
    await presence.become('busy')
    setActivePinia(createPinia())
    expect(usePresence().state).toBe('busy')
  })
})
