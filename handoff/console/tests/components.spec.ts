import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { i18n } from '@/i18n'
import { safePath } from '@/router'
import { AT, detail, held, message, note } from './making'

const { sendMessage, addNote } = vi.hoisted(() => ({ sendMessage: vi.fn(), addNote: vi.fn() }))
vi.mock('@/api/calls', async (original) => ({
  ...(await original<object>()),
  sendMessage,
  addNote,
  tellTyping: vi.fn(() => Promise.resolve()),
}))

const { default: Composer } = await import('@/conversation/Composer.vue')
const { default: MessageItem } = await import('@/conversation/MessageItem.vue')
const { usePrefs } = await import('@/stores/prefs')
const { useOutbox } = await import('@/stores/outbox')
const { useDrafts } = await import('@/stores/drafts')

const NOTHING_KNOWN = { message_id: null, intent: null, ranking: [], entities: [], escalation: null, understood: null, not_understood: null }
const global = () => ({ plugins: [i18n] })

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
  setActivePinia(createPinia())
  addNote.mockReset().mockResolvedValue(note('n1', AT))
  sendMessage.mockReset().mockReturnValue(new Promise(() => undefined))
})

function compose(complete = true, what = held('k')) {
  const composer = mount(Composer, { props: { detail: what, complete, claiming: false }, global: global() })
  const press = (more: object) => composer.get('textarea').trigger('keydown', { key: 'Enter', ...more })
  const sent = () => Object.values(useOutbox().lanes).flatMap((lane) => lane.items.map(({ text }) => text))
  return { composer, press, sent }
}

describe('the reply box', () => {
  it('sends by Ctrl+Enter and breaks the line by Enter, or the other way when chosen', async () => {
    const { composer, press, sent } = compose()
    await composer.get('textarea').setValue('您好')
    await press({})
    expect(sent()).toEqual([])
    await press({ ctrlKey: true })
    expect(sent()).toEqual(['您好'])
    expect(composer.get('textarea').element.value).toBe('')

    usePrefs().prefs.enterSends = true
    await composer.get('textarea').setValue('在的')
    await press({ shiftKey: true })
    expect(sent()).toEqual(['您好'])
    await press({})
    expect(sent()).toEqual(['您好', '在的'])
  })

  it.each([{ isComposing: true }, { keyCode: 229 }])('does not send by the Enter that picks a word: %o', async (mark) => {
    usePrefs().prefs.enterSends = true
    const { composer, press, sent } = compose()
    await composer.get('textarea').setValue('nihao')
    await press(mark)
    expect(sent()).toEqual([])
  })

  it('keeps the words but sends nothing while the view is not complete', async () => {
    const { composer, press, sent } = compose(false)
    await composer.get('textarea').setValue('我来答')
    await press({ ctrlKey: true })
    expect(sent()).toEqual([])
    expect(composer.get('textarea').element.value).toBe('我来答')
    await composer.setProps({ complete: true })
    await press({ ctrlKey: true })
    expect(sent()).toEqual(['我来答'])
  })

  it.each([
    ['blanks', ' \n '],
    ['more than 4000 characters', '长'.repeat(4001)],
  ])('does not send %s', async (_, text) => {
    const { composer, press, sent } = compose()
    await composer.get('textarea').setValue(text)
    await press({ ctrlKey: true })
    expect(sent()).toEqual([])
  })

  it('keeps a draft for each case', async () => {
    const { composer } = compose()
    await composer.get('textarea').setValue('给 k 的')
    await composer.setProps({ detail: held('other') })
    expect(composer.get('textarea').element.value).toBe('')
    await composer.setProps({ detail: held('k') })
    expect(composer.get('textarea').element.value).toBe('给 k 的')
  })

  it('shows what was written and no box once the case is somebody else’s', async () => {
    const { composer } = compose()
    await composer.get('textarea').setValue('写到一半')
    await composer.setProps({ detail: detail('k', { status: 'active', allowed: ['note'], butler: { id: 'u2', display_name: '周凯' } }) })
    expect(composer.find('textarea').exists()).toBe(false)
    expect(composer.text()).toContain('写到一半')
    expect(composer.text()).toContain('周凯 正在处理')
    expect(useDrafts().of('k').text).toBe('写到一半')
  })

  it('never sends a note to the customer', async () => {
    const { composer, press, sent } = compose()
    useDrafts().write('k', { mode: 'note', text: '她女儿也问过' })
    await nextTick()
    await press({ ctrlKey: true })
    expect(sent()).toEqual([])
    expect(addNote).toHaveBeenCalledWith('k', '她女儿也问过')
    expect(composer.classes()).toContain('note')
  })
})

