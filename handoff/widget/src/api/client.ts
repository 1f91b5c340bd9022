/** The chat API (docs/contracts.md 6.1): every call with the session's token, a new session when it has expired. */
import { userOf } from "../core/ids";
import type { KeptSession, SessionKeeper } from "../core/session";
import { readAttachment, readMessage, readPage, readSession, readState, readTextField } from "../read";
import type { Attachment, ChatMessage, ChatPage, ChatSession, ChatState, Wish } from "../wire";
import { HubProblem, problemOf } from "./errors";
import { fetchFile, sendFile } from "./files";

export interface IdentitySource {
  /** Known without asking, so that a kept session can be taken up offline; null when only `ask` can tell. */
  readonly user: string | null;
  /** Gives a signed identity. Asked again when the hub does not accept the session any more; may then give a newer one. */
  ask(): Promise<string>;
}

export interface Query {
  after?: number;
  before?: number;
  limit?: number;
  /** Seconds to wait at the hub while there is nothing new. */
  wait?: number;
}

const TIMEOUT_MS = 15_000;

export class ChatApi {
  private session: KeptSession | null = null;
  private opening: Promise<KeptSession> | null = null;

  constructor(
    private readonly base: string,
    private readonly identity: IdentitySource,
    private readonly keeper: SessionKeeper,
  ) {}

  /** The session of this tab or a new one. Raises HubProblem. */
  async open(): Promise<KeptSession> {
    const identity = this.identity.user === null ? await this.askIdentity() : null;
    const user = this.identity.user ?? userOf(identity ?? "");
    this.session = this.keeper.load(user) ?? (await this.renew(identity ?? (await this.askIdentity())));
    return this.session;
  }

  async messages(query: Query, stop?: AbortSignal): Promise<ChatPage> {
    const parameters = Object.keys(query).map((key) => `${key}=${String(query[key as keyof Query])}`);
    const timeout = TIMEOUT_MS + (query.wait ?? 0) * 1000;
    return readPage(await this.call("GET", `/chat/messages?${parameters.join("&")}`, undefined, timeout, stop));
  }

  async send(id: string, text: string, files: readonly string[] = []): Promise<ChatMessage> {
    const body = files.length > 0 ? { client_msg_id: id, text, attachment_ids: files } : { client_msg_id: id, text };
    const message = readMessage(await this.call("POST", "/chat/messages", body));
    if (message === null) throw new HubProblem("server");
    return message;
  }

  /** Raises HubProblem. */
  async upload(file: File, onProgress: (done: number) => void, stop?: AbortSignal): Promise<Attachment> {
    const answer = await this.withSession((token) => sendFile(`${this.base}/chat/attachments`, token, file, onProgress, stop));
    const attachment = readAttachment(answer);
    if (attachment === null) throw new HubProblem("server");
    return attachment;
  }

  /** Raises HubProblem. */
  async file(id: string): Promise<Blob> {
    return this.withSession((token) => fetchFile(`${this.base}/chat/attachments/${encodeURIComponent(id)}`, token));
  }

  /** The address of a live stream that begins after `after`. */
  async streamAddress(after: number): Promise<string> {
    const ticket = readTextField(await this.call("POST", "/chat/tickets"), "ticket");
    if (ticket === null) throw new HubProblem("server");
    return `${this.base}/chat/stream?ticket=${encodeURIComponent(ticket)}&after=${after}`;
  }

  async read(seq: number): Promise<void> {
    await this.call("POST", "/chat/read", { seq });
  }

  async typing(): Promise<void> {
    await this.call("POST", "/chat/typing");
  }

  async rate(caseId: string, score: number, comment: string): Promise<void> {
    await this.call("POST", "/chat/ratings", { case_id: caseId, score, comment });
  }

  /** Raises HubProblem with the hub's own words where the wish cannot be granted. */
  async wish(wish: Wish): Promise<ChatState> {
    return readState(await this.call("POST", `/chat/${wish.kind}`, wish.kind === "callback" ? wish.window : undefined));
  }

  private async askIdentity(): Promise<string> {
    const identity = await this.identity.ask();
    if (identity === "") throw new HubProblem("expired");
    return identity;
  }

  private async call(method: string, path: string, body?: object, timeout = TIMEOUT_MS, stop?: AbortSignal): Promise<unknown> {
    return this.withSession((token) => request(this.base + path, method, token, body, timeout, stop));
  }

  /** With a new session where the old one is not accepted any more. */
  private async withSession<T>(ask: (token: string) => Promise<T>): Promise<T> {
    const used = this.session ?? (await this.open());
    try {
      return await ask(used.token);
    } catch (error) {
      if (!(error instanceof HubProblem) || error.kind !== "expired") throw error;
      const fresh = await this.refresh(used);
      return ask(fresh.token);
    }
  }

  /** Many calls may meet the expired token at once; one of them gets the new session. */
  private refresh(used: KeptSession): Promise<KeptSession> {
    if (this.session !== null && this.session.token !== used.token) return Promise.resolve(this.session);
    this.opening ??= this.askIdentity().then((identity) => this.renew(identity));
    const opening = this.opening;
    const done = (): void => {
      if (this.opening === opening) this.opening = null;
    };
    opening.then(done, done);
    return opening;
  }

  private async renew(identity: string): Promise<KeptSession> {
    const answer: ChatSession | null = readSession(await request(`${this.base}/chat/sessions`, "POST", null, { identity }, TIMEOUT_MS));
    if (answer === null) throw new HubProblem("server");
    // Another conversation would mix two persons' messages in one view.
    if (this.session !== null && this.session.conversation !== answer.conversation_id) throw new HubProblem("expired");
    const { token, conversation_id: conversation, display_name: name, butler_name: butler } = answer;
    this.session = { token, conversation, name, butler };
    this.keeper.save(userOf(identity), this.session);
    return this.session;
  }
}

/** One HTTP exchange. Raises HubProblem: `offline` when no answer came, else the kind of the answer's status. */
export async function request(
  url: string, method: string, token: string | null, body?: object, timeout = TIMEOUT_MS, stop?: AbortSignal,
): Promise<unknown> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (token !== null) headers["Authorization"] = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const init: RequestInit = { method, headers, credentials: "omit", cache: "no-store" };
  if (body !== undefined) init.body = JSON.stringify(body);
  const { response, answer } = await exchange(url, init, timeout, stop);
  if (!response.ok) throw problemOf(response.status, answer, response.headers.get("Retry-After"));
  return answer;
}

interface Exchange {
  response: Response;
  /** Parsed JSON; null when there was none. */
  answer: unknown;
}

async function exchange(url: string, init: RequestInit, timeout: number, stop?: AbortSignal): Promise<Exchange> {
  // AbortController is missing before Chrome 66 and Safari 12.1; there a hanging request ends with the browser's own limit.
  const abort = "AbortController" in window ? new AbortController() : null;
  if (abort !== null) init.signal = abort.signal;
  const giveUp = (): void => {
    abort?.abort();
  };
  const timer = setTimeout(giveUp, timeout);
  stop?.addEventListener("abort", giveUp);
  try {
    const response = await fetch(url, init);
    const text = response.status === 204 ? "" : await response.text();
    return { response, answer: parsed(text) };
  } catch {
    throw new HubProblem("offline");
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener("abort", giveUp);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
