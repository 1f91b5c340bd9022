/** Which cases were rated on this device, so that a rating is asked for once, in all tabs. */
import type { KeyValues } from "./storage";

const PREFIX = "guanjia:rated:";

export function readRatings(store: KeyValues, conversation: string): ReadonlyMap<string, number> {
  const prefix = `${PREFIX}${conversation}:`;
  return new Map(store.keys(prefix).map((key) => [key.slice(prefix.length), Number(store.get(key)) || 0]));
}

export function keepRating(store: KeyValues, conversation: string, caseId: string, score: number): void {
  store.set(`${PREFIX}${conversation}:${caseId}`, String(score));
}

export function isRatingKey(key: string | null): boolean {
  return key === null || key.startsWith(PREFIX);
}
