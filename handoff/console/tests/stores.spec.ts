import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/problem'
import type { CaseDetail, ConsoleMessage, ConsoleMessages } from '@/api/types'
import { detail, held, message, messages, summary } from './making'

const hub = vi.hoisted(() => ({
  listCases: vi.fn(), readCase: vi.fn(), readMessages: vi.fn(), sendMessage: vi.fn(), claimCase: vi.fn(), releaseCase: vi.fn(),
  resolveCase: vi.fn(), addNote: vi.fn(), tellTyping: vi.fn(), readStatus: vi.fn(), logIn: vi.fn(), logOut: vi.fn(), whoAmI: vi.fn(),
}))
vi.mock('@/api/calls', () => hub)

const { useCases } = await import('@/stores/cases')
const { useConversations } = await import('@/stores/conversations')
const { useOutbox } = await import('@/stores/outbox')
const { useQueue } = await import('@/stores/queue')

const page = (...ids: string[]) => ({
  items: ids.map((id) => summary(id)), next_cursor: null, counts: { waiting: ids.length, mine: 0, active: 0 },
})

/** A hub that holds `all` and answers ranges like the real one. */
function serve(all: ConsoleMessage[]): void {
  hub.readMessages.mockImplementation((_id: string, range: { after?: number; before?: number } | 'newest', limit: number): Promise<ConsoleMessages> => {
    const last_seq = all.at(-1)?.conversation_seq ?? 0
    if (range === 'newest') return Promise.resolve({ messages: all.slice(-limit), last_seq })
    const fits = all.filter(({ conversation_seq: seq }) => seq > (range.after ?? 0) && seq < (range.before ?? Infinity))
    return Promise.resolve({ messages: range.before === undefined ? fits.slice(0, limit) : fits.slice(-limit), last_seq })
  })
}

beforeEach(() => {
  sessionStorage.clear()
  setActivePinia(createPinia())
  for (const call of Object.values(hub)) call.mockReset()
  hub.listCases.mockResolvedValue(page())
})

describe('the queue', () => {
  it('rings for a case that was not there before, and not for the first reading', async () => {
    const queue = useQueue()
    hub.listCases.mockResolvedValueOnce(page('a', 'b'))
    await queue.refresh()
    expect(queue.arrived).toEqual([])
    hub.listCases.mockResolvedValueOnce(page('c', 'a', 'b'))
    await queue.refresh()
    expect(queue.arrived.map(({ id }) => id)).toEqual(['c'])
  })

  it('rings again for a known case that has become more urgent, once', () => {
    const queue = useQueue()
    queue.keep([summary('a', { version: 1, priority: 'P1' })])
    queue.keep([summary('a', { version: 2, priority: 'P1' })])
    expect(queue.worsened).toEqual([])
    queue.keep([summary('a', { version: 3, priority: 'P0', status: 'active' })])
    expect(queue.worsened.map(({ priority }) => priority)).toEqual(['P0'])
    const once = queue.worsened
    queue.keep([summary('a', { version: 3, priority: 'P0', status: 'active' })])
    queue.keep([summary('a', { version: 4, priority: 'P0' })])
    queue.keep([summary('b', { version: 9, priority: 'P0' })])
    expect(queue.worsened).toBe(once)
  })

  it('does not ring for what this desk gave back itself', async () => {
    const [queue, cases] = [useQueue(), useCases()]
    hub.listCases.mockResolvedValueOnce(page('a'))
    await queue.refresh()
    hub.releaseCase.mockResolvedValueOnce(detail('mine', { version: 2 }))
    hub.listCases.mockResolvedValue(page('a', 'mine'))
    await cases.release('mine', '需要专家')
    await queue.refresh()
    expect(queue.arrived).toEqual([])
  })

  it('keeps what is on the screen when a reading fails', async () => {
    const queue = useQueue()
    hub.listCases.mockResolvedValueOnce(page('a'))
    await queue.refresh()
    hub.listCases.mockRejectedValueOnce(new ApiError(0, 'network', ''))
    await expect(queue.refresh()).rejects.toThrow()
    expect(queue.items.map(({ id }) => id)).toEqual(['a'])
    expect(queue.current).toMatchObject({ state: 'ready', error: { code: 'network' } })
  })

  it('never puts an older version of a row over a newer one', async () => {
    const queue = useQueue()
    hub.listCases.mockResolvedValueOnce(page('a'))
    await queue.refresh()
    queue.keep([summary('a', { version: 5, goal: '新' })])
    queue.keep([summary('a', { version: 4, goal: '旧' })])
    expect(queue.items[0]?.goal).toBe('新')
  })

  it('moves by keys and stops at the ends', async () => {
    const queue = useQueue()
    hub.listCases.mockResolvedValueOnce(page('a', 'b'))
    await queue.refresh()
    expect([queue.neighbour(null, 1), queue.neighbour('a', 1), queue.neighbour('b', 1), queue.neighbour('a', -1)]).toEqual(['a', 'b', 'b', 'a'])
  })
})