describe('a message', () => {
  const show = (more: Parameters<typeof message>[1]) =>
    mount(MessageItem, { props: { message: message(1, more), lead: true, detail: detail('k'), unfolded: false }, global: global() })

  it('from a customer is text, whatever it looks like', () => {
    const item = show({ text: '<img src=x onerror=alert(1)><b>凭什么</b>' })
    expect(item.find('img').exists()).toBe(false)
    expect(item.get('.bubble').text()).toContain('<b>凭什么</b>')
  })

  it('that the customer never saw says so', () => {
    const item = show({ author: 'bot', seq: null, delivery: { status: 'superseded', reason: 'superseded' } })
    expect(item.text()).toContain('未发出，客户没有看到')
  })

  it('marks the words that raised a code', () => {
    const escalation = {
      scores: { E04: 0.97 }, codes: ['E04'], decision: 'escalate' as const, reason: '', emotion: null, about: null,
      evidence: [{ code: 'E04', start: 1, end: 4, text: '凭什么', source: null, score: 0.9, message_id: null }],
    }
    const intent = { name: 'dispute_rejection', confidence: 0.93 }
    const item = show({ text: '😡凭什么拒', understanding: { ...NOTHING_KNOWN, intent, ranking: [intent], escalation } })
    expect(item.get('mark').text()).toBe('凭什么E04')
    expect(item.get('mark').attributes('title')).toContain('拒赔争议')
    expect(item.get('.chip').text()).toMatch(/拒赔争议\s*93%\s*转真人/)
  })
})

describe('files of a customer', () => {
  const picture = { id: 'f1', name: '<b>发票.jpg', media_type: 'image/jpeg', size: 2048 }
  const show = (...attachments: (typeof picture)[]) =>
    mount(MessageItem, {
      props: { message: message(1, { text: '', attachments }), lead: true, detail: detail('k'), unfolded: false },
      global: global(),
    })

  it('are pictures that grow, and links', async () => {
    const item = show(picture, { ...picture, id: 'f2', media_type: 'application/pdf' })
    expect(item.find('.bubble').exists()).toBe(false)
    expect(item.findAll('img').map((img) => img.attributes('src'))).toEqual(['/api/v1/cases/k/attachments/f1'])
    expect(item.findAll('a.link').map((link) => link.attributes('download'))).toEqual(['<b>发票.jpg', '<b>发票.jpg'])
    await item.get('.picture').trigger('click')
    expect(item.get('.picture').classes()).toContain('large')
  })

  it('fall back to a link when they cannot be drawn', async () => {
    const item = show(picture, { ...picture, id: 'f2', media_type: 'image/heic' })
    await item.get('img').trigger('error')
    expect(item.find('img').exists()).toBe(false)
    expect(item.findAll('a.link')).toHaveLength(2)
  })
})

describe('a message nobody could understand', () => {
  it('says so', () => {
    const understanding = { ...NOTHING_KNOWN, understood: false, not_understood: 'bot_unavailable' as const }
    const props = { message: message(1, { understanding }), lead: true, detail: detail('k'), unfolded: true }
    expect(mount(MessageItem, { props, global: global() }).get('.missed').text()).toBe('没听懂')
  })
})

describe('the way back after log-in', () => {
  it.each(['/cases/mine', '/cases/waiting/00000000-0000-0000-0000-000000000000'])('leads to %s', (path) => {
    expect(safePath(path)).toBe(path)
  })

  it.each(['//evil.example', 'https://evil.example', '/cases/../../x', 'javascript:alert(1)', '/login', ['/cases/mine'], undefined])('does not lead to %s', (path) => {
    expect(safePath(path)).toBeNull()
  })
})
