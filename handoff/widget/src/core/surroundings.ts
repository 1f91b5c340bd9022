/** What happens around the chat in the browser: other tabs, the network, the page hidden and shown, time going by. */

export interface Surroundings {
  onStorage(key: string | null): void;
  /** The network came back or the page is looked at again. */
  onBetter(): void;
  onWorse(): void;
  onTick(): void;
}

const TICK_MS = 15_000;

/** Returns what ends the watching. */
export function watchSurroundings(chat: Surroundings): () => void {
  const storage = (event: StorageEvent): void => {
    chat.onStorage(event.key);
  };
  const better = (): void => {
    if (document.visibilityState !== "hidden") chat.onBetter();
  };
  const worse = (): void => {
    chat.onWorse();
  };
  const ticker = setInterval(() => {
    chat.onTick();
  }, TICK_MS);
  window.addEventListener("storage", storage);
  window.addEventListener("online", better);
  window.addEventListener("offline", worse);
  document.addEventListener("visibilitychange", better);
  return () => {
    clearInterval(ticker);
    window.removeEventListener("storage", storage);
    window.removeEventListener("online", better);
    window.removeEventListener("offline", worse);
    document.removeEventListener("visibilitychange", better);
  };
}
