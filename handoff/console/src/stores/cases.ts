import { defineStore } from 'pinia'
import { ref } from 'vue'
import { acceptOffer, addNote, claimCase, readCase, releaseCase, resolveCase, type Resolution } from '@/api/calls'
import { asApiError, type ApiError } from '@/api/problem'
import type { CaseDetail } from '@/api/types'
import { lossBetween, type Loss } from '@/logic/desk'
import { useQueue } from './queue'

/** Details kept for switching back without waiting; the oldest go first. */
const KEPT = 30

export const useCases = defineStore('cases', () => {
  const queue = useQueue()
  const details = ref(new Map<string, CaseDetail>())
  const errors = ref(new Map<string, ApiError>())
  const losses = ref(new Map<string, Loss>())
  /** Newest request per case: an answer overtaken by a later request is not shown. */
  const asked = new Map<string, number>()
  let requests = 0

  function put(detail: CaseDetail): void {
    const held = details.value.get(detail.id)
    if (held && held.version > detail.version) return
    const loss = lossBetween(held, detail)
    if (loss) losses.value.set(detail.id, loss)
    else if (detail.allowed.includes('reply')) losses.value.delete(detail.id)
    details.value.delete(detail.id)
    details.value.set(detail.id, detail)
    const oldest = details.value.keys().next().value
    if (details.value.size > KEPT && oldest !== undefined) details.value.delete(oldest)
    queue.keep([detail])
  }

  /** As `put`, for what this desk did itself: no loss is reported. */
  function putOwn(detail: CaseDetail): void {
    asked.set(detail.id, (requests += 1))
    details.value.delete(detail.id)
    losses.value.delete(detail.id)
    put(detail)
  }

  /** Raises ApiError, which is also kept for the screen when there is nothing else to show. */
  async function read(id: string): Promise<CaseDetail> {
    const request = (requests += 1)
    asked.set(id, request)
    try {
      const detail = await readCase(id)
      errors.value.delete(id)
      if (asked.get(id) === request) put(detail)
      return detail
    } catch (thrown) {
      const error = asApiError(thrown)
      errors.value.set(id, error)
      if (error.status === 403 || error.status === 404) details.value.delete(id)
      throw error
    }
  }

  /**
   * Reads again what somebody here looks at or holds, unless it is already newer than `version` (a note changes a case without changing its
   * version). Raises ApiError.
   */
  async function refresh(id: string, version: number | null, onScreen: boolean): Promise<void> {
    const held = details.value.get(id)
    if (!held || (version !== null && held.version > version)) return
    if (onScreen || held.allowed.includes('reply')) await read(id)
  }

  /** Raises ApiError; after a refusal the case is read again, so that the screen says what is. */
  async function act(id: string, call: Promise<CaseDetail>): Promise<void> {
    try {
      putOwn(await call)
    } catch (thrown) {
      void read(id).catch(() => undefined)
      throw asApiError(thrown)
    } finally {
      void queue.refresh().catch(() => undefined)
    }
  }

  const claim = (id: string) => act(id, claimCase(id))
  const accept = (id: string, offerId: string) => act(id, acceptOffer(offerId))
  const release = (id: string, reason: string) => {
    queue.expect(id)
    return act(id, releaseCase(id, reason))
  }
  const resolve = (id: string, resolution: Resolution) => act(id, resolveCase(id, resolution))

  /** Raises ApiError. */
  async function note(id: string, text: string): Promise<void> {
    const added = await addNote(id, text)
    const held = details.value.get(id)
    if (held && !held.notes.some((existing) => existing.id === added.id)) {
      details.value.set(id, { ...held, notes: [...held.notes, added] })
    }
  }

  function acknowledgeLoss(id: string): void {
    losses.value.delete(id)
  }

  function reset(): void {
    details.value = new Map()
    errors.value = new Map()
    losses.value = new Map()
    asked.clear()
  }

  return { details, errors, losses, read, refresh, claim, accept, release, resolve, note, acknowledgeLoss, reset }
})
