/**
 * Keeps the customer up to date: a server-sent stream where it works, long polling where EventSource is missing or blocked (mini-program
 * web-views, buffering proxies), with back-off in between. It only carries news; ordering and gaps are the feed's business.
 */
import { asProblem, type HubProblem } from "../api/errors";
import { readMessage, readState } from "../read";
import type { ChatMessage, ChatPage, ChatState } from "../wire";
import { Pause } from "./pause";

export interface LiveSource {
  streamAddress(after: number): Promise<string>;
  messages(query: { after: number; limit: number; wait?: number }, stop?: AbortSignal): Promise<ChatPage>;
}

export interface LiveEvents {
  /** The seq after which news is wanted. */
  after(): number;
  onMessage(message: ChatMessage): void;
  onPage(after: number, page: ChatPage): void;
  onState(state: ChatState): void;
  /** True once news flows; false as soon as it does not. */
  onLink(up: boolean): void;
  /** The session is over for good. */
  onEnd(problem: HubProblem): void;
}

const OPEN_WITHIN_MS = 6_000;
const STREAM_REST_MS = 60_000;
const POLL_WAIT_SECONDS = 25;
/** A hub or proxy that answers an empty long poll at once must not be asked in a tight loop. */
const SHORTEST_EMPTY_POLL_MS = 1_500;
const MAX_BACKOFF_MS = 30_000;

/** Milliseconds before try number `failures` (1 = first repetition); `spread` in [0, 1) keeps clients from returning all at once. */
export function backoff(failures: number, spread: number): number {
  const full = Math.min(MAX_BACKOFF_MS, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (0.5 + spread / 2));
}

type Outcome = "again" | "dropped";

export class Live {
  /** Grows with every start and stop, so that a loop of before knows that it is no longer wanted. */
  private life = 0;
  private running = false;
  private hangUp: (() => void) | null = null;
  private abort: AbortController | null = null;
  private streamRestsUntil = 0;
  private readonly pause = new Pause();

  constructor(
    private readonly source: LiveSource,
    private readonly events: LiveEvents,
    private readonly now: () => number = Date.now,
    private readonly random: () => number = Math.random,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.life += 1;
    void this.run(this.life);
  }

  stop(): void {
    this.running = false;
    this.life += 1;
    this.hangUp?.();
    this.abort?.abort();
    this.pause.end();
  }

  /** Something changed for the better (network back, page visible again): do not wait for the back-off to run out. */
  poke(): void {
    this.pause.end();
  }

  /** The stream stayed silent although there was news: something on the way holds it back. */
  distrustStream(): void {
    this.streamRestsUntil = this.now() + STREAM_REST_MS;
    this.hangUp?.();
  }

  private async run(life: number): Promise<void> {
    let failures = 0;
    const up = (): void => {
      failures = 0;
      if (life === this.life) this.events.onLink(true);
    };
    while (life === this.life) {
      const outcome = await this.attempt(life, up);
      if (life !== this.life) return;
      if (outcome === "again") continue;
      failures += 1;
      this.events.onLink(false);
      await this.pause.wait(backoff(failures, this.random()));
    }
  }

  private async attempt(life: number, up: () => void): Promise<Outcome> {
    try {
      const wanted = "EventSource" in window && this.now() >= this.streamRestsUntil;
      return await (wanted ? this.followStream(life, up) : this.poll(life, up));
    } catch (error) {
      const problem = asProblem(error);
      // Anything but a dead session may be a proxy's passing mood; the customer's chat must outlive it.
      if (problem.kind === "expired" && life === this.life) {
        this.stop();
        this.events.onEnd(problem);
      }
      return "dropped";
    }
  }

  private async poll(life: number, up: () => void): Promise<Outcome> {
    this.abort = "AbortController" in window ? new AbortController() : null;
    const [after, asked] = [this.events.after(), this.now()];
    const page = await this.source.messages({ after, limit: 100, wait: POLL_WAIT_SECONDS }, this.abort?.signal);
    if (life !== this.life) return "again";
    up();
    this.events.onPage(after, page);
    const spent = this.now() - asked;
    if (page.messages.length === 0 && spent < SHORTEST_EMPTY_POLL_MS) await this.pause.wait(SHORTEST_EMPTY_POLL_MS - spent);
    return "again";
  }

  /** Ends when the stream ends. A stream that never opened although its ticket was given gives way to polling for a while. */
  private async followStream(life: number, up: () => void): Promise<Outcome> {
    const address = await this.source.streamAddress(this.events.after());
    if (life !== this.life) return "again";
    const opened = await this.listen(address, up);
    if (!opened) this.streamRestsUntil = this.now() + STREAM_REST_MS;
    return this.now() < this.streamRestsUntil ? "again" : "dropped";
  }

  /** Resolves to whether the stream had opened. The ticket in the address is good for one connection, so each one is made anew. */
  private listen(address: string, up: () => void): Promise<boolean> {
    return new Promise((resolve) => {
      const stream = new EventSource(address);
      let opened = false;
      const finish = (): void => {
        clearTimeout(timer);
        stream.close();
        this.hangUp = null;
        resolve(opened);
      };
      const timer = setTimeout(finish, OPEN_WITHIN_MS);
      this.hangUp = finish;
      const alive = (): void => {
        if (opened) return;
        opened = true;
        clearTimeout(timer);
        up();
      };
      stream.onopen = alive;
      stream.onerror = finish;
      stream.addEventListener("message", (event) => {
        alive();
        const message = readMessage(parsed(event.data));
        if (message !== null) this.events.onMessage(message);
      });
      stream.addEventListener("state", (event) => {
        alive();
        this.events.onState(readState(parsed((event as MessageEvent<unknown>).data)));
      });
    });
  }
}

function parsed(data: unknown): unknown {
  try {
    return typeof data === "string" ? (JSON.parse(data) as unknown) : null;
  } catch {
    return null;
  }
}
