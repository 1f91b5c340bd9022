import type { Problem } from './types'

/** `network`: no answer came. `unexpected`: an answer that is no problem document. Else the hub's own code. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: readonly { field: string; message: string }[] = [],
  ) {
    super(detail || code)
  }

  /** Whether the same request may go through a little later. */
  get passing(): boolean {
    return this.code === 'network' || this.status === 429 || this.status >= 500
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body
}

export function problemOf(status: number, body: unknown): ApiError {
  if (!isProblem(body)) return new ApiError(status, 'unexpected', '')
  return new ApiError(status, body.code, body.detail, body.errors)
}

/** What a call threw, as an ApiError: fetch itself throws TypeError or DOMException when no answer came. */
export function asApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiError ? thrown : new ApiError(0, 'network', '')
}
