/** localStorage and sessionStorage throw in private modes, in blocked frames and when full; the widget must work in all of them. */

export interface KeyValues {
  get(key: string): string | null;
  /** False when the value could be kept in memory only. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  keys(prefix: string): string[];
}

export function memoryStore(): KeyValues {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => {
      kept.set(key, value);
      return true;
    },
    remove: (key) => void kept.delete(key),
    keys: (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/** The browser's store where it works, memory for each value it refuses. */
export function browserStore(pick: () => Storage): KeyValues {
  const spare = memoryStore();
  const attempt = <T>(work: (store: Storage) => T, otherwise: T): T => {
    try {
      return work(pick());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => spare.get(key) ?? attempt((store) => store.getItem(key), null),
    set: (key, value) => {
      const kept = attempt((store) => {
        store.setItem(key, value);
        return true;
      }, false);
      if (kept) spare.remove(key);
      else spare.set(key, value);
      return kept;
    },
    remove: (key) => {
      spare.remove(key);
      attempt((store) => {
        store.removeItem(key);
      }, undefined);
    },
    keys: (prefix) => {
      const stored = attempt((store) => {
        const found: string[] = [];
        for (let index = 0; index < store.length; index += 1) {
          const key = store.key(index);
          if (key?.startsWith(prefix)) found.push(key);
        }
        return found;
      }, []);
      const memory = spare.keys(prefix).filter((key) => !stored.includes(key));
      return [...stored, ...memory];
    },
  };
}
