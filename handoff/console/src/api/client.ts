import createClient, { type Middleware } from 'openapi-fetch'
import { learnSkew } from './clockSkew'
import { asApiError, problemOf } from './problem'
import type { paths } from './schema'

const TIMEOUT_MS = 15_000

let csrfToken: string | null = null
let onUnauthorized: () => void = () => undefined
let renewCsrf: () => Promise<void> = () => Promise.resolve()

export function setCsrfToken(token: string | null): void {
  csrfToken = token
}

/** `handler` is told when the hub no longer knows the session. */
export function whenUnauthorized(handler: () => void): void {
  onUnauthorized = handler
}

/** `renew` fetches the session's present token and hands it to setCsrfToken. */
export function whenCsrfStale(renew: () => Promise<void>): void {
  renewCsrf = renew
}

async function timedFetch(request: Request): Promise<Response> {
  const again = request.method === 'GET' ? null : request.clone()
  const response = await measuredFetch(request)
  if (again === null || response.status !== 403 || !(await isStaleCsrf(response.clone()))) return response
  // A log-in in another tab replaced the session that both share; the write has not happened.
  await renewCsrf()
  if (csrfToken !== null) again.headers.set('X-CSRF-Token', csrfToken)
  return measuredFetch(again)
}

async function isStaleCsrf(response: Response): Promise<boolean> {
  const body: unknown = await response.json().catch(() => null)
  return problemOf(response.status, body).code === 'csrf_failed'
}

async function measuredFetch(request: Request): Promise<Response> {
  const sentAt = Date.now()
  const response = await fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  learnSkew(response.headers.get('date'), sentAt, Date.now())
  return response
}

const carryCsrf: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET' && csrfToken !== null) request.headers.set('X-CSRF-Token', csrfToken)
    return request
  },
}

export const http = createClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
  fetch: timedFetch,
})
http.use(carryCsrf)

interface Outcome<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The answer's data. Raises ApiError. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>
  try {
    outcome = await call
  } catch (thrown) {
    throw asApiError(thrown)
  }
  if (!outcome.response.ok) {
    const problem = problemOf(outcome.response.status, outcome.error)
    if (problem.code === 'unauthorized') onUnauthorized()
    throw problem
  }
  return outcome.data as T
}
