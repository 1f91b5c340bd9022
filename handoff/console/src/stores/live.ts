import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { asApiError } from '@/api/problem'
import { Connection } from '@/live/connection'
import { isStale, reduce, START, type Happening, type LiveState, type Stale } from '@/live/reducer'
import { useCases } from './cases'
import { useConversations } from './conversations'
import { useOutbox } from './outbox'
import { usePresence } from './presence'
import { useQueue } from './queue'
import { useSession } from './session'
import { useStatus } from './status'

/** Events that come together are answered by one reading. */
const GATHER_MS = 120
const STATUS_EVERY_MS = 30_000

/** The one place that listens to the hub and keeps every store true to it. */
export const useLive = defineStore('live', () => {
  const [session, queue, cases, conversations, outbox, status, presence] = [
    useSession(), useQueue(), useCases(), useConversations(), useOutbox(), useStatus(), usePresence(),
  ]
  const state = ref<LiveState>(START)
  /** The case on the screen. */
  const openCase = ref<string | null>(null)
  let connection: Connection | null = null
  let syncTimer: ReturnType<typeof setTimeout> | undefined
  let statusTimer: ReturnType<typeof setInterval> | undefined
  let syncing = false

  const phase = computed(() => state.value.phase)

  function happen(happening: Happening): void {
    state.value = reduce(state.value, happening)
    if (happening.type === 'lost' || happening.type === 'hello') conversations.doubt()
    if (isStale(state.value.stale)) scheduleSync(GATHER_MS)
  }

  function scheduleSync(delay: number): void {
    if (!syncing) syncTimer ??= setTimeout(() => void sync(), delay)
  }

  async function sync(): Promise<void> {
    syncTimer = undefined
    syncing = true
    const { stale } = state.value
    state.value = reduce(state.value, { type: 'reading' })
    let pause = 0
    try {
      await readAgain(stale)
      state.value = reduce(state.value, { type: 'read' })
    } catch (thrown) {
      state.value = reduce(state.value, { type: 'read-failed', stale })
      pause = asApiError(thrown).passing ? 2000 : 10_000
    } finally {
      syncing = false
      if (session.state === 'in' && isStale(state.value.stale)) scheduleSync(Math.max(pause, GATHER_MS))
    }
  }

  async function readAgain(stale: Stale): Promise<void> {
    const jobs: Promise<unknown>[] = []
    if (stale.queue) jobs.push(queue.refresh())
    if (stale.status) jobs.push(status.read())
    if (stale.offers) jobs.push(presence.beat())
    const openId = openCase.value
    for (const [id, version] of stale.cases) if (id !== openId || !stale.open) {
      jobs.push(gone(cases.refresh(id, version, id === openId)))
    }
    if (stale.open && openId !== null) jobs.push(openAgain(openId))
    for (const [caseId, detail] of cases.details) {
      if (stale.conversations.has(detail.conversation_id) && caseId === openId) jobs.push(readTranscript(caseId))
    }
    await Promise.all(jobs)
  }

  async function openAgain(id: string): Promise<void> {
    await gone(cases.read(id))
    await readTranscript(id)
  }

  async function readTranscript(caseId: string): Promise<void> {
    const detail = cases.details.get(caseId)
    if (!detail) return
    await gone(conversations.refresh(detail.conversation_id, caseId))
    outbox.settle(caseId)
  }

  /** A case that may no longer be seen is said on its own page; the rest of the reading goes on. */
  async function gone(job: Promise<unknown>): Promise<void> {
    try {
      await job
    } catch (thrown) {
      const error = asApiError(thrown)
      if (error.status !== 403 && error.status !== 404) throw error
    }
  }

  function start(): void {
    if (connection) return
    statusTimer = setInterval(() => void status.read().catch(() => undefined), STATUS_EVERY_MS)
    connection = new Connection({
      cursor: () => state.value.cursor,
      failures: () => state.value.failures,
      happen,
      // The hub speaks every 15 s: a page in the background, whose own timers the browser slows down, beats in time.
      heard: presence.beatIfDue,
      refused: (how) => {
        if (how === 'unauthorized') session.expire()
        else void session.check()
      },
    })
  }

  function end(): void {
    connection?.close()
    connection = null
    clearInterval(statusTimer)
    clearTimeout(syncTimer)
    syncTimer = undefined
    happen({ type: 'left' })
  }

  /** Puts a case on the screen and reads it and its transcript. */
  async function open(id: string | null): Promise<void> {
    openCase.value = id
    const known = id === null ? undefined : cases.details.get(id)
    if (known) conversations.doubt(known.conversation_id)
    if (id !== null) await openAgain(id).catch(() => undefined)
  }

  return { phase, openCase, start, end, open, retryNow: () => connection?.retryNow() }
})
