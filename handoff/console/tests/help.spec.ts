import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '@/i18n'
import { detail, held } from './making'
import type { Proposal, SimilarCases } from '@/api/types'

const { draftReply, listSimilarCases } = vi.hoisted(() => ({ draftReply: vi.fn(), listSimilarCases: vi.fn() }))
vi.mock('@/api/calls', async (original) => ({ ...(await original<object>()), draftReply, listSimilarCases }))

const { default: SuggestionSection } = await import('@/context/SuggestionSection.vue')
const { default: SimilarSection } = await import('@/context/SimilarSection.vue')
const { default: ContextPane } = await import('@/context/ContextPane.vue')

const PROPOSAL: Proposal = {
  drafts: [
    { text: '我把条款发给您。', source: '《保险法》第24条', from: 'knowledge' },
    { text: '<b>慢慢说</b>', source: '模型起草，请核对后再发', from: 'model' },
  ],
  next_steps: [{ text: '核对拒赔条款', source: '处置要点：拒赔争议' }],
  goal: null,
  summary: null,
}
const SIMILAR: SimilarCases = {
  items: [
    {
      number: 'A20261101-0003', codes: [{ code: 'E04', name: '拒赔争议' }], goal: '凭什么拒赔', outcome: 'explained', outcome_name: '已解释清楚',
      outcome_reason: '给了书面理由', resolved_at: '2026-11-01T10:00:00+08:00', score: 0.82,
    },
  ],
}
const global = () => ({ plugins: [i18n] })

beforeEach(() => {
  setActivePinia(createPinia())
  draftReply.mockReset().mockResolvedValue(PROPOSAL)
  listSimilarCases.mockReset().mockResolvedValue(SIMILAR)
})

describe('suggestions', () => {
  const show = (what = held('k')) => mount(SuggestionSection, { props: { detail: what }, global: global() })

  it('show steps and drafts with their sources, and put a draft into the box', async () => {
    const section = show()
    await flushPromises()
    expect(section.text()).toContain('核对拒赔条款')
    expect(section.text()).toContain('出处：《保险法》第24条')
    expect(section.findAll('.draft')[1]?.text()).toContain('模型起草')
    expect(section.find('.draft b').exists()).toBe(false)
    await section.get('.draft button').trigger('click')
    expect(section.emitted('insert')).toEqual([['我把条款发给您。']])
  })

  it('may be read but not used by who does not hold the case', async () => {
    const section = show(detail('k'))
    await flushPromises()
    expect(section.get('.draft button').attributes('disabled')).toBeDefined()
    expect(section.text()).toContain('接手后可以使用')
  })

  it('fall back to what was frozen with the case', async () => {
    draftReply.mockRejectedValue(new Error('away'))
    const context = { ...held('k').context, suggested_next: '先道歉', draft_reply: '让您久等了' }
    const section = show(held('k', { context }))
    expect(section.text()).toContain('先道歉')
    await flushPromises()
    expect(section.text()).toContain('让您久等了')
    expect(section.get('[role=status]').text()).toContain('草稿暂时取不到')
  })

  it('never show the drafts of the case before', async () => {
    let answer: (value: Proposal) => void = () => undefined
    draftReply.mockReturnValueOnce(new Promise<Proposal>((resolve) => (answer = resolve)))
    const section = show()
    draftReply.mockResolvedValue({ ...PROPOSAL, drafts: [{ text: '第二件的', source: '规则', from: 'knowledge' }] })
    await section.setProps({ detail: held('other') })
    await flushPromises()
    answer(PROPOSAL)
    await flushPromises()
    expect(section.text()).toContain('第二件的')
    expect(section.text()).not.toContain('我把条款发给您。')
  })
})

describe('similar cases', () => {
  it('tell how they ended', async () => {
    const section = mount(SimilarSection, { props: { detail: held('k') }, global: global() })
    await flushPromises()
    await section.get('h3 button').trigger('click')
    expect(section.text()).toContain('凭什么拒赔')
    expect(section.text()).toContain('已解释清楚：给了书面理由')
    expect(section.text()).toContain('相近 82%')
  })

  it('take no room when there are none', async () => {
    listSimilarCases.mockResolvedValue({ items: [] })
    const section = mount(SimilarSection, { props: { detail: held('k') }, global: global() })
    await flushPromises()
    expect(section.find('section').exists()).toBe(false)
  })
})

describe('the package', () => {
  it('shows what is so now where the hub has read it', async () => {
    const { context, live } = held('k')
    const frozen = { ...context, already_tried: ['交过一次'], sensitive_flags: [{ code: 'minor', name: '涉及未成年人' }], callback_window: '现在' }
    const now = {
      ...live, as_of: '2026-11-22T10:00:00+08:00', insurer_available: true, already_tried: ['交过两次'],
      sensitive_flags: [{ code: 'privacy', name: '涉及个人信息权利' }], callback_window: '客户约了 10:00',
      documents: { given: [{ code: 'D01', name: '申请书' }], missing: [], sent_in_chat: 2 },
      claims: [], clauses: [{ claim_no: null, product_name: '百万', ref: '第 2.1 条', title: '等待期', text: '30天', source: '《百万》条款' }],
      missing_documents: [{ code: 'D08', name: '出院小结', why: '要看经过', alternatives: null }],
    }
    const pane = mount(ContextPane, { props: { detail: held('k', { context: frozen, live: now }) }, global: global() })
    await flushPromises()
    for (const told of ['交过两次', '涉及个人信息权利', '客户约了 10:00', '申请书', '对话里发来 2 个文件', '第 2.1 条 等待期', '《百万》条款']) {
      expect(pane.text()).toContain(told)
    }
    expect(pane.text()).not.toContain('交过一次')
    expect(pane.text()).not.toContain('涉及未成年人')
  })
})
