import type { ConsoleMessage } from '@/api/types'

/** How many messages below the newest are read again with every refresh: understanding and delivery arrive after the message itself. */
export const REREAD = 20

export interface Transcript {
  /** Ascending by conversation_seq, each seq once. */
  readonly messages: readonly ConsoleMessage[]
  /** Every message from the first held up to this conversation_seq has been read; 0 = nothing yet. */
  readonly readTo: number
  /** Nothing older exists. */
  readonly reachedStart: boolean
}

export const EMPTY: Transcript = { messages: [], readTo: 0, reachedStart: false }

/** Later versions of a message replace earlier ones; order is that of conversation_seq whatever order they came in. */
export function merge(held: readonly ConsoleMessage[], come: readonly ConsoleMessage[]): ConsoleMessage[] {
  const last = held.at(-1)
  const first = come[0]
  if (first && (!last || last.conversation_seq < first.conversation_seq) && isAscending(come)) return [...held, ...come]
  const bySeq = new Map(held.map((message) => [message.conversation_seq, message]))
  for (const message of come) bySeq.set(message.conversation_seq, message)
  return [...bySeq.values()].sort((a, b) => a.conversation_seq - b.conversation_seq)
}

function isAscending(messages: readonly ConsoleMessage[]): boolean {
  return messages.every((message, i) => i === 0 || (messages[i - 1]?.conversation_seq ?? 0) < message.conversation_seq)
}

/** Where the next refresh starts reading (exclusive). */
export function refreshAfter(transcript: Transcript): number {
  const first = transcript.messages[0]?.conversation_seq ?? 1
  return Math.max(first - 1, transcript.readTo - REREAD, 0)
}

/** A page read upwards from `after`. It counts as read only where it joins what was read before, so that a gap stays visible as one. */
export function addNewer(transcript: Transcript, page: readonly ConsoleMessage[], after: number): Transcript {
  const end = page.at(-1)?.conversation_seq ?? after
  const joins = transcript.messages.length === 0 || after <= transcript.readTo
  return {
    messages: merge(transcript.messages, page),
    readTo: joins ? Math.max(transcript.readTo, end) : transcript.readTo,
    reachedStart: transcript.reachedStart || after === 0,
  }
}

/** A page that ends below the oldest message held (or the newest page, when nothing is held). */
export function addOlder(transcript: Transcript, page: readonly ConsoleMessage[], limit: number): Transcript {
  return {
    messages: merge(transcript.messages, page),
    readTo: Math.max(transcript.readTo, page.at(-1)?.conversation_seq ?? 0),
    reachedStart: transcript.reachedStart || page.length < limit,
  }
}

/** One message out of its page, such as the answer to a send: what lies between is still to be read. */
export function addSingle(transcript: Transcript, message: ConsoleMessage): Transcript {
  const next = message.conversation_seq === transcript.readTo + 1
  return {
    ...transcript,
    messages: merge(transcript.messages, [message]),
    readTo: next ? message.conversation_seq : transcript.readTo,
  }
}

export interface Outgoing {
  clientMsgId: string
  text: string
  /** ms since 1970 */
  at: number
  state: 'queued' | 'sending' | 'failed'
  error: string
}

/** What was typed here and is not yet in the transcript. */
export function stillOutgoing(outgoing: readonly Outgoing[], messages: readonly ConsoleMessage[]): Outgoing[] {
  const arrived = new Set(messages.map((message) => message.client_msg_id))
  return outgoing.filter((item) => !arrived.has(item.clientMsgId))
}

/** After a failure nothing written later may overtake it: everything from the failed one on waits for the writer. */
export function failFrom(outgoing: readonly Outgoing[], clientMsgId: string, error: string): Outgoing[] {
  const at = outgoing.findIndex((item) => item.clientMsgId === clientMsgId)
  if (at < 0) return [...outgoing]
  return outgoing.map((item, i) => (i < at ? item : { ...item, state: 'failed', error: i === at ? error : '' }))
}
