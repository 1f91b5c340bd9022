import type { Priority } from '@/api/types'

/** Levels of a service clock: reminders at 60 %, 80 % and 100 % of the time used (domain.md 3.3, R05). */
export type ClockLevel = 'calm' | 'warn' | 'urgent' | 'late'

export interface ClockFace {
  /** Share of the time used, 0–1. */
  used: number
  level: ClockLevel
  /** ms left; negative = ms overdue. */
  left: number
}

/** Minutes until a person must have answered (domain.md 6.1). */
const RESPONSE_MINUTES: Readonly<Record<Priority, number>> = { P0: 1, P1: 5, P2: 30, P3: 240 }

/**
 * The first-response clock as a list row knows it: by when it is due. Neither the opening nor the waiting says when it started, as it runs on
 * through a hand-back and starts anew after an answer; the target of its priority does.
 */
export function responseFace(priority: Priority, dueAt: number, now: number): ClockFace {
  return clockFace(dueAt - RESPONSE_MINUTES[priority] * 60_000, dueAt, now)
}

/** All in ms since 1970. A clock without length counts as used up. */
export function clockFace(startedAt: number, dueAt: number, now: number): ClockFace {
  const length = dueAt - startedAt
  const used = length > 0 ? (now - startedAt) / length : 1
  const level: ClockLevel = used >= 1 ? 'late' : used >= 0.8 ? 'urgent' : used >= 0.6 ? 'warn' : 'calm'
  return { used: Math.min(1, Math.max(0, used)), level, left: dueAt - now }
}
