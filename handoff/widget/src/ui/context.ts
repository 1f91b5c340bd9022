/** What every part of the screen may do and must know, without threading it through each component. */
import { createContext } from "preact";

export interface Desk {
  /** Large type, one step at a time. */
  readonly large: boolean;
  readonly now: () => number;
  /** False when the customer cannot send at the moment. */
  readonly say: (text: string) => boolean;
  readonly rate: (caseId: string, score: number, comment: string) => Promise<void>;
  readonly ratings: ReadonlyMap<string, number>;
}

export const DeskContext = createContext<Desk>({
  large: false,
  now: Date.now,
  say: () => false,
  rate: () => Promise.resolve(),
  ratings: new Map(),
});
