import type { Happening } from './reducer'
import { backOff } from './reducer'
import { follow, type StreamHandlers } from './stream'

export interface ConnectionOwner {
  /** Where to go on; null = from now. */
  cursor: () => string | null
  failures: () => number
  happen: (happening: Happening) => void
  heard: () => void
  /** The hub no longer knows the session, or refuses it the feed; nothing more is tried. */
  refused: (how: 'unauthorized' | 'forbidden') => void
}

/** Keeps one connection to the hub's feed for as long as it lives, over whatever gaps. */
export class Connection {
  private readonly stop = new AbortController()
  private wake: () => void = () => undefined

  constructor(private readonly owner: ConnectionOwner) {
    window.addEventListener('online', this.retryNow, { signal: this.stop.signal })
    void this.listen()
  }

  close(): void {
    this.stop.abort()
  }

  /** Does not wait out the pause before the next attempt. */
  readonly retryNow = (): void => {
    this.wake()
  }

  private async listen(): Promise<void> {
    const { owner } = this
    const { signal } = this.stop
    const handlers: StreamHandlers = {
      hello: (cursor) => {
        owner.happen({ type: 'hello', cursor })
      },
      event: (event, cursor) => {
        owner.happen({ type: 'event', event, cursor })
      },
      heard: owner.heard,
    }
    while (!signal.aborted) {
      owner.happen({ type: 'opening' })
      const end = await follow(owner.cursor(), handlers, signal)
      if (this.closed()) return
      owner.happen({ type: end === 'cursor-expired' ? 'cursor-expired' : 'lost' })
      if (end === 'unauthorized' || end === 'forbidden') {
        owner.refused(end)
        return
      }
      await this.pause(backOff(owner.failures(), Math.random()))
    }
  }

  private closed(): boolean {
    return this.stop.signal.aborted
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
      this.stop.signal.addEventListener('abort', this.wake, { once: true })
    })
  }
}
