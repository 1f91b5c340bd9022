/**
 * Reads what came over the wire into the types of wire.ts. Nothing is trusted: a field of the wrong type becomes null, a card of an
 * unknown or broken shape becomes its plain text, a message without seq is dropped. A newer hub must never blank the page.
 */
import type {
  Attachment, Author, CallbackWindow, Card, ChatCase, ChatMessage, ChatPage, ChatSession, ChatState, ChecklistGroup, ChecklistItem, DemoCustomer, Floor,
  MissingDocument, PolicyItem, Reply, StepState, TimelineStep,
} from "./wire";

type Fields = Record<string, unknown>;

const AUTHORS: readonly string[] = ["user", "bot", "butler", "system"];
const FLOORS: readonly string[] = ["bot", "queue", "butler"];
const STEP_STATES: readonly string[] = ["done", "now", "next", "problem"];

function fields(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function text(value: unknown): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  return typeof value === "number" ? String(value) : null;
}

function whole(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? Math.floor(value) : null;
}

function list<T>(value: unknown, read: (item: Fields) => T | null): T[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  const kept: T[] = [];
  for (const item of items) {
    const known = fields(item);
    const one = known === null ? null : read(known);
    if (one !== null) kept.push(one);
  }
  return kept;
}

function texts(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.map(text).filter((item): item is string => item !== null);
}

function readStep(raw: Fields): TimelineStep | null {
  const name = text(raw["name"]);
  if (name === null) return null;
  const state = text(raw["state"]) ?? "next";
  return {
    n: whole(raw["n"]) ?? 0,
    code: text(raw["code"]) ?? "",
    name,
    state: (STEP_STATES.includes(state) ? state : "next") as StepState,
    actor: text(raw["actor"]),
    actor_name: text(raw["actor_name"]),
    at: text(raw["at"]),
    due_at: text(raw["due_at"]),
    note: text(raw["note"]),
  };
}

function readMissing(raw: Fields): MissingDocument | null {
  const name = text(raw["name"]) ?? text(raw["code"]);
  if (name === null) return null;
  return { code: text(raw["code"]) ?? "", name, why: text(raw["why"]), alternatives: text(raw["alternatives"]) };
}

function readItem(raw: Fields): ChecklistItem | null {
  const name = text(raw["name"]) ?? text(raw["code"]);
  if (name === null) return null;
  return {
    code: text(raw["code"]) ?? "",
    name,
    form: text(raw["form"]),
    issuer: text(raw["issuer"]),
    mistakes: text(raw["mistakes"]),
    alternatives: text(raw["alternatives"]),
  };
}

function readGroup(raw: Fields): ChecklistGroup | null {
  const items = list(raw["items"], readItem);
  return items.length === 0 ? null : { label: text(raw["label"]) ?? "", items };
}

function readPolicy(raw: Fields): PolicyItem | null {
  const product = text(raw["product"]);
  if (product === null) return null;
  return {
    policy_no: text(raw["policy_no"]) ?? "",
    product,
    type: text(raw["type"]),
    insured: text(raw["insured"]),
    status: text(raw["status"]),
    from: text(raw["from"]),
    to: text(raw["to"]),
  };
}

function readTimeline(raw: Fields): Card | null {
  const steps = list(raw["steps"], readStep);
  const claim = text(raw["claim_no"]);
  if (steps.length === 0 || claim === null) return null;
  return {
    type: "timeline",
    claim_no: claim,
    title: text(raw["title"]) ?? "理赔进度",
    product: text(raw["product"]),
    status: text(raw["status"]),
    headline: text(raw["headline"]),
    steps,
    missing: list(raw["missing"], readMissing),
    next_action: text(raw["next_action"]),
    updated_at: text(raw["updated_at"]),
  };
}

function readChecklist(raw: Fields): Card | null {
  const groups = list(raw["groups"], readGroup);
  const title = text(raw["title"]);
  if (groups.length === 0 || title === null) return null;
  const [disclaimer, source] = [text(raw["disclaimer"]), text(raw["source"])];
  return { type: "checklist", title, groups, hints: texts(raw["hints"]), disclaimer, source };
}

function readTerm(raw: Fields): Card | null {
  const [term, plain] = [text(raw["term"]), text(raw["plain"])];
  if (term === null || plain === null) return null;
  const [example, misconception] = [text(raw["example"]), text(raw["misconception"])];
  return { type: "term", term, plain, example, misconception, basis: text(raw["basis"]) };
}

function readCard(value: unknown): Card | null {
  const raw = fields(value);
  if (raw === null) return null;
  switch (raw["type"]) {
    case "timeline":
      return readTimeline(raw);
    case "checklist":
      return readChecklist(raw);
    case "term":
      return readTerm(raw);
    case "policies": {
      const items = list(raw["items"], readPolicy);
      return items.length === 0 ? null : { type: "policies", items };
    }
    case "rating": {
      const [caseId, question] = [text(raw["case_id"]), text(raw["question"])];
      return caseId === null ? null : { type: "rating", case_id: caseId, question: question ?? "这次的服务您满意吗？" };
    }
    case "handoff":
      return { type: "handoff", butler: text(raw["butler"]), when: text(raw["when"]), case_number: text(raw["case_number"]) };
    default:
      return null;
  }
}

