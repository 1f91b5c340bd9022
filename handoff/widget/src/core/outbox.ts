/**
 * What the customer wrote and the hub has not confirmed yet. Each text lies under its own localStorage key (no list to overwrite, so two
 * tabs cannot lose each other's writes) until the hub has taken it; the same client_msg_id may be sent any number of times.
 */
import { readAttachment } from "../read";
import type { Attachment } from "../wire";
import type { KeyValues } from "./storage";

export type OutgoingState = "waiting" | "sending" | "sent" | "failed";

export interface Outgoing {
  /** client_msg_id. */
  readonly id: string;
  readonly text: string;
  /** Files that are at the hub already and go with it. */
  readonly files: readonly Attachment[];
  /** Milliseconds since 1970, this device's clock. */
  readonly at: number;
  readonly state: OutgoingState;
  /** Why it failed, for the customer. */
  readonly problem: string | null;
}

const PREFIX = "guanjia:out:";
const DAY_MS = 86_400_000;
/** A text this old is not sent without asking: the matter may have been settled since. */
const STALE_MS = DAY_MS;
/** Texts of people who never came back to this device. */
const FORGOTTEN_MS = 30 * DAY_MS;
const STALE_WORDS = "这条之前没发出去，还要发吗？";

interface Entry {
  key: string;
  item: Outgoing;
}

export class Outbox {
  private entries: Entry[] = [];
  private readonly prefix: string;
  private counter = 0;

  constructor(
    private readonly store: KeyValues,
    conversation: string,
    now: number,
  ) {
    this.prefix = `${PREFIX}${conversation}:`;
    for (const entry of entriesOf(store, PREFIX)) if (now - entry.item.at > FORGOTTEN_MS) store.remove(entry.key);
    this.entries = entriesOf(store, this.prefix);
    const stale = this.entries.filter(({ item }) => item.state === "waiting" && now - item.at > STALE_MS);
    for (const { item } of stale) this.mark(item.id, "failed", STALE_WORDS);
  }

  list(): readonly Outgoing[] {
    return this.entries.map((entry) => entry.item);
  }

  /** The next text to send. A failed one does not hold the later ones back. */
  next(): Outgoing | null {
    return this.entries.find(({ item }) => item.state === "waiting" || item.state === "sending")?.item ?? null;
  }

  add(id: string, text: string, at: number, files: readonly Attachment[] = []): Outgoing {
    this.counter += 1;
    // A clock set back must not put a later text before an earlier one.
    const time = Math.max(at, this.entries[this.entries.length - 1]?.item.at ?? 0);
    const order = `${String(time).padStart(14, "0")}-${String(this.counter).padStart(4, "0")}`;
    const item: Outgoing = { id, text, files, at: time, state: "waiting", problem: null };
    const key = `${this.prefix}${order}-${id}`;
    this.store.set(key, serialise(item));
    this.entries.push({ key, item });
    this.entries.sort(byKey);
    return item;
  }

  mark(id: string, state: OutgoingState, problem: string | null = null): void {
    this.entries = this.entries.map((entry) => {
      if (entry.item.id !== id) return entry;
      const item = { ...entry.item, state, problem };
      if (state === "sent") this.store.remove(entry.key);
      else if (state === "failed" || entry.item.state === "failed") this.store.set(entry.key, serialise(item));
      return { key: entry.key, item };
    });
  }

  drop(ids: ReadonlySet<string>): void {
    for (const entry of this.entries) if (ids.has(entry.item.id)) this.store.remove(entry.key);
    this.entries = this.entries.filter((entry) => !ids.has(entry.item.id));
  }

  /** What the feed shows is no longer on its way. */
  dropArrived(messages: readonly { client_msg_id: string | null }[]): void {
    const arrived = new Set(messages.map((message) => message.client_msg_id));
    const gone = this.entries.map((entry) => entry.item.id).filter((id) => arrived.has(id));
    if (gone.length > 0) this.drop(new Set(gone));
  }

  /**
   * Another tab has changed the store. What appeared is taken over; what vanished was delivered by the other tab and counts as sent (the
   * feed will bring it), unless it had failed: then it was thrown away there.
   */
  reload(): void {
    const stored = new Map(entriesOf(this.store, this.prefix).map((entry) => [entry.key, entry]));
    const known = new Set(this.entries.map((entry) => entry.key));
    const kept: Entry[] = [];
    for (const entry of this.entries) {
      const there = stored.get(entry.key);
      if (there !== undefined) kept.push(there.item.state === "failed" || entry.item.state === "failed" ? there : entry);
      else if (entry.item.state !== "failed") kept.push({ key: entry.key, item: { ...entry.item, state: "sent" } });
    }
    for (const [key, entry] of stored) if (!known.has(key)) kept.push(entry);
    this.entries = kept.sort(byKey);
  }

  owns(key: string | null): boolean {
    return key === null || key.startsWith(this.prefix);
  }
}

function entriesOf(store: KeyValues, prefix: string): Entry[] {
  const entries: Entry[] = [];
  for (const key of store.keys(prefix)) {
    const item = parse(key.slice(key.lastIndexOf("-") + 1), store.get(key));
    if (item !== null) entries.push({ key, item });
  }
  return entries.sort(byKey);
}

function byKey(a: Entry, b: Entry): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function serialise(item: Outgoing): string {
  const files = item.files.length > 0 ? item.files : undefined;
  return JSON.stringify({ text: item.text, at: item.at, files, problem: item.state === "failed" ? item.problem : undefined });
}

function parse(id: string, raw: string | null): Outgoing | null {
  try {
    const value = JSON.parse(raw ?? "null") as { text?: unknown; at?: unknown; files?: unknown; problem?: unknown } | null;
    if (value === null || typeof value.text !== "string" || !/^[0-9A-Za-z_]{1,64}$/.test(id)) return null;
    const problem = typeof value.problem === "string" ? value.problem : null;
    const at = typeof value.at === "number" ? value.at : 0;
    const files = (Array.isArray(value.files) ? (value.files as unknown[]) : []).map(readAttachment).filter((file): file is Attachment => file !== null);
    return { id, text: value.text, files, at, state: problem === null ? "waiting" : "failed", problem };
  } catch {
    return null;
  }
}
