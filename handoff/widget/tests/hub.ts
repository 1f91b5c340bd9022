/** The chat API of docs/contracts.md 6.1 in memory, behind `fetch` and EventSource: what the widget is tested against. */
import { vi } from "vitest";
import type { Author, ChatMessage, ChatState, Reply } from "../src/wire";

export function message(seq: number, author: Author = "bot", text = `m${seq}`, more: Partial<ChatMessage> = {}): ChatMessage {
  const at = new Date(Date.UTC(2026, 10, 22, 2, 0, seq)).toISOString();
  return { id: `id-${seq}`, seq, client_msg_id: null, author, author_name: null, text, body: { kind: "text", text }, at, attachments: [], ...more };
}

export const QUIET: ChatState = { floor: "bot", bot_ready: true, butler_name: null, case: null, typing: false, read_by_desk_seq: 0 };

interface Call {
  method: string;
  path: string;
  body: Record<string, unknown>;
  token: string;
}

type Trouble = (call: Call) => Response | Error | null;

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
}

export function problem(status: number, detail = "出错了", headers: Record<string, string> = {}): Response {
  return json(status, { type: "about:blank", title: "x", status, detail, code: "x", correlation_id: "c" }, headers);
}

export class Hub {
  readonly messages: ChatMessage[] = [];
  readonly calls: Call[] = [];
  state: ChatState = QUIET;
  conversation = "c-1";
  butler: string | null = "林晓";
  /** Looked at before the hub itself: a response or a broken connection (Error) instead of the answer. */
  trouble: Trouble = () => null;
  /** As `trouble`, but after the hub has done its work: the answer is lost. */
  loseAnswer: Trouble = () => null;
  readonly streams = new Set<FakeStream>();
  private tokens = new Set<string>();
  private tickets = new Map<string, string>();
  private count = 0;

  install(): void {
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => this.answer(url, init));
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const hub = this;
    vi.stubGlobal(
      "EventSource",
      class extends FakeStream {
        constructor(url: string) {
          super(url, hub);
        }
      },
    );
  }

  say(author: Author, text: string, more: Partial<ChatMessage> = {}): ChatMessage {
    const said = message(this.messages.length + 1, author, text, more);
    this.messages.push(said);
    for (const stream of this.streams) stream.push();
    return said;
  }

  card(body: Reply): ChatMessage {
    return this.say("bot", body.text, { body });
  }

  posted(): Record<string, unknown>[] {
    return this.calls.filter((call) => call.method === "POST" && call.path === "/chat/messages").map((call) => call.body);
  }

  revokeAll(): void {
    this.tokens.clear();
  }

  holds(ticket: string): boolean {
    return this.tickets.delete(ticket);
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    await Promise.resolve();
    const [path = "", query = ""] = url.replace(/^.*\/api\/v1/, "").split("?");
    const headers = new Headers(init.headers);
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    const call: Call = { method: init.method ?? "GET", path, body, token: (headers.get("Authorization") ?? "").replace("Bearer ", "") };
    this.calls.push(call);
    const before = this.trouble(call);
    if (before instanceof Error) throw before;
    const response = before ?? this.route(call, new URLSearchParams(query));
    const after = this.loseAnswer(call);
    if (after instanceof Error) throw after;
    return after ?? response;
  }

  private route(call: Call, query: URLSearchParams): Response {
    this.count += 1;
    if (call.path === "/chat/sessions") return this.openSession(String(call.body["identity"]));
    if (!this.tokens.has(call.token)) return problem(401);
    switch (`${call.method} ${call.path}`) {
      case "POST /chat/tickets":
        this.tickets.set(`ticket-${this.count}`, call.token);
        return json(200, { ticket: `ticket-${this.count}` });
      case "GET /chat/messages":
        return this.read(query);
      case "POST /chat/messages":
        return this.accept(String(call.body["client_msg_id"]), String(call.body["text"]));
      default:
        return json(204, null);
    }
  }

  private openSession(identity: string): Response {
    if (identity.startsWith("expired")) return problem(401);
    const token = `token-${this.count}`;
    this.tokens.add(token);
    const me = { display_name: "王*明", butler_name: this.butler };
    const session = { token, conversation_id: this.conversation, expires_at: "2026-11-22T20:00:00+08:00" };
    return json(201, { ...session, last_seq: this.messages.length, state: this.state, me });
  }

  private read(query: URLSearchParams): Response {
    const [after, before] = [Number(query.get("after") ?? 0), query.get("before")];
    const limit = Number(query.get("limit") ?? 100);
    const found =
      before === null
        ? this.messages.filter((one) => one.seq > after).slice(0, limit)
        : this.messages.filter((one) => one.seq < Number(before)).slice(-limit);
    return json(200, { messages: found, last_seq: this.messages.length, state: this.state });
  }

  private accept(id: string, text: string): Response {
    const known = this.messages.find((one) => one.client_msg_id === id);
    return known === undefined ? json(202, this.say("user", text, { client_msg_id: id })) : json(200, known);
  }
}

export class FakeStream extends EventTarget {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  private last: number;
  private alive = true;

  constructor(
    url: string,
    private readonly hub: Hub,
  ) {
    super();
    const query = new URLSearchParams(url.split("?")[1]);
    this.last = Number(query.get("after"));
    const good = hub.holds(query.get("ticket") ?? "");
    queueMicrotask(() => {
      if (!this.alive) return;
      if (!good) {
        this.onerror?.();
        return;
      }
      this.onopen?.();
      hub.streams.add(this);
      this.dispatchEvent(new MessageEvent("state", { data: JSON.stringify(hub.state) }));
      this.push();
    });
  }

  push(): void {
    for (const one of this.hub.messages) {
      if (one.seq <= this.last || !this.alive) continue;
      this.last = one.seq;
      this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(one), lastEventId: String(one.seq) }));
    }
  }

  /** One event out of turn, as a proxy that lost something would give it. */
  skipTo(seq: number): void {
    this.last = seq;
  }

  cut(): void {
    this.hub.streams.delete(this);
    this.onerror?.();
  }

  close(): void {
    this.alive = false;
    this.hub.streams.delete(this);
  }
}