describe('a case', () => {
  it('that is taken away says so, and one given up here does not', async () => {
    const cases = useCases()
    hub.readCase.mockResolvedValueOnce(held('k'))
    await cases.read('k')
    hub.readCase.mockResolvedValueOnce(detail('k', { version: 2, status: 'active', butler: { id: 'u2', display_name: '周凯' }, allowed: ['note'] }))
    await cases.read('k')
    expect(cases.losses.get('k')).toEqual({ how: 'taken', by: '周凯' })

    hub.readCase.mockResolvedValueOnce(held('own'))
    await cases.read('own')
    hub.releaseCase.mockResolvedValueOnce(detail('own', { version: 3 }))
    await cases.release('own', '')
    expect(cases.losses.has('own')).toBe(false)
  })

  it('refused to this desk is read again, and the refusal passed on', async () => {
    const cases = useCases()
    hub.claimCase.mockRejectedValueOnce(new ApiError(409, 'case_already_held', '周凯已经接手了这个个案。'))
    hub.readCase.mockResolvedValueOnce(detail('k', { version: 2, status: 'active', allowed: ['note'] }))
    await expect(cases.claim('k')).rejects.toMatchObject({ code: 'case_already_held', detail: '周凯已经接手了这个个案。' })
    await vi.waitFor(() => {
      expect(cases.details.get('k')?.status).toBe('active')
    })
    expect(hub.listCases).toHaveBeenCalled()
  })

  it('is not overwritten by an answer that a later act has overtaken', async () => {
    const cases = useCases()
    let answer: (value: CaseDetail) => void = () => undefined
    hub.readCase.mockReturnValueOnce(new Promise<CaseDetail>((resolve) => (answer = resolve)))
    const reading = cases.read('k')
    hub.claimCase.mockResolvedValueOnce(held('k', { version: 2 }))
    await cases.claim('k')
    answer(detail('k', { version: 2 }))
    await reading
    expect(cases.details.get('k')?.allowed).toContain('reply')
    expect(cases.losses.size).toBe(0)
  })
})

describe('a case no longer to be seen', () => {
  it('leaves nothing of itself behind', async () => {
    const cases = useCases()
    hub.readCase.mockResolvedValueOnce(detail('k'))
    await cases.read('k')
    hub.readCase.mockRejectedValueOnce(new ApiError(404, 'not_found', '没有找到这个个案。'))
    await expect(cases.read('k')).rejects.toThrow()
    expect(cases.details.has('k')).toBe(false)
    expect(cases.errors.get('k')?.code).toBe('not_found')
  })
})

describe('a conversation', () => {
  it('is complete once everything up to the newest has been read, over several pages', async () => {
    const conversations = useConversations()
    const all = messages(1, 100)
    serve(all)
    await conversations.refresh('c', 'k')
    expect(conversations.held.get('c')?.transcript.messages[0]?.conversation_seq).toBe(41)
    all.push(...messages(101, 600))
    await conversations.refresh('c', 'k')
    const { transcript, complete } = conversations.held.get('c') ?? {}
    expect(complete).toBe(true)
    expect(transcript?.messages.map(({ conversation_seq }) => conversation_seq)).toEqual(messages(41, 600).map(({ conversation_seq }) => conversation_seq))
  })

  it('far behind shows the newest rather than reading for minutes', async () => {
    const conversations = useConversations()
    const all = messages(1, 10)
    serve(all)
    await conversations.refresh('c', 'k')
    all.push(...messages(11, 5000))
    await conversations.refresh('c', 'k')
    expect(conversations.held.get('c')?.transcript).toMatchObject({ readTo: 5000, reachedStart: false })
  })

  it('joins calls that come while one runs, and reads what came meanwhile', async () => {
    const conversations = useConversations()
    const all = messages(1, 5)
    serve(all)
    const first = conversations.refresh('c', 'k')
    all.push(message(6))
    await Promise.all([first, conversations.refresh('c', 'k'), conversations.refresh('c', 'k')])
    expect(conversations.held.get('c')?.transcript.readTo).toBe(6)
    expect(hub.readMessages).toHaveBeenCalledTimes(2)
  })

  it('is in doubt after a lost connection and after a failed reading', async () => {
    const conversations = useConversations()
    serve(messages(1, 5))
    await conversations.refresh('c', 'k')
    conversations.doubt()
    expect(conversations.held.get('c')?.complete).toBe(false)
    hub.readMessages.mockRejectedValueOnce(new ApiError(503, 'unavailable', '系统正在恢复'))
    await expect(conversations.refresh('c', 'k')).rejects.toThrow()
    expect(conversations.held.get('c')).toMatchObject({ complete: false, state: 'ready' })
  })

  it('reads older pages upwards until the start', async () => {
    const conversations = useConversations()
    serve(messages(1, 170))
    await conversations.refresh('c', 'k')
    await conversations.readOlder('c', 'k')
    expect(conversations.held.get('c')?.transcript).toMatchObject({ reachedStart: false })
    await conversations.readOlder('c', 'k')
    expect(conversations.held.get('c')?.transcript).toMatchObject({ reachedStart: true })
    expect(conversations.held.get('c')?.transcript.messages).toHaveLength(170)
  })
})

