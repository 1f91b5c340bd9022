/** What every part of the screen may do and must know, without threading it through each component. */
import { createContext } from "preact";
import type { Pictures } from "../core/pictures";
import type { Wish } from "../wire";

export interface Desk {
  /** Large type, one step at a time. */
  readonly large: boolean;
  readonly now: () => number;
  /** False when the customer cannot send at the moment. */
  readonly say: (text: string) => boolean;
  readonly rate: (caseId: string, score: number, comment: string) => Promise<void>;
  /** Raises HubProblem. */
  readonly wish: (wish: Wish) => Promise<void>;
  readonly ratings: ReadonlyMap<string, number>;
  readonly pictures: Pick<Pictures, "get" | "save">;
}

export const DeskContext = createContext<Desk>({
  large: false,
  now: Date.now,
  say: () => false,
  rate: () => Promise.resolve(),
  wish: () => Promise.resolve(),
  ratings: new Map(),
  pictures: { get: () => Promise.reject(new Error("no chat")), save: () => Promise.reject(new Error("no chat")) },
});
