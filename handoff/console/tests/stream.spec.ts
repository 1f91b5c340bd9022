import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveEvent } from '@/api/types'
import { follow } from '@/live/stream'

const heard: (string | [LiveEvent['kind'], string])[] = []
const handlers = {
  hello: (cursor: string) => heard.push(cursor),
  event: ({ kind }: LiveEvent, cursor: string) => heard.push([kind, cursor]),
}
const fetched = vi.fn<typeof fetch>()
const never = new AbortController().signal

/** A stream that gives these pieces, then ends — or stays open when `open`. */
function stream(pieces: (string | Uint8Array)[], open = false): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(control) {
      for (const piece of pieces) control.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece)
      if (!open) control.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

const sse = (event: string, data: unknown, id?: string) =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
const news = (kind: string) => ({ kind, case_id: 'k', conversation_id: 'c', version: 1 })

beforeEach(() => {
  heard.length = 0
  fetched.mockReset()
  vi.stubGlobal('fetch', fetched)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('follow', () => {
  it('gives what comes, in order, however it is cut into pieces', async () => {
    const text = sse('hello', { cursor: '5' }, '5') + ': ping\n\n' + sse('message_added', news('message_added'), '6') + sse('case_changed', news('case_changed'), '7')
    const bytes = new TextEncoder().encode(text)
    fetched.mockResolvedValueOnce(stream([bytes.slice(0, 11), bytes.slice(11, 60), bytes.slice(60)]))
    expect(await follow(null, handlers, never)).toBe('lost')
    expect(heard).toEqual(['5', ['message_added', '6'], ['case_changed', '7']])
  })

  it('goes on from the cursor it is given', async () => {
    fetched.mockResolvedValueOnce(stream([]))
    await follow('42', handlers, never)
    expect(new Headers(fetched.mock.calls[0]?.[1]?.headers).get('last-event-id')).toBe('42')
    fetched.mockResolvedValueOnce(stream([]))
    await follow(null, handlers, never)
    expect(new Headers(fetched.mock.calls[1]?.[1]?.headers).has('last-event-id')).toBe(false)
  })

  it('passes over kinds of a newer hub and broken data', async () => {
    const text = sse('case_praised', news('case_praised'), '6') + sse('message_added', '{broken', '7') + sse('message_added', 'null', '8') + sse('bot_state', news('bot_state'), '9')
    fetched.mockResolvedValueOnce(stream([text]))
    await follow(null, handlers, never)
    expect(heard).toEqual([['bot_state', '9']])
  })

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [410, 'cursor-expired'],
    [503, 'lost'],
  ])('%d means %s', async (status, end) => {
    fetched.mockResolvedValueOnce(new Response('', { status }))
    expect(await follow('1', handlers, never)).toBe(end)
  })

  it('is lost when no answer comes', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    expect(await follow(null, handlers, never)).toBe('lost')
  })

  it('gives up a connection that has gone quiet, and keeps one that still beats', async () => {
    vi.useFakeTimers()
    let push: (text: string) => void = () => undefined
    fetched.mockImplementationOnce((_url, init) => {
      const body = new ReadableStream<Uint8Array>({
        start(control) {
          push = (text) => {
            control.enqueue(new TextEncoder().encode(text))
          }
          init?.signal?.addEventListener('abort', () => {
            control.error(new DOMException('aborted', 'AbortError'))
          })
        },
      })
      return Promise.resolve(new Response(body))
    })
    let end = ''
    void follow(null, handlers, never).then((how) => (end = how))
    for (let i = 0; i < 10; i += 1) {
      await vi.advanceTimersByTimeAsync(15_000)
      push(': ping\n\n')
      await vi.advanceTimersByTimeAsync(1)
    }
    expect(end).toBe('')
    await vi.advanceTimersByTimeAsync(39_000)
    expect(end).toBe('')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(end).toBe('lost')
  })
})
