/** The conversation arranged for reading: who speaks, where a new speaker or a new time begins, what the ticks under own words say. */
import { messageTime } from "../text/time";
import type { ChatMessage, ChatState } from "../wire";

export interface Line {
  readonly message: ChatMessage;
  /** Shown above the message; empty when it follows closely. */
  readonly time: string;
  /** The first of a run of one speaker: name and badge are shown. */
  readonly first: boolean;
  /** What the same speaker said just before; empty at the beginning of a run. */
  readonly above: string;
}

const QUIET_MS = 5 * 60_000;

function sameSpeaker(a: ChatMessage, b: ChatMessage): boolean {
  return a.author === b.author && a.author_name === b.author_name;
}

export function arrange(messages: readonly ChatMessage[], now: number): Line[] {
  let previous: ChatMessage | null = null;
  return messages.map((message) => {
    const apart = previous === null || Date.parse(message.at) - Date.parse(previous.at) > QUIET_MS;
    const first = apart || previous === null || !sameSpeaker(previous, message);
    const above = first || previous === null ? "" : previous.text;
    const line: Line = { message, time: apart ? messageTime(message.at, now) : "", first, above };
    previous = message;
    return line;
  });
}

export interface Tick {
  readonly seq: number;
  readonly kind: "sent" | "read";
}

/** One tick at most, under the customer's last words: read by a person, or safely there while nobody has answered. */
export function tickOf(messages: readonly ChatMessage[], state: ChatState | null): Tick | null {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message?.author !== "user") continue;
    if (state !== null && state.floor !== "bot" && state.read_by_desk_seq >= message.seq) return { seq: message.seq, kind: "read" };
    return index === messages.length - 1 ? { seq: message.seq, kind: "sent" } : null;
  }
  return null;
}
