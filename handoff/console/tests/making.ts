import type { CaseDetail, CaseSummary, ConsoleMessage, LiveEvent, Note, Offer } from '@/api/types'

export const AT = Date.parse('2026-11-22T10:00:00+08:00')
export const iso = (ms: number) => new Date(ms).toISOString()

export function message(seq: number, more: Partial<ConsoleMessage> = {}): ConsoleMessage {
  return {
    id: `m${seq}`,
    seq,
    conversation_seq: seq,
    client_msg_id: null,
    author: 'user',
    author_name: '王*明',
    kind: 'text',
    text: `第 ${seq} 句`,
    body: { kind: 'text', text: `第 ${seq} 句` },
    at: iso(AT + seq * 1000),
    understanding: null,
    delivery: null,
    model_id: null,
    attachments: [],
    ...more,
  }
}

export function messages(from: number, to: number): ConsoleMessage[] {
  return Array.from({ length: to - from + 1 }, (_, i) => message(from + i))
}

export function note(id: string, at: number, text = '备注'): Note {
  return { id, author: { id: 'u1', display_name: '林晓' }, text, at: iso(at), kind: 'note', mentions: [] }
}

export function summary(id: string, more: Partial<CaseSummary> = {}): CaseSummary {
  return {
    id,
    number: `A-${id}`,
    status: 'waiting',
    priority: 'P2',
    codes: [{ code: 'E08', name: '反复补材料' }],
    customer: { display_name: '王*明', ref_masked: 'C***1' },
    channel: 'web',
    goal: '要一次列全材料',
    evidence_text: ['又要补'],
    butler: null,
    dedicated_butler: null,
    opened_at: iso(AT),
    waiting_since: iso(AT),
    first_response_due_at: iso(AT + 30 * 60_000),
    last_message: null,
    unread: 1,
    version: 1,
    reopened: 0,
    snoozed_until: null,
    tier: 1,
    ...more,
  }
}

const CONTEXT: CaseDetail['context'] = {
  session_id: null, channel: null, person: null, goal: null, summary: null, codes: [], evidence: [], emotion: null, priority: null,
  intents: [], slots: {}, transcript_excerpt: [], already_answered: [], promises: [], policies: [], claims: [], timeline: null,
  missing_documents: [], clocks: [], clause_refs: [], claim_no: null, policy_no: null, user_ref: null, documents: null, clauses: [],
  already_tried: [], sensitive_flags: [], earlier_cases: [], accessibility: [], suggested_next: null, draft_reply: null,
  callback_window: null, insurer_available: false, frozen_at: null,
}

export function detail(id: string, more: Partial<CaseDetail> = {}): CaseDetail {
  return {
    ...summary(id),
    conversation_id: `c-${id}`,
    floor: 'queue',
    floor_epoch: 1,
    summary: '',
    reason: '',
    evidence: [],
    context: CONTEXT,
    live: {
      as_of: null, claims: [], clause_refs: [], clocks: [], customer_typing: false, insurer_available: false, missing_documents: [],
      policies: [], timeline: null, claim_no: null, policy_no: null, documents: null, clauses: [], emotion: null, intents: [],
      transcript_excerpt: [], already_answered: [], already_tried: [], promises: [], sensitive_flags: [], callback_window: null,
    },
    events: [],
    clocks: [],
    notes: [],
    outcome: null,
    outcome_reason: null,
    resolved_at: null,
    csat: null,
    allowed: ['claim', 'note'],
    outcomes: [],
    ...more,
  }
}

export const held = (id: string, more: Partial<CaseDetail> = {}) =>
  detail(id, {
    status: 'active',
    floor: 'butler',
    butler: { id: 'me', display_name: '林晓' },
    allowed: ['reply', 'resolve', 'release', 'note'],
    ...more,
  })

export function offer(id: string, more: Partial<Offer> = {}): Offer {
  return { id, case: summary(`case-${id}`, { status: 'offered' }), why: 'load', offered_at: iso(AT), expires_at: iso(AT + 45_000), ...more }
}

export function event(kind: LiveEvent['kind'], more: Partial<LiveEvent> = {}): LiveEvent {
  return { kind, case_id: 'k1', conversation_id: 'c1', version: 1, ...more }
}
