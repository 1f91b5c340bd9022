/**
 * Times as Chinese readers expect them. Message times follow the reader's device; deadlines of a claim are legal dates and are always
 * given in China's time (UTC+8, no summer time), said so when the device is elsewhere.
 */

const CHINA_OFFSET_MINUTES = -480;
const WEEKDAYS = "日一二三四五六";

interface Parts {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** `offset` in minutes as Date.getTimezoneOffset gives it (China: -480). */
function partsAt(milliseconds: number, offset: number): Parts {
  const shifted = new Date(milliseconds - offset * 60_000);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
}

function daysBetween(a: Parts, b: Parts): number {
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000);
}

/** "10:05", "昨天 10:05", "11月20日 10:05", "2025年11月20日 10:05"; empty for what is not a time. */
export function messageTime(iso: string, now: number, offset = new Date(now).getTimezoneOffset()): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return "";
  const [then, today] = [partsAt(at, offset), partsAt(now, offset)];
  const clock = `${two(then.hour)}:${two(then.minute)}`;
  const days = daysBetween(then, today);
  if (days === 0) return clock;
  if (days === 1) return `昨天 ${clock}`;
  const date = `${then.month}月${then.day}日`;
  return then.year === today.year ? `${date} ${clock}` : `${then.year}年${date} ${clock}`;
}

/** "11月25日 周三" in China's time; a date without a clock time ("2026-11-25") stays that date. */
export function chinaDate(iso: string, now: number): string {
  const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T00:00:00+08:00` : iso);
  if (Number.isNaN(at)) return "";
  const [then, today] = [partsAt(at, CHINA_OFFSET_MINUTES), partsAt(now, CHINA_OFFSET_MINUTES)];
  const year = then.year === today.year ? "" : `${then.year}年`;
  return `${year}${then.month}月${then.day}日 周${WEEKDAYS.charAt(then.weekday)}`;
}

/** A deadline: the day, with the hour unless it is the day's end. Midnight is the end of the day before, and said so. */
export function deadline(iso: string, now: number, offset = new Date(now).getTimezoneOffset()): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at) || iso.length === 10) return chinaDate(iso, now);
  const { hour, minute } = partsAt(at, CHINA_OFFSET_MINUTES);
  const midnight = hour === 0 && minute === 0;
  const date = chinaDate(midnight ? new Date(at - 60_000).toISOString() : iso, now);
  const zone = offset === CHINA_OFFSET_MINUTES ? "" : "（北京时间）";
  return `${date}${midnight || (hour === 23 && minute === 59) ? "" : ` ${two(hour)}:${two(minute)}`}${zone}`;
}

export function isPast(iso: string, now: number): boolean {
  const at = Date.parse(iso.length === 10 ? `${iso}T23:59:59+08:00` : iso);
  return !Number.isNaN(at) && at < now;
}

/** "2025-11-20" as "2025.11.20"; anything else as it came. */
export function plainDate(value: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10).replace(/-/g, ".") : value;
}
