import { describe, expect, it } from 'vitest'
import { backOff, isStale, NOTHING, reduce, START, type Happening, type LiveState } from '@/live/reducer'
import { event } from './making'

const run = (happenings: Happening[], from: LiveState = START) => happenings.reduce(reduce, from)
const CONNECTED: Happening[] = [{ type: 'opening' }, { type: 'hello', cursor: '5' }]
const LIVE: Happening[] = [...CONNECTED, { type: 'reading' }, { type: 'read' }]

describe('connecting', () => {
  it('is live only after everything has been read', () => {
    expect(run([{ type: 'opening' }]).phase).toBe('connecting')
    const connected = run(CONNECTED)
    expect(connected.phase).toBe('catching-up')
    expect(connected.stale).toMatchObject({ queue: true, status: true, open: true })
    expect(run([{ type: 'reading' }], connected)).toMatchObject({ phase: 'catching-up', stale: NOTHING })
    expect(run(LIVE).phase).toBe('live')
  })

  it('goes on from the cursor of the last event', () => {
    const state = run([...LIVE, { type: 'event', event: event('message_added'), cursor: '9' }, { type: 'lost' }])
    expect(state).toMatchObject({ phase: 'lost', cursor: '9', failures: 1 })
  })

  it('forgets a cursor the hub no longer knows', () => {
    expect(run([...LIVE, { type: 'cursor-expired' }])).toMatchObject({ phase: 'lost', cursor: null })
  })

  it('is not live by a reading that began before the connection', () => {
    const state = run([...LIVE, { type: 'reading' }, { type: 'lost' }, ...CONNECTED, { type: 'read' }])
    expect(state.phase).toBe('catching-up')
    expect(state.stale.open).toBe(true)
  })

  it('is not live by a reading that ends after the connection is lost', () => {
    expect(run([...CONNECTED, { type: 'reading' }, { type: 'lost' }, { type: 'read' }]).phase).toBe('lost')
  })

  it('counts failures until a connection stands', () => {
    const lost = run([{ type: 'lost' }, { type: 'lost' }, { type: 'lost' }])
    expect(lost.failures).toBe(3)
    expect(run(CONNECTED, lost).failures).toBe(0)
  })

  it('starts afresh after leaving', () => {
    expect(run([...LIVE, { type: 'left' }])).toEqual(START)
  })
})

describe('events', () => {
  const after = (...happened: Happening[]) => run([...LIVE, ...happened]).stale
  const heard = (kind: Parameters<typeof event>[0], more: Parameters<typeof event>[1] = {}): Happening => ({
    type: 'event', event: event(kind, more), cursor: '6',
  })

  it('make exactly what they are about stale', () => {
    expect(after(heard('message_added'))).toMatchObject({ queue: true, status: false, cases: new Map(), conversations: new Set(['c1']) })
    expect(after(heard('delivery_changed'))).toMatchObject({ queue: false, conversations: new Set(['c1']) })
    expect(after(heard('case_changed', { version: 4 }))).toMatchObject({ queue: true, cases: new Map([['k1', 4]]), conversations: new Set() })
    expect(after(heard('case_opened'))).toMatchObject({ queue: true, cases: new Map([['k1', 1]]), conversations: new Set(['c1']) })
    expect(after(heard('offer_made'))).toEqual({ ...NOTHING, offers: true, queue: true })
    expect(after(heard('presence_changed', { case_id: null, conversation_id: null }))).toEqual({ ...NOTHING, status: true })
    expect(after(heard('bot_state', { case_id: null, conversation_id: null }))).toEqual({ ...NOTHING, status: true })
  })

  it('keep the newest version heard of, and forget none of unknown version', () => {
    expect(after(heard('case_changed', { version: 7 }), heard('case_changed', { version: 5 })).cases.get('k1')).toBe(7)
    expect(after(heard('case_changed', { version: null }), heard('case_changed', { version: 5 })).cases.get('k1')).toBeNull()
  })

  it('that come while reading are stale after it', () => {
    const state = run([...LIVE, heard('message_added'), { type: 'reading' }, heard('message_added', { conversation_id: 'c2' }), { type: 'read' }])
    expect([...state.stale.conversations]).toEqual(['c2'])
  })

  it('are not lost when the reading of them fails', () => {
    const before = run([...LIVE, heard('case_changed', { version: 3 })])
    const failed = run(
      [{ type: 'reading' }, heard('message_added'), { type: 'read-failed', stale: before.stale }],
      before,
    )
    expect(failed.stale.cases.get('k1')).toBe(3)
    expect(failed.stale.conversations.has('c1')).toBe(true)
  })

  it('in thousands cost one entry per thing', () => {
    let state = run(LIVE)
    for (let i = 0; i < 5000; i += 1) state = reduce(state, heard('message_added'))
    expect(state.stale.conversations.size).toBe(1)
    expect(isStale(state.stale)).toBe(true)
  })
})

describe('backOff', () => {
  it('doubles, is spread, and stays below 15 s', () => {
    expect([0, 1, 2, 3].map((n) => backOff(n, 1))).toEqual([500, 1000, 2000, 4000])
    expect(backOff(0, 0)).toBe(250)
    expect(backOff(500, 1)).toBe(15_000)
  })
})
