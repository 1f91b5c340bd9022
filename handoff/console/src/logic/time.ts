/** Words for moments and spans. Everything is shown in China's time, which is what customers are promised in. */
export type Lang = 'zh-CN' | 'en'

const ZONE = 'Asia/Shanghai'

interface Parts {
  year: number
  month: number
  day: number
  clock: string
}

const splitter = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function partsOf(ms: number): Parts {
  const found = new Map(splitter.formatToParts(ms).map(({ type, value }) => [type, value]))
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(found.get(type))
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    clock: `${found.get('hour') ?? ''}:${found.get('minute') ?? ''}`,
  }
}

const dayNumber = ({ year, month, day }: Parts) => Date.UTC(year, month - 1, day) / 86_400_000

/** Calendar days in China from `then` to `now`; 0 = the same day. */
export function daysBetween(then: number, now: number): number {
  return dayNumber(partsOf(now)) - dayNumber(partsOf(then))
}

const englishDate = new Intl.DateTimeFormat('en', { timeZone: ZONE, month: 'short', day: 'numeric' })
const englishYear = new Intl.DateTimeFormat('en', { timeZone: ZONE, month: 'short', day: 'numeric', year: 'numeric' })

/** 今天 / 昨天 / 11月20日 / 2025年3月1日 */
export function dayName(then: number, now: number, lang: Lang): string {
  const days = daysBetween(then, now)
  if (days === 0) return lang === 'en' ? 'Today' : '今天'
  if (days === 1) return lang === 'en' ? 'Yesterday' : '昨天'
  if (days === -1) return lang === 'en' ? 'Tomorrow' : '明天'
  const { year, month, day } = partsOf(then)
  const sameYear = year === partsOf(now).year
  if (lang === 'en') return (sameYear ? englishDate : englishYear).format(then)
  return sameYear ? `${month}月${day}日` : `${year}年${month}月${day}日`
}

export function clockTime(then: number): string {
  return partsOf(then).clock
}

/** Time of day for today, day and time otherwise. */
export function momentName(then: number, now: number, lang: Lang): string {
  return daysBetween(then, now) === 0 ? clockTime(then) : `${dayName(then, now, lang)} ${clockTime(then)}`
}

/** For tables of facts: 2026-11-22 10:00 */
export function fullMoment(then: number): string {
  const { year, month, day, clock } = partsOf(then)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')} ${clock}`
}

/** A span that ticks: 0:07, 12:30, then 1小时05分, then 2天3小时. Negative spans count as zero. */
export function spanName(ms: number, lang: Lang): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const two = (n: number) => String(n).padStart(2, '0')
  if (hours === 0) return `${minutes}:${two(seconds % 60)}`
  const days = Math.floor(hours / 24)
  if (days === 0) return lang === 'en' ? `${hours}h ${two(minutes % 60)}m` : `${hours}小时${two(minutes % 60)}分`
  return lang === 'en' ? `${days}d ${hours % 24}h` : `${days}天${hours % 24}小时`
}
