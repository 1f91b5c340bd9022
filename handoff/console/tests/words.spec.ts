import { describe, expect, it } from 'vitest'
import { en } from '@/i18n/en'
import { zhCN } from '@/i18n/zh-CN'

interface Tree { [key: string]: string | Tree }

function flat(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  )
}

const files = import.meta.glob<string>('../src/**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true })

const [zh, english] = [flat(zhCN), flat(en)]
const code = Object.entries(files).flatMap(([path, text]) => (path.includes('/i18n/') ? [] : [text]))
const used = new Set(code.flatMap((text) => [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1] ?? '')))

describe('the words', () => {
  it('exist for every name the code says', () => {
    expect(used.size).toBeGreaterThan(100)
    expect([...used].filter((key) => !zh.has(key))).toEqual([])
  })

  it('are all filled, with the same blanks in both languages', () => {
    const blanks = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
    for (const [key, text] of zh) {
      expect(text.trim(), key).not.toBe('')
      expect(blanks(english.get(key)), key).toEqual(blanks(text))
    }
  })

  it('never say what customers must not be told', () => {
    const all = [...zh.values()].join('\n')
    expect(all).not.toMatch(/肯定赔|肯定不赔|请您冷静|请耐心等待/)
  })

  it('in Chinese are Chinese in the templates too: no sentence stands outside the catalogue', () => {
    const templates = code.map((text) => /<template>[\s\S]*<\/template>/.exec(text)?.[0] ?? '')
    expect(templates.filter((text) => /[一-鿿]/.test(text))).toEqual([])
  })
})
