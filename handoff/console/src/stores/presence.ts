import { defineStore } from 'pinia'
import { ref } from 'vue'
import { beat as sendBeat, declineOffer } from '@/api/calls'
import type { DeskState, Offer } from '@/api/types'
import { readSession, writeSession } from '@/logic/storage'

export const BEAT_MS = 15_000
/** A beat that comes a little early spares one that would come too late. */
const DUE_MS = BEAT_MS - 2000
const KEY = 'guanjia.presence'
const STATES: readonly DeskState[] = ['available', 'busy', 'away']

/** That this desk is open, what it says of itself, and what rings at it. */
export const usePresence = defineStore('presence', () => {
  const stored = readSession<{ state?: DeskState }>(KEY, {}).state
  const state = ref<DeskState>(stored !== undefined && STATES.includes(stored) ? stored : 'available')
  const offers = ref<Offer[]>([])
  /** Offers that were not there before. */
  const arrived = ref<Offer[]>([])
  let beatenAt = 0
  let running = false

  function keep(now: Offer[]): void {
    const known = new Set(offers.value.map(({ id }) => id))
    offers.value = now
    const fresh = now.filter(({ id }) => !known.has(id))
    if (fresh.length > 0) arrived.value = fresh
  }

  /** Raises ApiError. */
  async function beat(): Promise<void> {
    if (!running) return
    beatenAt = Date.now()
    const said = state.value
    const answer = await sendBeat(said)
    if (said === state.value) keep(answer.offers)
  }

  function beatIfDue(): void {
    if (running && Date.now() - beatenAt >= DUE_MS) void beat().catch(() => undefined)
  }

  /** Raises ApiError. */
  async function become(next: DeskState): Promise<void> {
    state.value = next
    writeSession(KEY, { state: next })
    await beat()
  }

  function drop(id: string): void {
    offers.value = offers.value.filter((offer) => offer.id !== id)
  }

  /** Somebody else is asked. Raises ApiError. */
  async function pass(id: string): Promise<void> {
    try {
      await declineOffer(id, '')
    } finally {
      drop(id)
    }
  }

  function start(): void {
    running = true
  }

  function stop(): void {
    running = false
    offers.value = []
  }

  return { state, offers, arrived, beat, beatIfDue, become, drop, pass, start, stop }
})