describe('the outbox', () => {
  const sent = (seq: number, clientMsgId: string) => message(seq, { author: 'butler', client_msg_id: clientMsgId })

  it('sends one after the other in the order of writing', async () => {
    const [outbox, conversations] = [useOutbox(), useConversations()]
    const order: string[] = []
    hub.sendMessage.mockImplementation(async (_case: string, id: string, text: string) => {
      await Promise.resolve()
      order.push(text)
      return sent(order.length, id)
    })
    for (const text of ['一', '二', '三']) outbox.send('k', 'c', text)
    await vi.waitFor(() => {
      expect(outbox.lanes.k).toBeUndefined()
    })
    expect(order).toEqual(['一', '二', '三'])
    expect(conversations.held.get('c')?.transcript.messages).toHaveLength(3)
  })

  it('stops at a failure and retries with the same id, so that nothing is said twice', async () => {
    const outbox = useOutbox()
    const ids: string[] = []
    hub.sendMessage.mockImplementation((_case: string, id: string) => {
      ids.push(id)
      return ids.length === 1 ? Promise.reject(new ApiError(503, 'unavailable', '系统正在恢复')) : Promise.resolve(sent(ids.length, id))
    })
    outbox.send('k', 'c', '一')
    outbox.send('k', 'c', '二')
    await vi.waitFor(() => {
      expect(outbox.lanes.k?.items.map(({ state, error }) => [state, error])).toEqual([['failed', '系统正在恢复'], ['failed', '']])
    })
    expect(ids).toHaveLength(1)
    outbox.retry('k')
    await vi.waitFor(() => {
      expect(outbox.lanes.k).toBeUndefined()
    })
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(2)
  })

  it('holds back what is written after a failure', async () => {
    const outbox = useOutbox()
    hub.sendMessage.mockRejectedValueOnce(new ApiError(0, 'network', ''))
    outbox.send('k', 'c', '一')
    await vi.waitFor(() => {
      expect(outbox.lanes.k?.items[0]?.state).toBe('failed')
    })
    outbox.send('k', 'c', '二')
    expect(outbox.lanes.k?.items.map(({ state }) => state)).toEqual(['failed', 'failed'])
    expect(hub.sendMessage).toHaveBeenCalledTimes(1)
  })

  it('forgets a failed one that turns out to have arrived', async () => {
    const [outbox, conversations] = [useOutbox(), useConversations()]
    hub.sendMessage.mockRejectedValueOnce(new ApiError(0, 'network', ''))
    outbox.send('k', 'c', '一')
    await vi.waitFor(() => {
      expect(outbox.lanes.k?.items[0]?.state).toBe('failed')
    })
    conversations.add('c', sent(1, outbox.lanes.k?.items[0]?.clientMsgId ?? ''))
    outbox.settle('k')
    expect(outbox.lanes.k?.items ?? []).toEqual([])
  })

  it('keeps what was on its way through a reload, and asks before sending it again', async () => {
    hub.sendMessage.mockReturnValueOnce(new Promise(() => undefined))
    useOutbox().send('k', 'c', '一')
    await vi.waitFor(() => {
      expect(sessionStorage.getItem('guanjia.outgoing')).toContain('一')
    })
    setActivePinia(createPinia())
    expect(useOutbox().lanes.k?.items.map(({ text, state }) => [text, state])).toEqual([['一', 'failed']])
    expect(hub.sendMessage).toHaveBeenCalledTimes(1)
  })
})
