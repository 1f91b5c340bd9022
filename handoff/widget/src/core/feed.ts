/**
 * The conversation as the customer sees it: an unbroken run of messages by `seq`. What arrives beyond a gap is held back until a fetch
 * has filled the gap, so nothing is ever shown out of order, and a message delivered twice (stream, poll, own send) is shown once.
 */
import type { ChatMessage } from "../wire";

export interface Feed {
  /** Ascending and gapless. */
  readonly messages: readonly ChatMessage[];
  /** Arrived too early; ascending. */
  readonly held: readonly ChatMessage[];
  /** Everything up to here is shown or older than what is loaded. */
  readonly last: number;
}

export function emptyFeed(last = 0): Feed {
  return { messages: [], held: [], last };
}

export function hasGap(feed: Feed): boolean {
  return feed.held.length > 0;
}

/** The lowest seq loaded; `last + 1` when nothing is loaded. */
export function firstSeq(feed: Feed): number {
  const first = feed.messages[0];
  return first === undefined ? feed.last + 1 : first.seq;
}

/** The newest message after `seq`, if there is any. */
export function latestAfter(feed: Feed, seq: number): ChatMessage | null {
  const latest = feed.messages[feed.messages.length - 1];
  return latest !== undefined && latest.seq > seq ? latest : null;
}

/** How many messages of others came after `seq`. */
export function unreadAfter(feed: Feed, seq: number): number {
  return feed.messages.filter((message) => message.seq > seq && message.author !== "user").length;
}

function bySeq(messages: readonly ChatMessage[]): ChatMessage[] {
  const unique = new Map<number, ChatMessage>();
  for (const message of messages) if (!unique.has(message.seq)) unique.set(message.seq, message);
  return [...unique.values()].sort((a, b) => a.seq - b.seq);
}

function settle(feed: Feed, arrived: readonly ChatMessage[]): Feed {
  const messages = [...feed.messages];
  const held: ChatMessage[] = [];
  let last = feed.last;
  for (const message of bySeq([...feed.held, ...arrived])) {
    if (message.seq <= last) continue;
    if (message.seq === last + 1) {
      messages.push(message);
      last = message.seq;
    } else {
      held.push(message);
    }
  }
  return { messages, held, last };
}

/** Messages from the stream or from an own send: any of them may be early, late or a repetition. */
export function addLive(feed: Feed, arrived: readonly ChatMessage[]): Feed {
  if (arrived.every((message) => message.seq <= feed.last)) return feed;
  return settle(feed, arrived);
}

/**
 * A page the hub answered to "after `after`". The page itself is authoritative: where its first seq is higher than expected, the
 * missing ones do not exist for this customer, and waiting for them would hold everything back for ever.
 */
export function addPage(feed: Feed, after: number, page: readonly ChatMessage[]): Feed {
  const news = bySeq(page).filter((message) => message.seq > feed.last);
  if (news.length === 0) return feed;
  if (after > feed.last) return settle(feed, news);
  const last = news[news.length - 1]?.seq ?? feed.last;
  return settle({ messages: [...feed.messages, ...news], held: feed.held, last }, []);
}

/** History above what is loaded. */
export function addOlder(feed: Feed, page: readonly ChatMessage[]): Feed {
  const first = firstSeq(feed);
  const older = bySeq(page).filter((message) => message.seq < first);
  if (older.length === 0) return feed;
  const newest = older[older.length - 1]?.seq ?? 0;
  return { ...feed, messages: [...older, ...feed.messages], last: Math.max(feed.last, newest) };
}
