import type { Evidence } from '@/api/types'

export interface Segment {
  text: string
  /** Trigger codes whose evidence covers this stretch; empty = plain text. */
  codes: readonly string[]
}

interface Span {
  code: string
  start: number
  end: number
}

/**
 * Evidence offsets count Unicode code points of the message as the bot saw it. Where they do not meet the words that were recorded with
 * them (a text cleaned differently), the words themselves are looked up; evidence that is not in the text at all is left out.
 */
function locate(points: readonly string[], evidence: Evidence): Span | null {
  const { code, start, end, text } = evidence
  const inside = typeof start === 'number' && typeof end === 'number' && start >= 0 && start < end && end <= points.length
  if (inside && (!text || points.slice(start, end).join('') === text)) return { code, start, end }
  if (!text) return null
  const at = points.join('').indexOf(text)
  if (at < 0) return null
  const from = Array.from(points.join('').slice(0, at)).length
  return { code, start: from, end: from + Array.from(text).length }
}

/** The text cut at every edge of its evidence; the pieces joined are the text again. */
export function splitByEvidence(text: string, evidence: readonly Evidence[]): Segment[] {
  const points = Array.from(text)
  const spans = evidence.map((item) => locate(points, item)).filter((span) => span !== null)
  const edges = new Set([0, points.length, ...spans.flatMap(({ start, end }) => [start, end])])
  const cuts = [...edges].sort((a, b) => a - b)
  const segments: Segment[] = []
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [from, to] = [cuts[i] ?? 0, cuts[i + 1] ?? 0]
    const codes = [...new Set(spans.filter(({ start, end }) => start <= from && to <= end).map(({ code }) => code))]
    segments.push({ text: points.slice(from, to).join(''), codes: codes.sort() })
  }
  return segments
}

/** The evidence of one message: what its own understanding says, and what the case has recorded for it. */
export function evidenceOf(
  messageId: string,
  understood: readonly Evidence[] | undefined,
  recorded: readonly Evidence[],
): Evidence[] {
  return [...(understood ?? []), ...recorded.filter((item) => item.message_id === messageId)]
}
