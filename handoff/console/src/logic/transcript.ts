/** The rows of a conversation on the screen: messages in their order, with days, notes and what is still being sent. */
import type { ConsoleMessage, Note } from '@/api/types'
import type { Outgoing } from './messages'
import { daysBetween } from './time'

export type Row =
  | { key: string; kind: 'day'; at: number }
  | { key: string; kind: 'message'; message: ConsoleMessage; lead: boolean }
  | { key: string; kind: 'note'; note: Note }
  | { key: string; kind: 'outgoing'; item: Outgoing }

/** Messages of one author closer than this are one block with one head. */
const BLOCK_MS = 5 * 60_000

interface Moment {
  at: number
  row: Exclude<Row, { kind: 'day' }>
}

/** Notes have no place in the conversation's numbering: each stands before the first message said after it. */
function interleave(messages: readonly ConsoleMessage[], notes: readonly Note[], reachedStart: boolean): Moment[] {
  const start = messages[0] && !reachedStart ? Date.parse(messages[0].at) : -Infinity
  const waiting = notes
    .map((note): Moment => ({ at: Date.parse(note.at), row: { key: `n${note.id}`, kind: 'note', note } }))
    .filter(({ at }) => at >= start)
    .sort((a, b) => a.at - b.at)
  const moments: Moment[] = []
  for (const message of messages) {
    const at = Date.parse(message.at)
    while (waiting[0] && waiting[0].at < at) moments.push(...waiting.splice(0, 1))
    moments.push({ at, row: { key: `m${message.conversation_seq}`, kind: 'message', message, lead: true } })
  }
  return [...moments, ...waiting]
}

function continues(previous: Moment | undefined, { at, row }: Moment): boolean {
  if (previous?.row.kind !== 'message' || row.kind !== 'message') return false
  const [a, b] = [previous.row.message, row.message]
  return a.author === b.author && a.author_name === b.author_name && at - previous.at < BLOCK_MS
}

export function rowsOf(
  messages: readonly ConsoleMessage[],
  notes: readonly Note[],
  outgoing: readonly Outgoing[],
  reachedStart: boolean,
): Row[] {
  const rows: Row[] = []
  let previous: Moment | undefined
  for (const moment of interleave(messages, notes, reachedStart)) {
    const newDay = previous === undefined || daysBetween(previous.at, moment.at) !== 0
    if (newDay) rows.push({ key: `d${moment.row.key}`, kind: 'day', at: moment.at })
    const lead = newDay || !continues(previous, moment)
    rows.push(moment.row.kind === 'message' ? { ...moment.row, lead } : moment.row)
    previous = moment
  }
  return [...rows, ...outgoing.map((item): Row => ({ key: `o${item.clientMsgId}`, kind: 'outgoing', item }))]
}

/** How many rows that somebody else said stand after the given key. */
export function newSince(rows: readonly Row[], lastKey: string | undefined): number {
  const from = rows.findIndex(({ key }) => key === lastKey)
  if (from < 0) return 0
  return rows.slice(from + 1).filter((row) => row.kind === 'message').length
}
