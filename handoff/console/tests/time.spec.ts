import { describe, expect, it } from 'vitest'
import { clockFace, responseFace } from '@/logic/clock'
import { clockTime, dayName, daysBetween, fullMoment, momentName, spanName } from '@/logic/time'

const at = (text: string) => Date.parse(text)
const NOW = at('2026-11-22T10:00:00+08:00')
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

describe('moments are in the time of China', () => {
  it('wherever the browser is', () => {
    expect(clockTime(at('2026-11-21T18:30:00Z'))).toBe('02:30')
    expect(fullMoment(at('2026-12-31T16:05:00Z'))).toBe('2027-01-01 00:05')
  })

  it('counts days by the calendar, not by 24 hours', () => {
    expect(daysBetween(at('2026-11-21T23:59:59+08:00'), NOW)).toBe(1)
    expect(daysBetween(at('2026-11-22T00:00:00+08:00'), NOW)).toBe(0)
    expect(daysBetween(at('2026-11-21T16:00:00Z'), NOW)).toBe(0)
  })

  it.each([
    ['2026-11-22T09:05:00+08:00', '09:05', '09:05'],
    ['2026-11-21T09:05:00+08:00', '昨天 09:05', 'Yesterday 09:05'],
    ['2026-11-23T18:00:00+08:00', '明天 18:00', 'Tomorrow 18:00'],
    ['2026-11-03T00:00:00+08:00', '11月3日 00:00', 'Nov 3 00:00'],
    ['2025-03-01T12:00:00+08:00', '2025年3月1日 12:00', 'Mar 1, 2025 12:00'],
  ])('%s is said as %s', (moment, zh, en) => {
    expect(momentName(at(moment), NOW, 'zh-CN')).toBe(zh)
    expect(momentName(at(moment), NOW, 'en')).toBe(en)
  })

  it('names the day alone', () => {
    expect(dayName(NOW, NOW, 'zh-CN')).toBe('今天')
    expect(dayName(at('2026-01-01T00:00:00+08:00'), at('2025-12-31T23:00:00+08:00'), 'zh-CN')).toBe('明天')
  })
})

describe('spans', () => {
  it.each([
    [-5 * SECOND, '0:00', '0:00'],
    [7 * SECOND, '0:07', '0:07'],
    [12 * MINUTE + 30 * SECOND, '12:30', '12:30'],
    [HOUR - 1, '59:59', '59:59'],
    [HOUR + 5 * MINUTE, '1小时05分', '1h 05m'],
    [51 * HOUR, '2天3小时', '2d 3h'],
  ])('%d ms', (ms, zh, en) => {
    expect(spanName(ms, 'zh-CN')).toBe(zh)
    expect(spanName(ms, 'en')).toBe(en)
  })
})

describe('clocks', () => {
  const face = (used: number) => clockFace(0, 100 * SECOND, used * SECOND)

  it.each([
    [0, 'calm'],
    [59.9, 'calm'],
    [60, 'warn'],
    [79.9, 'warn'],
    [80, 'urgent'],
    [99.9, 'urgent'],
    [100, 'late'],
    [500, 'late'],
  ])('at %d %% are %s', (used, level) => {
    expect(face(used).level).toBe(level)
  })

  it('never show more than all or less than none used', () => {
    expect(face(500).used).toBe(1)
    expect(face(-10).used).toBe(0)
    expect(face(500).left).toBe(-400 * SECOND)
  })

  it('without length are late', () => {
    expect(clockFace(10, 10, 5).level).toBe('late')
  })

  it('of a row start where their priority says', () => {
    expect(responseFace('P1', 5 * MINUTE, 3 * MINUTE)).toMatchObject({ level: 'warn', left: 2 * MINUTE })
    expect(responseFace('P0', MINUTE, 0).used).toBe(0)
    expect(responseFace('P3', 240 * MINUTE, 120 * MINUTE).used).toBe(0.5)
  })
})
