import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { sendMessage } from '@/api/calls'
import { hubNow } from '@/api/clockSkew'
import { asApiError } from '@/api/problem'
import { failFrom, stillOutgoing, type Outgoing } from '@/logic/messages'
import { readSession, writeSession } from '@/logic/storage'
import { useConversations } from './conversations'

const KEY = 'guanjia.outgoing'

interface Lane {
  conversationId: string
  items: Outgoing[]
}

type Lanes = Record<string, Lane>

/** randomUUID exists only on https and localhost; a console inside a company may be on neither. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What was being sent when the page was reloaded may or may not have arrived; sending it again with its id is safe, but the writer decides. */
function restored(): Lanes {
  const lanes = readSession<Lanes>(KEY, {})
  for (const lane of Object.values(lanes)) {
    lane.items = lane.items.map((item) => ({ ...item, state: 'failed' }))
  }
  return lanes
}

/** Replies on their way to the hub, per case, in the order they were written. */
export const useOutbox = defineStore('outbox', () => {
  const conversations = useConversations()
  const lanes = ref<Lanes>(restored())
  const busy = new Set<string>()

  watch(
    lanes,
    (now) => {
      writeSession(KEY, now)
    },
    { deep: true },
  )

  function send(caseId: string, conversationId: string, text: string): void {
    const lane = (lanes.value[caseId] ??= { conversationId, items: [] })
    // Behind one that failed it waits for the writer too.
    const state = lane.items.some((item) => item.state === 'failed') ? 'failed' : 'queued'
    lane.items.push({ clientMsgId: newId(), text, at: hubNow(), state, error: '' })
    void work(caseId)
  }

  async function work(caseId: string): Promise<void> {
    const lane = lanes.value[caseId]
    if (!lane || busy.has(caseId)) return
    busy.add(caseId)
    try {
      for (let item = lane.items[0]; item && item.state !== 'failed'; item = lane.items[0]) {
        item.state = 'sending'
        if (!(await deliver(caseId, lane, item))) break
      }
    } finally {
      busy.delete(caseId)
    }
  }

  async function deliver(caseId: string, lane: Lane, { clientMsgId, text }: Outgoing): Promise<boolean> {
    try {
      const message = await sendMessage(caseId, clientMsgId, text)
      conversations.add(lane.conversationId, message)
      drop(caseId, clientMsgId)
      return true
    } catch (thrown) {
      const { code, detail } = asApiError(thrown)
      lane.items = failFrom(lane.items, clientMsgId, detail || code)
      return false
    }
  }

  /** From the given one on, everything is tried again in its order. */
  function retry(caseId: string): void {
    const lane = lanes.value[caseId]
    if (!lane) return
    lane.items = lane.items.map((item) => ({ ...item, state: 'queued', error: '' }))
    void work(caseId)
  }

  function drop(caseId: string, clientMsgId: string): void {
    const lane = lanes.value[caseId]
    if (lane) lane.items = lane.items.filter((item) => item.clientMsgId !== clientMsgId)
    if (lane?.items.length === 0) Reflect.deleteProperty(lanes.value, caseId)
  }

  /** A send whose answer was lost may show up in the transcript. */
  function settle(caseId: string): void {
    const lane = lanes.value[caseId]
    const messages = conversations.held.get(lane?.conversationId ?? '')?.transcript.messages ?? []
    if (!lane || busy.has(caseId)) return
    const left = stillOutgoing(lane.items, messages)
    if (left.length < lane.items.length) lane.items = left
  }

  function reset(): void {
    lanes.value = {}
  }

  return { lanes, send, retry, drop, settle, reset }
})
