/**
 * One connection to the hub's event stream. EventSource is not used: it hides the status (an ended session looks like a lost network)
 * and the heartbeats (a connection that died without a word looks alive).
 */
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { LiveEvent } from '@/api/types'

/** The hub sends a comment every 15 s. */
const SILENCE_MS = 40_000
const CONNECT_MS = 15_000

export type StreamEnd = 'lost' | 'unauthorized' | 'forbidden' | 'cursor-expired'

export interface StreamHandlers {
  hello: (cursor: string) => void
  event: (event: LiveEvent, cursor: string) => void
  /** Anything came, a heartbeat included. */
  heard?: () => void
}

const KINDS = new Set([
  'case_opened', 'case_changed', 'message_added', 'delivery_changed', 'bot_state', 'offer_made', 'offer_ended', 'presence_changed',
])

function isLiveEvent(data: unknown): data is LiveEvent {
  return typeof data === 'object' && data !== null && 'kind' in data && KINDS.has(String(data.kind))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** Kinds of a newer hub that this page does not know are passed over. */
export function dispatch(message: EventSourceMessage, handlers: StreamHandlers): void {
  const data = parsed(message.data)
  if (message.event === 'hello' && typeof data === 'object' && data !== null && 'cursor' in data) {
    handlers.hello(String(data.cursor))
  } else if (isLiveEvent(data) && message.id !== undefined) {
    handlers.event(data, message.id)
  }
}

function endOf(status: number): StreamEnd {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  return status === 409 || status === 410 ? 'cursor-expired' : 'lost'
}

/** Runs until the connection ends, for whatever reason, and says how it ended. Never rejects. */
export async function follow(cursor: string | null, handlers: StreamHandlers, stop: AbortSignal): Promise<StreamEnd> {
  const control = new AbortController()
  const vigil = keepVigil(() => {
    control.abort()
  }, stop)
  try {
    return await read(cursor, handlers, control.signal, () => {
      vigil.heard()
      handlers.heard?.()
    })
  } catch {
    return 'lost'
  } finally {
    vigil.end()
    control.abort()
  }
}

/**
 * Ends a connection that has gone quiet. The silence is measured by the wall clock, so that a laptop back from sleep notices at once and
 * not after another full wait.
 */
function keepVigil(abort: () => void, stop: AbortSignal): { heard: () => void; end: () => void } {
  let heardAt = Date.now()
  let allowed = CONNECT_MS
  const check = () => {
    if (Date.now() - heardAt > allowed) abort()
  }
  const timer = setInterval(check, 1000)
  document.addEventListener('visibilitychange', check)
  window.addEventListener('offline', abort)
  stop.addEventListener('abort', abort)
  return {
    heard: () => {
      heardAt = Date.now()
      allowed = SILENCE_MS
    },
    end: () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', check)
      window.removeEventListener('offline', abort)
      stop.removeEventListener('abort', abort)
    },
  }
}

async function read(
  cursor: string | null,
  handlers: StreamHandlers,
  signal: AbortSignal,
  heard: () => void,
): Promise<StreamEnd> {
  const headers = { Accept: 'text/event-stream', ...(cursor === null ? {} : { 'Last-Event-ID': cursor }) }
  const response = await fetch('/api/v1/events', { headers, signal, cache: 'no-store', credentials: 'same-origin' })
  if (!response.ok || response.body === null) return endOf(response.status)
  const parser = createParser({
    onEvent: (message) => {
      dispatch(message, handlers)
    },
  })
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return 'lost'
    heard()
    parser.feed(decoder.decode(value, { stream: true }))
  }
}
