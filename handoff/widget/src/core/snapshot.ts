/** What the screen draws, as one value. */
import type { HubProblem } from "../api/errors";
import type { ChatMessage, ChatState } from "../wire";
import type { Outgoing } from "./outbox";
import type { Pending } from "./uploads";

export type Phase = "opening" | "ready" | "failed";

export interface Snapshot {
  readonly phase: Phase;
  /** Why the chat cannot go on; set in phase `failed`. */
  readonly problem: HubProblem | null;
  readonly conversation: string | null;
  readonly name: string | null;
  /** The customer's dedicated butler. */
  readonly butler: string | null;
  readonly messages: readonly ChatMessage[];
  /** Written here and not in `messages` yet, in order. */
  readonly outgoing: readonly Outgoing[];
  /** Chosen for the next message. */
  readonly uploads: readonly Pending[];
  readonly state: ChatState | null;
  /** False once the connection has been gone for longer than a hiccup. */
  readonly connected: boolean;
  readonly older: "none" | "more" | "loading";
  /** case_id → score given on this device. */
  readonly ratings: ReadonlyMap<string, number>;
  readonly unread: number;
  /** The bot has the customer's last words and has not answered yet. */
  readonly botThinking: boolean;
}

export const EMPTY: Snapshot = {
  phase: "opening",
  problem: null,
  conversation: null,
  name: null,
  butler: null,
  messages: [],
  outgoing: [],
  uploads: [],
  state: null,
  connected: true,
  older: "none",
  ratings: new Map(),
  unread: 0,
  botThinking: false,
};
