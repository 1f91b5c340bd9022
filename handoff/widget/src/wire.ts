/** What the hub sends (docs/contracts.md sections 2 and 6.1). Field names are those of the wire. */

export type Author = "user" | "bot" | "butler" | "system";
export type Floor = "bot" | "queue" | "butler";
export type StepState = "done" | "now" | "next" | "problem";

export interface Button {
  title: string;
  /** Sent as the user's text when the button is tapped. */
  say: string;
}

export interface TimelineStep {
  n: number;
  code: string;
  name: string;
  state: StepState;
  actor: string | null;
  actor_name: string | null;
  at: string | null;
  due_at: string | null;
  note: string | null;
}

export interface MissingDocument {
  code: string;
  name: string;
  why: string | null;
  alternatives: string | null;
}

export interface TimelineCard {
  type: "timeline";
  claim_no: string;
  title: string;
  product: string | null;
  status: string | null;
  headline: string | null;
  steps: TimelineStep[];
  missing: MissingDocument[];
  next_action: string | null;
  updated_at: string | null;
}

export interface ChecklistItem {
  code: string;
  name: string;
  form: string | null;
  issuer: string | null;
  mistakes: string | null;
  alternatives: string | null;
}

export interface ChecklistGroup {
  label: string;
  items: ChecklistItem[];
}

export interface ChecklistCard {
  type: "checklist";
  title: string;
  groups: ChecklistGroup[];
  hints: string[];
  disclaimer: string | null;
  source: string | null;
}

export interface TermCard {
  type: "term";
  term: string;
  plain: string;
  example: string | null;
  misconception: string | null;
  basis: string | null;
}

export interface PolicyItem {
  policy_no: string;
  product: string;
  type: string | null;
  insured: string | null;
  status: string | null;
  from: string | null;
  to: string | null;
}

export interface PoliciesCard {
  type: "policies";
  items: PolicyItem[];
}

export interface RatingCard {
  type: "rating";
  case_id: string;
  question: string;
}

export interface HandoffCard {
  type: "handoff";
  butler: string | null;
  when: string | null;
  case_number: string | null;
}

export type Card = TimelineCard | ChecklistCard | TermCard | PoliciesCard | RatingCard | HandoffCard;

export type Reply =
  | { kind: "text"; text: string }
  | { kind: "buttons"; text: string; buttons: Button[] }
  | { kind: "card"; text: string; card: Card };

export interface Attachment {
  id: string;
  name: string;
  media_type: string;
  /** Bytes. */
  size: number;
}

export interface ChatMessage {
  id: string;
  /** Feed position: gapless per conversation, order as the customer saw it. */
  seq: number;
  client_msg_id: string | null;
  author: Author;
  author_name: string | null;
  text: string;
  body: Reply;
  /** ISO 8601 with offset. */
  at: string;
  attachments: Attachment[];
}

export interface ChatCase {
  number: string;
  status: string;
  position: number | null;
  wait_minutes: number | null;
  promise: string | null;
  /** Place and honest waiting time in one sentence. */
  wait_text: string | null;
  /** May withdraw, or go on with the bot meanwhile. */
  can_withdraw: boolean;
  callback: CallbackWindow | null;
  /** The bot answers while the case waits. */
  continues: boolean;
}

/** ISO 8601 with offset. */
export interface CallbackWindow {
  from: string;
  until: string;
}

/** What somebody who waits may ask for. */
export type Wish = { kind: "withdraw" } | { kind: "continue" } | { kind: "callback"; window: CallbackWindow };

export interface ChatState {
  floor: Floor;
  bot_ready: boolean;
  butler_name: string | null;
  case: ChatCase | null;
  typing: boolean;
  read_by_desk_seq: number;
}

export interface ChatPage {
  messages: ChatMessage[];
  last_seq: number;
  state: ChatState;
}

export interface ChatSession {
  token: string;
  conversation_id: string;
  expires_at: string;
  last_seq: number;
  state: ChatState;
  display_name: string | null;
  /** The customer's dedicated butler. */
  butler_name: string | null;
}

export interface DemoCustomer {
  customer_ref: string;
  name_masked: string;
  about: string;
}
