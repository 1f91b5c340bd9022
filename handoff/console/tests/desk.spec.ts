import { describe, expect, it } from 'vitest'
import { floorOf, isDispute, lossBetween } from '@/logic/desk'
import { detail, held } from './making'

describe('floorOf', () => {
  it('lets nobody answer before the view is complete', () => {
    expect(floorOf(held('k'), true)).toBe('mine')
    expect(floorOf(held('k'), false)).toBe('stale')
  })

  it('says who else has it', () => {
    expect(floorOf(detail('k'), true)).toBe('waiting')
    expect(floorOf(detail('k', { status: 'offered' }), true)).toBe('waiting')
    expect(floorOf(detail('k', { status: 'active', allowed: ['note'] }), true)).toBe('other')
    expect(floorOf(held('k', { status: 'resolved' }), true)).toBe('resolved')
  })
})

describe('lossBetween', () => {
  it('says how a held case went', () => {
    const other = { id: 'u2', display_name: '周凯' }
    expect(lossBetween(held('k'), detail('k', { status: 'active', butler: other, allowed: ['note'] }))).toEqual({ how: 'taken', by: '周凯' })
    expect(lossBetween(held('k'), detail('k'))).toEqual({ how: 'returned' })
    expect(lossBetween(held('k'), detail('k', { status: 'resolved', allowed: ['note'] }))).toEqual({ how: 'resolved' })
  })

  it('is silent about cases that were never here or still are', () => {
    expect(lossBetween(undefined, detail('k'))).toBeNull()
    expect(lossBetween(detail('k'), detail('k', { status: 'resolved' }))).toBeNull()
    expect(lossBetween(held('k'), held('k', { version: 2 }))).toBeNull()
  })
})

describe('isDispute', () => {
  it.each(['E03', 'E04', 'E05', 'E06', 'E07', 'E08', 'E13'])('%s is one', (code) => {
    expect(isDispute([{ code: 'E10' }, { code }])).toBe(true)
  })

  it.each(['E01', 'E02', 'E09', 'E10', 'E11', 'E12', 'E14', 'E15', 'BOT'])('%s is none', (code) => {
    expect(isDispute([{ code }])).toBe(false)
  })
})
