/** What the person at the desk may do with a case now, and what has just happened to it. */
import type { CaseDetail } from '@/api/types'

/** Codes of a dispute: closed only with an outcome, a reason and the customer told (the hub refuses otherwise). */
const DISPUTE = new Set(['E03', 'E04', 'E05', 'E06', 'E07', 'E08', 'E13'])

export function isDispute(codes: readonly { code: string }[]): boolean {
  return codes.some(({ code }) => DISPUTE.has(code))
}

/** `stale`: something may have been said that is not on the screen yet, so nobody may answer. */
export type Floor = 'mine' | 'waiting' | 'other' | 'resolved' | 'stale'

export function floorOf(detail: CaseDetail, complete: boolean): Floor {
  if (detail.status === 'resolved') return 'resolved'
  if (detail.allowed.includes('reply')) return complete ? 'mine' : 'stale'
  if (detail.status === 'waiting' || detail.status === 'offered') return 'waiting'
  return 'other'
}

/** How a case left this desk without its holder doing it; null when it did not. */
export type Loss = { how: 'taken'; by: string } | { how: 'returned' } | { how: 'resolved' }

export function lossBetween(before: CaseDetail | undefined, after: CaseDetail): Loss | null {
  if (!before?.allowed.includes('reply') || after.allowed.includes('reply')) return null
  if (after.status === 'resolved') return { how: 'resolved' }
  if (after.butler) return { how: 'taken', by: after.butler.display_name }
  return { how: 'returned' }
}
