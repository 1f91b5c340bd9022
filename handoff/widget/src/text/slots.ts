/** Times at which somebody may be called back, in China's time and the usual hours; the hub has the last word. */
import type { CallbackWindow } from "../wire";

export interface Slot {
  readonly title: string;
  readonly window: CallbackWindow;
}

const HOUR = 3_600_000;
const HALF = HOUR / 2;
const OFFSET = 8 * HOUR;
const DAY = 24 * HOUR;
/** [day after today, from, until] in hours of the day. */
const USUAL: readonly (readonly [number, number, number])[] = [
  [0, 14, 16],
  [0, 18, 20],
  [1, 9, 11],
  [1, 14, 16],
  [1, 18, 20],
];
const MOST = 4;
const OPENS = 8.5 * HOUR;
const CLOSES = 21 * HOUR;

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** `at`: milliseconds as if China's time were UTC. */
function clock(at: number): string {
  const moment = new Date(at);
  return `${moment.getUTCHours()}:${two(moment.getUTCMinutes())}`;
}

function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+08:00`;
}

/** "明天 9:00–11:00"; empty for what is not a time. */
export function windowText(window: CallbackWindow, now: number): string {
  const [from, until] = [Date.parse(window.from) + OFFSET, Date.parse(window.until) + OFFSET];
  if (Number.isNaN(from) || Number.isNaN(until)) return "";
  const days = Math.floor(from / DAY) - Math.floor((now + OFFSET) / DAY);
  const date = new Date(from);
  const day = days === 0 ? "今天" : days === 1 ? "明天" : `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return `${day} ${clock(from)}–${clock(until)}`;
}

export function callbackSlots(now: number): Slot[] {
  const local = now + OFFSET;
  const midnight = Math.floor(local / DAY) * DAY;
  const soon = Math.ceil((local + HALF) / HALF) * HALF;
  const windows: [number, number][] = [];
  if (soon - midnight >= OPENS && soon + HOUR - midnight <= CLOSES) windows.push([soon, soon + HOUR]);
  for (const [day, from, until] of USUAL) {
    const begin = midnight + day * DAY + from * HOUR;
    if (begin > soon + HOUR) windows.push([begin, midnight + day * DAY + until * HOUR]);
  }
  return windows.slice(0, MOST).map(([from, until]) => {
    const window = { from: iso(from), until: iso(until) };
    return { title: windowText(window, now), window };
  });
}
