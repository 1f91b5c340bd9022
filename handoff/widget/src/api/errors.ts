/** What can go wrong between the widget and the hub, in kinds that decide what happens next, each with words for the customer. */
import { readTextField } from "../read";

export type ProblemKind = "offline" | "expired" | "invalid" | "too_long" | "busy" | "missing" | "conflict" | "server";

const WORDS: Readonly<Record<ProblemKind, string>> = {
  offline: "网络好像断了，内容已替您存好，连上后自动发出。",
  expired: "为了您的信息安全，登录已过期。请刷新页面或重新进入，没发出的内容还在。",
  invalid: "这条内容没能发出去，请改一改再试。",
  too_long: "内容太长了，请分成几条发送。",
  busy: "发得有点快，稍等几秒会自动重发。",
  missing: "没有找到这段对话，请刷新页面再试。",
  conflict: "这件事已经处理过了。",
  server: "我们这边出了点问题，正在自动重试，您的内容没有丢。",
};

export class HubProblem extends Error {
  constructor(
    readonly kind: ProblemKind,
    /** What the customer is told. */
    readonly words: string = WORDS[kind],
    /** Seconds the hub asked to wait. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${kind}: ${words}`);
    this.name = "HubProblem";
  }

  /** Trying the very same again may succeed. */
  get passing(): boolean {
    return this.kind === "offline" || this.kind === "busy" || this.kind === "server";
  }
}

function kindOf(status: number): ProblemKind {
  if (status === 401) return "expired";
  if (status === 404) return "missing";
  if (status === 409) return "conflict";
  if (status === 413) return "too_long";
  if (status === 408 || status === 425 || status === 429) return "busy";
  return status >= 500 ? "server" : "invalid";
}

/** The hub's own sentence is used only where it is Chinese and about what the customer did; ours are calmer for the rest. */
export function problemOf(status: number, body: unknown, retryAfter: string | null): HubProblem {
  const kind = kindOf(status);
  const detail = readTextField(body, "detail");
  const usable = (kind === "invalid" || kind === "conflict" || status === 413) && detail !== null && /[\u4e00-\u9fff]/.test(detail) && detail.length < 120;
  const seconds = Number(retryAfter);
  return new HubProblem(kind, usable ? detail : WORDS[kind], retryAfter !== null && seconds > 0 ? seconds : null);
}

export function asProblem(error: unknown): HubProblem {
  return error instanceof HubProblem ? error : new HubProblem("server");
}
