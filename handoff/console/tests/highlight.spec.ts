import { describe, expect, it } from 'vitest'
import { evidenceOf, splitByEvidence } from '@/logic/highlight'
import type { Evidence } from '@/api/types'

function evidence(code: string, start: number | null, end: number | null, text: string, messageId: string | null = null): Evidence {
  return { code, start, end, text, source: null, score: null, message_id: messageId }
}

const marked = (text: string, items: Evidence[]) =>
  splitByEvidence(text, items)
    .filter(({ codes }) => codes.length > 0)
    .map(({ text: piece, codes }) => `${piece}:${codes.join('+')}`)

describe('splitByEvidence', () => {
  it('gives the whole text as one plain piece without evidence', () => {
    expect(splitByEvidence('你好', [])).toEqual([{ text: '你好', codes: [] }])
  })

  it('gives nothing for an empty text', () => {
    expect(splitByEvidence('', [evidence('E04', 0, 1, 'x')])).toEqual([])
  })

  it('counts code points, not UTF-16 units', () => {
    const text = '😡👨‍👩‍👧凭什么拒我𠮷'
    const start = Array.from('😡👨‍👩‍👧').length
    expect(marked(text, [evidence('E04', start, start + 3, '凭什么'), evidence('E01', 0, 1, '😡')])).toEqual(['😡:E01', '凭什么:E04'])
  })

  it('never loses or doubles a character, whatever overlaps', () => {
    const text = '𠮷再不处理我就打12378，法院见😤'
    const items = [evidence('E03', 6, 13, ''), evidence('E01', 0, 9, ''), evidence('E04', 12, 18, ''), evidence('E03', 6, 13, '')]
    expect(splitByEvidence(text, items).map((piece) => piece.text).join('')).toBe(text)
  })

  it('says both codes where two overlap', () => {
    expect(marked('凭什么拒我', [evidence('E04', 0, 5, '凭什么拒我'), evidence('E01', 0, 3, '凭什么')])).toEqual(['凭什么:E01+E04', '拒我:E04'])
  })

  it('looks the words up when the offsets do not meet them', () => {
    expect(marked('😡😡 凭什么', [evidence('E04', 0, 3, '凭什么')])).toEqual(['凭什么:E04'])
    expect(marked('好好凭什么', [evidence('E04', null, null, '凭什么')])).toEqual(['凭什么:E04'])
  })

  it.each([
    ['outside the text', evidence('E04', 3, 99, '')],
    ['backwards', evidence('E04', 3, 1, '')],
    ['negative', evidence('E04', -2, 1, '')],
    ['words that are not there', evidence('E04', 0, 2, '不在')],
  ])('leaves out evidence that is %s', (_, item) => {
    expect(splitByEvidence('凭什么拒', [item])).toEqual([{ text: '凭什么拒', codes: [] }])
  })
})

describe('evidenceOf', () => {
  it('takes what the case recorded for this message and no other', () => {
    const own = evidence('E04', 0, 1, '凭')
    const [here, there] = [evidence('E03', 0, 1, '打', 'm1'), evidence('E03', 0, 1, '打', 'm2')]
    expect(evidenceOf('m1', [own], [here, there])).toEqual([own, here])
    expect(evidenceOf('m3', undefined, [here, there])).toEqual([])
  })
})
