/**
 * The live state as a pure function of what happened. Events carry references only; the reducer notes what has become stale, the
 * synchroniser reads it again, and the view counts as complete only once everything stale at a (re)connect has been read.
 */
import type { LiveEvent } from '@/api/types'

export type Phase = 'idle' | 'connecting' | 'catching-up' | 'live' | 'lost'

export interface Stale {
  readonly queue: boolean
  readonly status: boolean
  /** What rings at this desk. */
  readonly offers: boolean
  /** Case -> newest version heard of; null = unknown, read in any case. */
  readonly cases: ReadonlyMap<string, number | null>
  readonly conversations: ReadonlySet<string>
  /** Whatever is open on the screen, after a (re)connect. */
  readonly open: boolean
}

export interface LiveState {
  readonly phase: Phase
  /** Where the stream goes on; null = from now. */
  readonly cursor: string | null
  readonly stale: Stale
  /** Attempts to connect that failed since the last success. */
  readonly failures: number
}

export type Happening =
  | { type: 'opening' }
  | { type: 'hello'; cursor: string }
  | { type: 'event'; event: LiveEvent; cursor: string }
  | { type: 'lost' }
  | { type: 'cursor-expired' }
  | { type: 'reading' }
  | { type: 'read' }
  | { type: 'read-failed'; stale: Stale }
  | { type: 'left' }

export const NOTHING: Stale = { queue: false, status: false, offers: false, cases: new Map(), conversations: new Set(), open: false }
export const START: LiveState = { phase: 'idle', cursor: null, stale: NOTHING, failures: 0 }

export function isStale(stale: Stale): boolean {
  return stale.queue || stale.status || stale.offers || stale.open || stale.cases.size > 0 || stale.conversations.size > 0
}

export function reduce(state: LiveState, happening: Happening): LiveState {
  switch (happening.type) {
    case 'opening':
      return { ...state, phase: 'connecting' }
    case 'hello':
      return { ...state, phase: 'catching-up', cursor: happening.cursor, failures: 0, stale: everything(state.stale) }
    case 'event':
      return { ...state, cursor: happening.cursor, stale: withEvent(state.stale, happening.event) }
    case 'lost':
      return { ...state, phase: 'lost', failures: state.failures + 1 }
    case 'cursor-expired':
      return { ...state, phase: 'lost', cursor: null }
    case 'reading':
      return { ...state, stale: NOTHING }
    case 'read':
      // A connection made while the reading ran has made everything stale once more.
      return state.phase === 'catching-up' && !state.stale.open ? { ...state, phase: 'live' } : state
    case 'read-failed':
      return { ...state, stale: union(happening.stale, state.stale) }
    case 'left':
      return START
  }
}

const everything = (stale: Stale): Stale => ({ ...stale, queue: true, status: true, offers: true, open: true })

function withEvent(stale: Stale, { kind, case_id, conversation_id, version }: LiveEvent): Stale {
  if (kind === 'bot_state' || kind === 'presence_changed') return { ...stale, status: true }
  if (kind === 'offer_made' || kind === 'offer_ended') return { ...stale, offers: true, queue: true }
  const aboutCase = kind === 'case_opened' || kind === 'case_changed'
  const conversations =
    conversation_id === null || kind === 'case_changed' || stale.conversations.has(conversation_id)
      ? stale.conversations
      : new Set([...stale.conversations, conversation_id])
  return {
    ...stale,
    queue: stale.queue || kind !== 'delivery_changed',
    cases: aboutCase && case_id !== null ? withCase(stale.cases, case_id, version) : stale.cases,
    conversations,
  }
}

function withCase(cases: Stale['cases'], id: string, version: number | null): Stale['cases'] {
  const known = cases.get(id)
  if (known === null) return cases
  const newest = version === null || known === undefined ? version : Math.max(known, version)
  return new Map([...cases, [id, newest]])
}

function union(a: Stale, b: Stale): Stale {
  let cases = a.cases
  for (const [id, version] of b.cases) cases = withCase(cases, id, version)
  return {
    queue: a.queue || b.queue,
    status: a.status || b.status,
    offers: a.offers || b.offers,
    open: a.open || b.open,
    cases,
    conversations: new Set([...a.conversations, ...b.conversations]),
  }
}

/** ms until the next attempt: 0.5 s doubling to 15 s, spread by `random` (0–1) so that a restarted hub is not met by all at once. */
export function backOff(failures: number, random: number): number {
  const full = Math.min(15_000, 500 * 2 ** Math.min(failures, 10))
  return full * (0.5 + random / 2)
}
