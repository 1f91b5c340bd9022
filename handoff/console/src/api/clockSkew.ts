/** A laptop's clock may be minutes off; waiting times and due times are counted by the hub's clock, learnt from its Date headers. */
const TOLERATED_MS = 2000

let skewMs = 0

/** `sentAt`/`receivedAt`: this machine's clock, ms. `date`: the answer's Date header (whole seconds). */
export function learnSkew(date: string | null, sentAt: number, receivedAt: number): void {
  const hub = date === null ? NaN : Date.parse(date)
  if (Number.isNaN(hub)) return
  const found = hub + 500 - (sentAt + receivedAt) / 2
  skewMs = Math.abs(found) > TOLERATED_MS ? found : 0
}

/** Now by the hub's clock, in ms since 1970. */
export function hubNow(): number {
  return Date.now() + skewMs
}
