/** Browser storage that may be full, forbidden or edited by hand: then the page works without it. */
function read(storage: () => Storage, key: string): unknown {
  try {
    const text = storage().getItem(key)
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}

function write(storage: () => Storage, key: string, value: unknown): void {
  try {
    storage().setItem(key, JSON.stringify(value))
  } catch {
    // Kept in memory as long as the page lives.
  }
}

/** What this page itself wrote with writeSession in this tab; `T` is its own shape. */
export function readSession<T extends object>(key: string, empty: T): T {
  const value = read(() => sessionStorage, key)
  return typeof value === 'object' && value !== null ? (value as T) : empty
}

export function writeSession(key: string, value: object): void {
  write(() => sessionStorage, key, value)
}

/** A chosen setting, or its default when nothing valid is stored. */
export function readSettings<T extends object>(key: string, defaults: T): T {
  const stored = read(() => localStorage, key)
  if (typeof stored !== 'object' || stored === null) return defaults
  const chosen = Object.entries(stored as Record<string, unknown>).filter(
    ([name, value]) => name in defaults && typeof value === typeof (defaults as Record<string, unknown>)[name],
  )
  return { ...defaults, ...Object.fromEntries(chosen) }
}

export function writeSettings(key: string, value: object): void {
  write(() => localStorage, key, value)
}
