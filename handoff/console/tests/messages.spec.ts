import { describe, expect, it } from 'vitest'
import {
  addNewer, addOlder, addSingle, EMPTY, failFrom, merge, refreshAfter, REREAD, stillOutgoing, type Outgoing,
} from '@/logic/messages'
import { message, messages } from './making'

const seqs = (list: readonly { conversation_seq: number }[]) => list.map(({ conversation_seq }) => conversation_seq)
const waiting = (id: string, state: Outgoing['state'] = 'queued'): Outgoing => ({ clientMsgId: id, text: id, at: 0, state, error: '' })

describe('merge', () => {
  it('orders by conversation_seq in whatever order pages and answers come', () => {
    const all = messages(1, 40)
    let list = merge([], [])
    for (const start of [20, 0, 30, 10]) list = merge(list, all.slice(start, start + 10))
    expect(seqs(list)).toEqual(seqs(all))
  })

  it('keeps each seq once and lets the later version replace the earlier', () => {
    const list = merge(messages(1, 3), [message(2, { delivery: { status: 'sent', reason: null } }), message(4)])
    expect(seqs(list)).toEqual([1, 2, 3, 4])
    expect(list[1]?.delivery?.status).toBe('sent')
  })

  it('orders a page that is itself out of order', () => {
    expect(seqs(merge(messages(1, 2), [message(5), message(3), message(4)]))).toEqual([1, 2, 3, 4, 5])
  })
})

describe('the transcript', () => {
  it('is read to the end of the newest page, and knows whether older ones exist', () => {
    const page = addOlder(EMPTY, messages(41, 100), 60)
    expect(page).toMatchObject({ readTo: 100, reachedStart: false })
    expect(addOlder(page, messages(1, 40), 100)).toMatchObject({ readTo: 100, reachedStart: true })
  })

  it('reads the last ones again, as understanding and delivery come later, but never below what is held', () => {
    expect(refreshAfter(addOlder(EMPTY, messages(41, 100), 60))).toBe(100 - REREAD)
    expect(refreshAfter(addOlder(EMPTY, messages(95, 100), 6))).toBe(94)
    expect(refreshAfter(addOlder(EMPTY, messages(1, 3), 60))).toBe(0)
  })

  it('does not take the answer to a send for everything said before it', () => {
    const before = addOlder(EMPTY, messages(1, 10), 60)
    const after = addSingle(before, message(13, { author: 'butler' }))
    expect(seqs(after.messages)).toEqual([...seqs(messages(1, 10)), 13])
    expect(after.readTo).toBe(10)
    expect(addNewer(after, messages(1, 13), 0)).toMatchObject({ readTo: 13 })
  })

  it('takes the very next message as read', () => {
    expect(addSingle(addOlder(EMPTY, messages(1, 10), 60), message(11)).readTo).toBe(11)
  })

  it('keeps a gap open when a page starts beyond what was read', () => {
    const list = addNewer(addOlder(EMPTY, messages(1, 10), 60), messages(21, 30), 20)
    expect(list.readTo).toBe(10)
  })

  it('is empty but read after an empty conversation', () => {
    expect(addOlder(EMPTY, [], 60)).toEqual({ messages: [], readTo: 0, reachedStart: true })
  })
})

describe('what is being sent', () => {
  it('goes once it is in the transcript', () => {
    const left = stillOutgoing([waiting('a'), waiting('b')], [message(1, { client_msg_id: 'a' })])
    expect(left.map(({ clientMsgId }) => clientMsgId)).toEqual(['b'])
  })

  it('never lets a later one overtake a failed one', () => {
    const list = failFrom([waiting('a'), waiting('b', 'sending'), waiting('c')], 'b', '系统正在恢复')
    expect(list.map(({ state, error }) => [state, error])).toEqual([['queued', ''], ['failed', '系统正在恢复'], ['failed', '']])
  })

  it('changes nothing for one that is gone', () => {
    expect(failFrom([waiting('a')], 'x', 'y')).toEqual([waiting('a')])
  })
})