/** The body of a message; what cannot be drawn is shown as `plain`. */
export function readReply(value: unknown, plain: string): Reply {
  const raw = fields(value);
  const words = (raw === null ? null : text(raw["text"])) ?? plain;
  if (raw !== null && raw["kind"] === "buttons") {
    const buttons = list(raw["buttons"], (button) => {
      const title = text(button["title"]);
      return title === null ? null : { title, say: text(button["say"]) ?? title };
    });
    if (buttons.length > 0) return { kind: "buttons", text: words, buttons };
  }
  const card = raw !== null && raw["kind"] === "card" ? readCard(raw["card"]) : null;
  return card === null ? { kind: "text", text: words } : { kind: "card", text: words, card };
}

export function readAttachment(value: unknown): Attachment | null {
  const raw = fields(value);
  const id = raw === null ? null : text(raw["id"]);
  if (raw === null || id === null || !/^[0-9A-Za-z-]{1,64}$/.test(id)) return null;
  return { id, name: text(raw["name"]) ?? "附件", media_type: text(raw["media_type"]) ?? "", size: whole(raw["size"]) ?? 0 };
}

export function readMessage(value: unknown): ChatMessage | null {
  const raw = fields(value);
  if (raw === null) return null;
  const seq = whole(raw["seq"]);
  const author = text(raw["author"]) ?? "";
  if (seq === null || seq < 1 || !AUTHORS.includes(author)) return null;
  const plain = text(raw["text"]) ?? "";
  return {
    id: text(raw["id"]) ?? `seq-${seq}`,
    seq,
    client_msg_id: text(raw["client_msg_id"]),
    author: author as Author,
    author_name: text(raw["author_name"]),
    text: plain,
    body: readReply(raw["body"], plain),
    at: text(raw["at"]) ?? "",
    attachments: list(raw["attachments"], readAttachment),
  };
}

function readWindow(value: unknown): CallbackWindow | null {
  const raw = fields(value);
  const [from, until] = raw === null ? [null, null] : [text(raw["from"]), text(raw["until"])];
  return from === null || until === null ? null : { from, until };
}

function readCase(value: unknown): ChatCase | null {
  const raw = fields(value);
  const number = raw === null ? null : text(raw["number"]);
  if (raw === null || number === null) return null;
  return {
    number,
    status: text(raw["status"]) ?? "waiting",
    position: whole(raw["position"]),
    wait_minutes: whole(raw["wait_minutes"]),
    promise: text(raw["promise"]),
    wait_text: text(raw["wait_text"]),
    can_withdraw: raw["can_withdraw"] === true,
    callback: readWindow(raw["callback"]),
    continues: raw["continues"] === true,
  };
}

export function readState(value: unknown): ChatState {
  const raw = fields(value) ?? {};
  const floor = text(raw["floor"]) ?? "bot";
  return {
    floor: (FLOORS.includes(floor) ? floor : "bot") as Floor,
    bot_ready: raw["bot_ready"] !== false,
    butler_name: text(raw["butler_name"]),
    case: readCase(raw["case"]),
    typing: raw["typing"] === true,
    read_by_desk_seq: whole(raw["read_by_desk_seq"]) ?? 0,
  };
}

export function readPage(value: unknown): ChatPage {
  const raw = fields(value) ?? {};
  const messages = list(raw["messages"], readMessage);
  const highest = messages.reduce((top, message) => Math.max(top, message.seq), 0);
  return { messages, last_seq: Math.max(whole(raw["last_seq"]) ?? 0, highest), state: readState(raw["state"]) };
}

/** Null when the answer is not a session at all. */
export function readSession(value: unknown): ChatSession | null {
  const raw = fields(value);
  const [token, conversation] = raw === null ? [null, null] : [text(raw["token"]), text(raw["conversation_id"])];
  if (raw === null || token === null || conversation === null) return null;
  return {
    token,
    conversation_id: conversation,
    expires_at: text(raw["expires_at"]) ?? "",
    last_seq: whole(raw["last_seq"]) ?? 0,
    state: readState(raw["state"]),
    display_name: text(fields(raw["me"])?.["display_name"]),
    butler_name: text(fields(raw["me"])?.["butler_name"]),
  };
}

export function readTextField(value: unknown, name: string): string | null {
  return text(fields(value)?.[name]);
}

export function readDemoCustomers(value: unknown): DemoCustomer[] {
  return list(fields(value)?.["items"], (raw) => {
    const ref = text(raw["customer_ref"]);
    if (ref === null) return null;
    return { customer_ref: ref, name_masked: text(raw["name_masked"]) ?? ref, about: text(raw["about"]) ?? "" };
  });
}
