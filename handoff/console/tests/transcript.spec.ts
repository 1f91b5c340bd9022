import { describe, expect, it } from 'vitest'
import { newSince, rowsOf } from '@/logic/transcript'
import type { Outgoing } from '@/logic/messages'
import { AT, iso, message, messages, note } from './making'

const HOUR = 3_600_000
const keys = (rows: readonly { key: string }[]) => rows.map(({ key }) => key)

describe('rowsOf', () => {
  it('puts a day before its first message', () => {
    const rows = rowsOf([message(1), message(2, { at: iso(AT + 24 * HOUR) })], [], [], true)
    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'day', 'message'])
  })

  it('gives one head to a block of one author', () => {
    const list = [message(1), message(2), message(3, { author: 'bot', author_name: '小管家' }), message(4), message(5, { at: iso(AT + HOUR) })]
    const leads = rowsOf(list, [], [], true).flatMap((row) => (row.kind === 'message' ? [row.lead] : []))
    expect(leads).toEqual([true, false, true, true, true])
  })

  it('does not put two butlers under one head', () => {
    const list = [message(1, { author: 'butler', author_name: '林晓' }), message(2, { author: 'butler', author_name: '周凯' })]
    expect(rowsOf(list, [], [], true).flatMap((row) => (row.kind === 'message' ? [row.lead] : []))).toEqual([true, true])
  })

  it('puts a note where it was written, the next message heads anew', () => {
    const rows = rowsOf(messages(1, 3), [note('x', AT + 1500)], [], true)
    expect(keys(rows)).toEqual(['dm1', 'm1', 'nx', 'm2', 'm3'])
    expect(rows[3]).toMatchObject({ kind: 'message', lead: true })
  })

  it('keeps notes of a time not read yet for later, and never loses one', () => {
    const early = note('early', AT - HOUR)
    expect(keys(rowsOf(messages(5, 6), [early], [], false))).not.toContain('nearly')
    expect(keys(rowsOf(messages(5, 6), [early], [], true))).toContain('nearly')
    expect(keys(rowsOf([], [early], [], true))).toEqual(['dnearly', 'nearly'])
  })

  it('keeps the order of the conversation even when times disagree', () => {
    const rows = rowsOf([message(1, { at: iso(AT + 5000) }), message(2, { at: iso(AT) })], [], [], true)
    expect(keys(rows)).toEqual(['dm1', 'm1', 'm2'])
  })

  it('ends with what is still being sent', () => {
    const item: Outgoing = { clientMsgId: 'a', text: '在的', at: AT, state: 'sending', error: '' }
    expect(keys(rowsOf(messages(1, 1), [], [item], true))).toEqual(['dm1', 'm1', 'oa'])
  })

  it('has no key twice', () => {
    const rows = rowsOf(messages(1, 200), [note('a', AT + 3500), note('b', AT + 3500)], [], true)
    expect(new Set(keys(rows)).size).toBe(rows.length)
  })
})

describe('newSince', () => {
  const rows = rowsOf(messages(1, 5), [], [], true)

  it('counts messages after the one last seen', () => {
    expect(newSince(rows, 'm3')).toBe(2)
    expect(newSince(rows, 'm5')).toBe(0)
    expect(newSince(rows, undefined)).toBe(0)
  })
})
