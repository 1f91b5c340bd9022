/** One customer's conversation on this screen: brings session, feed, outbox and live news together into a Snapshot. */
import type { ChatApi } from "../api/client";
import { asProblem, type HubProblem } from "../api/errors";
import { messageLength, tidy, TEXT_LIMIT } from "../text/length";
import type { ChatMessage, ChatPage, Wish } from "../wire";
import { CatchUp } from "./catchup";
import { addLive, addOlder, addPage, emptyFeed, firstSeq, hasGap, latestAfter, unreadAfter, type Feed } from "./feed";
import { ChatFiles } from "./files";
import { randomId } from "./ids";
import { Link } from "./link";
import { backoff, Live } from "./live";
import { Outbox } from "./outbox";
import { Pause } from "./pause";
import { isRatingKey, keepRating, readRatings } from "./ratings";
import { Sender } from "./sender";
import type { KeptSession } from "./session";
import { Signals } from "./signals";
import { EMPTY, type Snapshot } from "./snapshot";
import { memoryStore, type KeyValues } from "./storage";
import { watchSurroundings } from "./surroundings";
import { Thinking } from "./thinking";

const PAGE = 50;
const NEWEST = 2 ** 31 - 1;

export class Chat {
  private shot: Snapshot = EMPTY;
  private feed: Feed = emptyFeed();
  private conversation: string | null = null;
  private outbox = new Outbox(memoryStore(), "early", 0);
  private sender: Sender | null = null;
  readonly files: ChatFiles;
  private readonly live: Live;
  private readonly catchUp: CatchUp;
  private readonly signals: Signals;
  private readonly listeners = new Set<(shot: Snapshot) => void>();
  private readonly pause = new Pause();
  private readonly link = new Link(() => {
    this.change({ connected: false });
  });
  private unwatch: (() => void) | null = null;
  private visible = false;
  private ticks = 0;
  private missedByStream = 0;
  private seen = 0;
  private readonly thinking = new Thinking(() => {
    this.change({ botThinking: false });
  });

  constructor(
    private readonly api: ChatApi,
    private readonly local: KeyValues,
    private readonly now: () => number = Date.now,
  ) {
    this.signals = new Signals(api, now);
    this.files = new ChatFiles(api, () => {
      this.change({ uploads: this.files.uploads.list() });
    });
    const take = (after: number, page: ChatPage): void => {
      this.takePage(after, page);
    };
    const last = (): number => this.feed.last;
    this.catchUp = new CatchUp({ last, take, hasGap: () => hasGap(this.feed), fetch: (query) => api.messages(query) });
    this.live = new Live(api, {
      after: last,
      onMessage: (message) => {
        this.receive(message);
      },
      onPage: take,
      onState: (state) => {
        this.change({ state });
      },
      onLink: this.onLink,
      onEnd: this.onEnd,
    });
  }

  get snapshot(): Snapshot {
    return this.shot;
  }

