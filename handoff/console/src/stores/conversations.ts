import { defineStore } from 'pinia'
import { ref } from 'vue'
import { readMessages } from '@/api/calls'
import { asApiError, type ApiError } from '@/api/problem'
import type { ConsoleMessage } from '@/api/types'
import { addNewer, addOlder, addSingle, EMPTY, refreshAfter, type Transcript } from '@/logic/messages'

/** First screenful; older ones are read while scrolling up. */
const FIRST = 60
const OLDER = 100
const NEWER = 200
/** Further than this behind, what lies between is not worth reading: the newest page replaces what was held. */
const FAR_BEHIND = 1000
const KEPT = 20

export interface Conversation {
  transcript: Transcript
  state: 'loading' | 'ready' | 'failed'
  error: ApiError | null
  /** Nothing that the hub knew at the last reading is missing here. */
  complete: boolean
  loadingOlder: boolean
}

const fresh = (): Conversation => ({
  transcript: EMPTY,
  state: 'loading',
  error: null,
  complete: false,
  loadingOlder: false,
})

/** Transcripts by conversation. `caseId`: the case through which the desk may read it. */
export const useConversations = defineStore('conversations', () => {
  const held = ref(new Map<string, Conversation>())
  const running = new Map<string, Promise<void>>()
  const wanted = new Set<string>()

  function entry(id: string): Conversation {
    const existing = held.value.get(id)
    if (existing) return existing
    const oldest = held.value.size >= KEPT ? held.value.keys().next().value : undefined
    if (oldest !== undefined) held.value.delete(oldest)
    held.value.set(id, fresh())
    return held.value.get(id) ?? fresh()
  }

  /**
   * Everything new is read. Calls while one is running join into one more reading, so that nothing said in between is missed.
   * Raises ApiError; what was on the screen stays.
   */
  async function refresh(id: string, caseId: string): Promise<void> {
    const under = running.get(id)
    if (under) {
      wanted.add(id)
      return under
    }
    const reading = readUntilQuiet(id, caseId).finally(() => running.delete(id))
    running.set(id, reading)
    return reading
  }

  async function readUntilQuiet(id: string, caseId: string): Promise<void> {
    const conversation = entry(id)
    try {
      do {
        wanted.delete(id)
        await readNewer(conversation, caseId)
      } while (wanted.has(id))
      Object.assign(conversation, { state: 'ready', error: null, complete: true })
    } catch (thrown) {
      const error = asApiError(thrown)
      conversation.error = error
      conversation.complete = false
      if (conversation.state === 'loading') conversation.state = 'failed'
      throw error
    }
  }

  async function readNewer(conversation: Conversation, caseId: string): Promise<void> {
    if (conversation.transcript.readTo === 0) return readNewest(conversation, caseId)
    let after = refreshAfter(conversation.transcript)
    for (;;) {
      const { messages, last_seq } = await readMessages(caseId, { after }, NEWER)
      if (last_seq - after > FAR_BEHIND) return readNewest(conversation, caseId)
      conversation.transcript = addNewer(conversation.transcript, messages, after)
      const end = messages.at(-1)?.conversation_seq
      if (end === undefined || end >= last_seq) return
      after = end
    }
  }

  async function readNewest(conversation: Conversation, caseId: string): Promise<void> {
    const { messages } = await readMessages(caseId, 'newest', FIRST)
    conversation.transcript = addOlder(EMPTY, messages, FIRST)
  }

  /** Raises ApiError. */
  async function readOlder(id: string, caseId: string): Promise<void> {
    const conversation = held.value.get(id)
    const first = conversation?.transcript.messages[0]
    if (!conversation || !first || conversation.loadingOlder || conversation.transcript.reachedStart) return
    conversation.loadingOlder = true
    try {
      const { messages } = await readMessages(caseId, { before: first.conversation_seq }, OLDER)
      conversation.transcript = addOlder(conversation.transcript, messages, OLDER)
    } finally {
      conversation.loadingOlder = false
    }
  }

  function add(id: string, message: ConsoleMessage): void {
    const conversation = entry(id)
    conversation.transcript = addSingle(conversation.transcript, message)
  }

  /** After a lost connection, or while nobody looked, what is on the screen may not be all there is. */
  function doubt(id?: string): void {
    for (const [key, conversation] of held.value) if (id === undefined || id === key) conversation.complete = false
  }

  function reset(): void {
    held.value = new Map()
  }

  return { held, refresh, readOlder, add, doubt, reset }
})
