/** Every call of the console, typed by the hub's own document. All raise ApiError. */
import { answer, http } from './client'
import type {
  Attendance, CaseDetail, CasePage, ConsoleMessage, ConsoleMessages, DeskState, Note, Proposal, QueueView, SimilarCases, SystemStatus,
} from './types'

const of = (id: string) => ({ params: { path: { case_id: id } } })

/** Above every conversation_seq: asks for the newest page. */
const END_SEQ = 2 ** 31 - 1

export const logIn = (username: string, password: string) =>
  answer(http.POST('/api/v1/auth/login', { body: { username, password } }))

export const logOut = () => answer(http.POST('/api/v1/auth/logout'))

export const whoAmI = () => answer(http.GET('/api/v1/auth/me'))

export const readStatus = (): Promise<SystemStatus> => answer(http.GET('/api/v1/status'))

export function listCases(view: QueueView, limit: number, cursor?: string): Promise<CasePage> {
  return answer(http.GET('/api/v1/cases', { params: { query: { view, limit, ...(cursor ? { cursor } : {}) } } }))
}

export const readCase = (id: string): Promise<CaseDetail> => answer(http.GET('/api/v1/cases/{case_id}', of(id)))

type Range = { after: number } | { before: number } | 'newest'

export function readMessages(id: string, range: Range, limit: number): Promise<ConsoleMessages> {
  const query =
    range === 'newest' ? { before_seq: END_SEQ } : 'after' in range ? { after_seq: range.after } : { before_seq: range.before }
  return answer(
    http.GET('/api/v1/cases/{case_id}/messages', { params: { path: { case_id: id }, query: { ...query, limit } } }),
  )
}

export const claimCase = (id: string): Promise<CaseDetail> => answer(http.POST('/api/v1/cases/{case_id}/claim', of(id)))

export const sendMessage = (id: string, clientMsgId: string, text: string): Promise<ConsoleMessage> =>
  answer(http.POST('/api/v1/cases/{case_id}/messages', { ...of(id), body: { client_msg_id: clientMsgId, text } }))

export const addNote = (id: string, text: string): Promise<Note> =>
  answer(http.POST('/api/v1/cases/{case_id}/notes', { ...of(id), body: { text } }))

export const releaseCase = (id: string, reason: string): Promise<CaseDetail> =>
  answer(http.POST('/api/v1/cases/{case_id}/release', { ...of(id), body: { reason } }))

export interface Resolution {
  outcome: string
  reason: string
  message_to_user: string
}

export const resolveCase = (id: string, resolution: Resolution): Promise<CaseDetail> =>
  answer(http.POST('/api/v1/cases/{case_id}/resolve', { ...of(id), body: resolution }))

/** Stores and sends nothing; may ask a model and take a few seconds. */
export const draftReply = (id: string): Promise<Proposal> => answer(http.POST('/api/v1/cases/{case_id}/drafts', of(id)))

export const listSimilarCases = (id: string): Promise<SimilarCases> =>
  answer(http.GET('/api/v1/cases/{case_id}/similar', of(id)))

export const tellTyping = (id: string) => answer(http.POST('/api/v1/cases/{case_id}/typing', of(id)))

/** The console is open; answers with what rings at its user. */
export const beat = (state: DeskState): Promise<Attendance> => answer(http.POST('/api/v1/desk/presence', { body: { state } }))

const ofOffer = (id: string) => ({ params: { path: { offer_id: id } } })

export const acceptOffer = (id: string): Promise<CaseDetail> => answer(http.POST('/api/v1/offers/{offer_id}/accept', ofOffer(id)))

export const declineOffer = (id: string, reason: string) =>
  answer(http.POST('/api/v1/offers/{offer_id}/decline', { ...ofOffer(id), body: { reason } }))