  readonly subscribe = (listener: (shot: Snapshot) => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  start(): void {
    if (this.unwatch !== null) return;
    this.unwatch = watchSurroundings(this);
    this.change({ phase: "opening", problem: null, connected: true });
    void this.open();
  }

  stop(): void {
    this.unwatch?.();
    this.unwatch = null;
    this.link.up();
    this.thinking.stop();
    this.pause.end();
    this.live.stop();
    this.files.uploads.stop();
    this.sender?.stop();
    this.sender = null;
  }

  /** False when there is nothing to send or it is too long; nothing is kept then. `withFiles`: the chosen files go with it, unless one is still going up. */
  send(raw: string, withFiles = false): boolean {
    const text = tidy(raw);
    const files = messageLength(text) > TEXT_LIMIT ? null : withFiles ? this.files.take() : [];
    if (files === null || (text === "" && files.length === 0)) return false;
    this.outbox.add(randomId(), text, this.now(), files);
    this.change({});
    this.sender?.flush();
    return true;
  }

  retry(id: string): void {
    this.outbox.mark(id, "waiting");
    this.change({});
    this.sender?.flush();
  }

  discard(id: string): void {
    this.outbox.drop(new Set([id]));
    this.change({});
  }

  async loadOlder(): Promise<void> {
    if (this.shot.older !== "more") return;
    this.change({ older: "loading" });
    try {
      const page = await this.api.messages({ before: firstSeq(this.feed), limit: PAGE });
      this.feed = addOlder(this.feed, page.messages);
      this.change({ older: page.messages.length > 0 && firstSeq(this.feed) > 1 ? "more" : "none" });
    } catch {
      this.change({ older: "more" });
    }
  }

  /** Raises HubProblem; rated cases stay rated in every tab. */
  async rate(caseId: string, score: number, comment: string): Promise<void> {
    await this.api.rate(caseId, score, comment);
    if (this.conversation === null) return;
    keepRating(this.local, this.conversation, caseId, score);
    this.change({ ratings: readRatings(this.local, this.conversation) });
  }

  /** What somebody who waits for a person asks for. Raises HubProblem. */
  async wish(wish: Wish): Promise<void> {
    this.change({ state: await this.api.wish(wish) });
  }

  /** Only people are told that the customer is writing. */
  typing(): void {
    if (this.shot.state !== null && this.shot.state.floor !== "bot") this.signals.typing();
  }

  /** Whether the customer can see the messages now: what they saw counts as read. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) this.live.poke();
    this.change({});
  }

  private async open(): Promise<void> {
    for (let failures = 0; this.unwatch !== null; ) {
      try {
        this.adopt(await this.api.open());
        this.begin(await this.api.messages({ before: NEWEST, limit: PAGE }));
        return;
      } catch (error) {
        const problem = asProblem(error);
        if (!problem.passing) {
          this.onEnd(problem);
          return;
        }
        failures += 1;
        this.onLink(false);
        await this.pause.wait(backoff(failures, Math.random()));
      }
    }
  }

  /** From here on what is written survives a reload. */
  private adopt({ conversation, name, butler }: KeptSession): void {
    if (this.conversation === conversation) return;
    this.conversation = conversation;
    const early = this.outbox.list();
    this.outbox = new Outbox(this.local, conversation, this.now());
    for (const item of early) this.outbox.add(item.id, item.text, item.at, item.files);
    this.change({ conversation, name, butler, ratings: readRatings(this.local, conversation) });
  }

  private begin(page: ChatPage): void {
    if (this.unwatch === null) return;
    this.feed = addPage(emptyFeed(), 0, page.messages);
    this.seen = this.feed.last;
    this.onLink(true);
    this.change({ phase: "ready", state: page.state, older: this.feed.last > 0 && firstSeq(this.feed) > 1 ? "more" : "none" });
    this.live.start();
    this.sender = new Sender(this.outbox, ({ id, text, files }) => this.api.send(id, text, files.map((file) => file.id)), {
      onChange: () => {
        this.change({});
      },
      onDelivered: (message) => {
        this.receive(message);
      },
      onEnd: this.onEnd,
    });
    this.sender.flush();
  }

  private receive(message: ChatMessage): void {
    const before = this.feed.last;
    this.feed = addLive(this.feed, [message]);
    this.noteNews(before);
    this.change({});
    if (hasGap(this.feed)) void this.readOn();
  }

  private takePage(after: number, page: ChatPage): void {
    const before = this.feed.last;
    this.feed = addPage(this.feed, after, page.messages);
    this.noteNews(before);
    this.change({ state: page.state });
  }

  /** What was sent before the whole feed was read and is not in it will never be in it: it was thrown away in another tab. */
  private async readOn(): Promise<void> {
    const sent = this.outbox.list().filter((item) => item.state === "sent").map((item) => item.id);
    if (!(await this.catchUp.now())) return;
    this.onLink(true);
    this.outbox.drop(new Set(sent));
    if (sent.length > 0) this.change({});
  }

  private noteNews(before: number): void {
    const latest = latestAfter(this.feed, before);
    if (latest !== null) this.shot = { ...this.shot, botThinking: this.thinking.after(latest.author) };
  }

  private change(part: Partial<Snapshot>): void {
    this.outbox.dropArrived(this.feed.messages);
    if (this.visible && document.visibilityState !== "hidden") this.seen = this.feed.last;
    const unread = unreadAfter(this.feed, this.seen);
    this.shot = { ...this.shot, messages: this.feed.messages, outgoing: this.outbox.list(), unread, ...part };
    for (const listener of this.listeners) listener(this.shot);
    if (this.shot.phase === "ready" && this.visible) this.signals.read(this.seen);
  }

  private readonly onLink = (up: boolean): void => {
    if (!up) {
      this.link.down();
      return;
    }
    this.link.up();
    this.sender?.flush();
    if (!this.shot.connected) this.change({ connected: true });
  };

  private readonly onEnd = (problem: HubProblem): void => {
    this.live.stop();
    this.sender?.stop();
    this.change({ phase: "failed", problem });
  };

  onStorage(key: string | null): void {
    if (this.conversation === null) return;
    if (isRatingKey(key)) this.change({ ratings: readRatings(this.local, this.conversation) });
    if (!this.outbox.owns(key)) return;
    this.outbox.reload();
    this.change({});
    if (this.outbox.list().some((item) => item.state === "sent")) void this.readOn();
  }

  onBetter(): void {
    this.pause.end();
    this.live.poke();
    this.sender?.flush();
    this.change({});
    if (this.shot.phase === "ready") void this.readOn();
  }

  onWorse(): void {
    this.onLink(false);
  }

  /** A safety net: texts another tab left behind, and streams that some proxy keeps silent. */
  onTick(): void {
    if (this.shot.phase !== "ready") return;
    this.sender?.flush();
    this.ticks += 1;
    if (this.ticks % 3 !== 0 || document.visibilityState === "hidden" || !this.shot.connected) return;
    const before = this.feed.last;
    void this.readOn().then(() => {
      this.missedByStream = this.feed.last > before ? this.missedByStream + 1 : 0;
      if (this.missedByStream >= 2) this.live.distrustStream();
    });
  }
}
