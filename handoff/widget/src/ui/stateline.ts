/** What the line under the header says, from the hub's ChatState alone: nothing is promised that the hub did not promise. */
import type { ChatState } from "../wire";
import { words } from "./words";

export interface StateLine {
  readonly tone: "queue" | "joining";
  readonly title: string;
  /** Place and honest waiting time, as far as known. */
  readonly facts: readonly string[];
  readonly promise: string | null;
}

const WAITING: readonly string[] = ["waiting", "offered"];

function waitWords(minutes: number): string {
  return minutes <= 90 ? words.queueWait(minutes) : words.queueWaitLong(Math.ceil(minutes / 60));
}

export function stateLine(state: ChatState | null): StateLine | null {
  if (state === null || state.floor === "butler") return null;
  // While the bot is away a person may have been asked for although the bot keeps the floor.
  const waiting = state.floor === "queue" || WAITING.includes(state.case?.status ?? "");
  if (!waiting) return state.bot_ready ? null : { tone: "joining", title: words.joining, facts: [], promise: null };
  const title = state.case?.continues === true ? words.continuing : words.queueTitle;
  const facts: string[] = [];
  const { position = null, wait_minutes: wait = null, promise = null, wait_text: whole = null } = state.case ?? {};
  // One sentence of the hub that says place and time says it better than its parts.
  if (whole !== null && whole !== promise) return { tone: "queue", title, facts, promise: whole };
  if (position !== null && position >= 1) facts.push(position === 1 ? words.queueNext : words.queuePlace(position - 1));
  if (wait !== null) facts.push(waitWords(wait));
  return { tone: "queue", title, facts, promise: promise ?? words.queueKeepTalking };
}
