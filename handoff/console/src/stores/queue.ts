import { defineStore } from 'pinia'
import { computed, reactive, ref } from 'vue'
import { listCases } from '@/api/calls'
import { asApiError, type ApiError } from '@/api/problem'
import type { CaseCounts, CaseSummary, QueueView } from '@/api/types'

export const VIEWS: readonly QueueView[] = ['waiting', 'mine', 'active', 'resolved']
const PAGE = 50
const MAX_PAGE = 200

interface List {
  ids: string[]
  nextCursor: string | null
  state: 'unread' | 'loading' | 'ready' | 'failed'
  loadingMore: boolean
  error: ApiError | null
}

const unread = (): List => ({ ids: [], nextCursor: null, state: 'unread', loadingMore: false, error: null })
const allUnread = (): Record<QueueView, List> => ({ waiting: unread(), mine: unread(), active: unread(), resolved: unread() })

/** The lists of the queue. Rows are shared between views, so that a case looks the same wherever it is listed. */
export const useQueue = defineStore('queue', () => {
  const view = ref<QueueView>('waiting')
  const rows = ref(new Map<string, CaseSummary>())
  const lists = reactive(allUnread())
  const counts = ref<CaseCounts | null>(null)
  /** Waiting cases that were not there when the list was read before. */
  const arrived = ref<CaseSummary[]>([])
  /** Cases known here that have become more urgent since: a customer who was upset may be in danger now. */
  const worsened = ref<CaseSummary[]>([])
  const expected = new Set<string>()

  const current = computed(() => lists[view.value])
  const items = computed(() => itemsOf(view.value))

  function itemsOf(which: QueueView): CaseSummary[] {
    return lists[which].ids.map((id) => rows.value.get(id)).filter((row) => row !== undefined)
  }

  function keep(summaries: readonly CaseSummary[]): void {
    const worse: CaseSummary[] = []
    for (const summary of summaries) {
      const held = rows.value.get(summary.id)
      if (held && held.version < summary.version && summary.priority < held.priority && summary.status !== 'resolved') worse.push(summary)
      if (!held || held.version <= summary.version) rows.value.set(summary.id, summary)
    }
    if (worse.length > 0) worsened.value = worse
  }

  /** Reads a view again as far as it was read before. Raises ApiError; what was on the screen stays there. */
  async function read(which: QueueView): Promise<void> {
    const list = lists[which]
    if (list.state !== 'ready') list.state = 'loading'
    try {
      const page = await listCases(which, Math.min(MAX_PAGE, Math.max(PAGE, list.ids.length)))
      keep(page.items)
      const ids = page.items.map(({ id }) => id)
      if (which === 'waiting' && list.state === 'ready') noteArrivals(page.items, new Set(list.ids))
      Object.assign(list, { ids, nextCursor: page.next_cursor, state: 'ready', error: null })
      counts.value = page.counts
    } catch (thrown) {
      list.error = asApiError(thrown)
      if (list.state === 'loading') list.state = 'failed'
      throw list.error
    }
  }

  function noteArrivals(summaries: readonly CaseSummary[], before: ReadonlySet<string>): void {
    const fresh = summaries.filter(({ id }) => !before.has(id) && !expected.delete(id))
    if (fresh.length > 0) arrived.value = fresh
  }

  /** The next time this case comes to the waiting list it is no news here: this desk sent it back. */
  function expect(id: string): void {
    expected.add(id)
  }

  /** The next page of the view on the screen. */
  async function readMore(): Promise<void> {
    const which = view.value
    const list = lists[which]
    if (list.nextCursor === null || list.loadingMore) return
    list.loadingMore = true
    try {
      const page = await listCases(which, PAGE, list.nextCursor)
      keep(page.items)
      list.ids = [...new Set([...list.ids, ...page.items.map(({ id }) => id)])]
      list.nextCursor = page.next_cursor
      counts.value = page.counts
    } catch (thrown) {
      list.error = asApiError(thrown)
    } finally {
      list.loadingMore = false
    }
  }

  /** The waiting list is always kept: it rings and is counted in the title whatever view is open. Raises ApiError. */
  async function refresh(): Promise<void> {
    const others = view.value === 'waiting' ? [] : [read(view.value)]
    await Promise.all([read('waiting'), ...others])
  }

  async function show(which: QueueView): Promise<void> {
    view.value = which
    await read(which).catch(() => undefined)
  }

  /** The id `step` rows below (or above) the given one; the first row when it is not listed. */
  function neighbour(id: string | null, step: number): string | null {
    const ids = current.value.ids
    const at = id === null ? -1 : ids.indexOf(id)
    if (at < 0) return ids[0] ?? null
    return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null
  }

  function reset(): void {
    rows.value = new Map()
    Object.assign(lists, allUnread())
    counts.value = null
    arrived.value = []
    worsened.value = []
  }

  return { view, rows, lists, counts, arrived, worsened, current, items, keep, read, readMore, refresh, show, neighbour, expect, reset }
})
