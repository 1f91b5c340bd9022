import { render, type ComponentChildren } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubProblem } from "../src/api/errors";
import { readReply } from "../src/read";
import { CardView } from "../src/ui/cards/Card";
import { DeskContext, type Desk } from "../src/ui/context";
import { MessageView, OutgoingView } from "../src/ui/MessageView";
import { Welcome } from "../src/ui/Welcome";
import type { Author, Card } from "../src/wire";
import { message } from "./hub";

const NOW = Date.parse("2026-11-22T10:00:00+08:00");
const EVIL = `<img src=x onerror="window.hit=1"><script>window.hit=1</script>"'&`;
let root: HTMLElement;
const PICTURES = { get: (id: string) => Promise.resolve(`blob:${id}`), save: () => Promise.resolve() };

function desk(part: Partial<Desk> = {}): Desk {
  return { large: false, now: () => NOW, say: () => true, rate: () => Promise.resolve(), wish: () => Promise.resolve(), ratings: new Map(), pictures: PICTURES, ...part };
}

function show(content: ComponentChildren, part: Partial<Desk> = {}): HTMLElement {
  void act(() => {
    render(<DeskContext.Provider value={desk(part)}>{content}</DeskContext.Provider>, root);
  });
  return root;
}

function click(selector: string, index = 0): void {
  void act(() => {
    root.querySelectorAll<HTMLElement>(selector)[index]!.click();
  });
}

function cardOf(raw: Record<string, unknown>): Card {
  const reply = readReply({ kind: "card", text: "t", card: raw }, "t");
  if (reply.kind !== "card") throw new Error("not a card");
  return reply.card;
}

const timeline = (part: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: "timeline",
  claim_no: "CL1",
  title: "住院医疗理赔",
  steps: [
    { n: 1, code: "A", name: "已报案", state: "done", at: "2026-11-20T09:00:00+08:00" },
    { n: 2, code: "B", name: "待补充材料", state: "now", actor: "user", actor_name: "您", due_at: "2026-11-25T18:00:00+08:00" },
    { n: 3, code: "C", name: "责任审核", state: "next", actor: "insurer" },
  ],
  missing: [{ code: "D08", name: "出院小结", why: "核对诊断", alternatives: "出院记录" }],
  ...part,
});

beforeEach(() => {
  root = document.createElement("div");
  document.body.appendChild(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
});

describe("nothing a text contains becomes markup", () => {
  const step = { n: 1, code: EVIL, name: EVIL, state: "now", actor: EVIL, actor_name: EVIL, note: EVIL, at: EVIL, due_at: EVIL };
  const item = { code: EVIL, name: EVIL, form: EVIL, issuer: EVIL, mistakes: EVIL, alternatives: EVIL };
  const cards: Record<string, unknown>[] = [
    timeline({ title: EVIL, product: EVIL, status: EVIL, headline: EVIL, steps: [step], missing: [{ ...item, why: EVIL }], next_action: EVIL, claim_no: EVIL }),
    { type: "checklist", title: EVIL, groups: [{ label: EVIL, items: [item] }], hints: [EVIL], disclaimer: EVIL, source: EVIL },
    { type: "term", term: EVIL, plain: EVIL, example: EVIL, misconception: EVIL, basis: EVIL },
    { type: "policies", items: [{ policy_no: EVIL, product: EVIL, type: EVIL, insured: EVIL, status: EVIL, from: EVIL, to: EVIL }] },
    { type: "rating", case_id: EVIL, question: EVIL },
    { type: "handoff", butler: EVIL, when: EVIL, case_number: EVIL },
  ];

  it.each(cards.map((card) => [card["type"], card] as const))("in a %s card, normal and large", (_, raw) => {
    for (const large of [false, true]) {
      const shown = show(<CardView card={cardOf(raw)} />, { large });
      root.querySelectorAll<HTMLElement>(".disclosure-button").forEach((button) => {
        void act(() => {
          button.click();
        });
      });
      expect(shown.querySelectorAll("img, script")).toHaveLength(0);
      expect(shown.textContent).toContain("<img src=x onerror=");
      void act(() => {
        render(null, root);
      });
    }
  });

  it.each<Author>(["user", "bot", "butler", "system"])("in a message of the %s", (author) => {
    const body = { kind: "buttons" as const, text: EVIL, buttons: [{ title: EVIL, say: EVIL }] };
    const shown = show(<MessageView message={message(1, author, EVIL, { body, author_name: EVIL })} first tick="sent" />);
    expect(shown.querySelectorAll("img, script")).toHaveLength(0);
    expect(shown.textContent).toContain("<script>");
  });

  it("and only web addresses become links, opened without a way back", () => {
    const text = "https://a.example javascript:alert(1)";
    const [link, ...others] = show(<MessageView message={message(1, "bot", text)} first tick={null} />).querySelectorAll("a");
    expect(others).toHaveLength(0);
    expect(link!.getAttribute("href")).toBe("https://a.example");
    expect(link!.getAttribute("rel")).toContain("noopener");
  });
});

describe("who speaks", () => {
  const textOf = (author: Author, name: string | null): string =>
    show(<MessageView message={message(1, author, "在", { author_name: name })} first tick={null} />).textContent;

  it("is said for the bot, the person and the customer", () => {
    expect(textOf("bot", "小管家")).toContain("小管家·机器人AI");
    expect(textOf("butler", "林晓")).toContain("林晓真人管家");
    expect(textOf("user", null)).toContain("您说");
  });

  it("never gives the bot a person's badge, whatever name it has", () => {
    const shown = textOf("bot", "林晓");
    expect(shown).not.toContain("真人");
    expect(shown).toContain("机器人");
  });

  it("is said on the first screen: an AI, and the customer's own butler", () => {
    const shown = show(<Welcome name="王*明" butler="林晓" />).textContent;
    expect(shown).toContain("王*明，您好");
    expect(shown).toContain("AI 机器人");
    expect(shown).toContain("您的专属管家是林晓");
  });
});

describe("cards", () => {
  it("show a claim like a parcel: done, now, who acts, latest when, what is missing", () => {
    const shown = show(<CardView card={cardOf(timeline())} />);
    expect(shown.querySelector(".step-now")!.textContent).toContain("现在需要您处理");
    expect(shown.querySelector(".step-now")!.textContent).toMatch(/最晚 11月25日 周三 18:00/);
    expect(shown.querySelector("[aria-current=step]")).not.toBeNull();
    expect(shown.querySelector(".missing")!.textContent).toContain("出院记录");
  });

  it("do not say twice what the bot has just said", () => {
    const card = cardOf(timeline({ headline: "还差 2 份材料。" }));
    expect(show(<CardView card={card} above="您好，还差 2 份材料。" />).querySelector(".headline")).toBeNull();
    expect(show(<CardView card={card} above="您好" />).querySelector(".headline")).not.toBeNull();
  });

  it("say it when a deadline has passed", () => {
    const steps = [{ n: 1, code: "A", name: "审核", state: "now", actor: "insurer", due_at: "2026-11-20T18:00:00+08:00" }];
    expect(show(<CardView card={cardOf(timeline({ steps }))} />).textContent).toContain("已超过");
  });

  it("fold long courses and open them on a tap", () => {
    const steps = Array.from({ length: 15 }, (_, i) => ({ n: i + 1, code: `S${i}`, name: `步骤${i + 1}`, state: i < 8 ? "done" : i === 8 ? "now" : "next" }));
    const shown = show(<CardView card={cardOf(timeline({ steps }))} />);
    expect(shown.textContent).toContain("已完成 7 步");
    expect(shown.textContent).not.toContain("步骤3");
    click(".disclosure-button");
    expect(shown.textContent).toContain("步骤3");
    expect(shown.querySelector(".disclosure-button")!.getAttribute("aria-expanded")).toBe("true");
  });

  it("show one step at a time in large type, from the open one", () => {
    const shown = show(<CardView card={cardOf(timeline())} />, { large: true });
    expect(shown.querySelectorAll(".step")).toHaveLength(1);
    expect(shown.querySelector(".step")!.textContent).toContain("待补充材料");
    click(".pager .button", 1);
    expect(shown.querySelector(".step")!.textContent).toContain("责任审核");
    expect(shown.querySelectorAll<HTMLButtonElement>(".pager .button")[1]!.disabled).toBe(true);
  });

  it("open a document's details", () => {
    const item = { code: "D08", name: "出院小结", form: "复印件", issuer: "病案室", mistakes: "没盖章", alternatives: "出院记录" };
    const card = cardOf({ type: "checklist", title: "材料", groups: [{ label: "必需", items: [item] }] });
    const shown = show(<CardView card={card} />);
    expect(shown.textContent).not.toContain("病案室");
    click(".disclosure-button");
    expect(shown.textContent).toContain("病案室");
    expect(shown.textContent).toContain("没盖章");
  });

  it("send what a button says, once per tap", () => {
    vi.useFakeTimers();
    const say = vi.fn(() => true);
    const body = { kind: "buttons" as const, text: "哪一种？", buttons: [{ title: "住院", say: "住院要交哪些材料" }] };
    show(<MessageView message={message(1, "bot", "x", { body })} first tick={null} />, { say });
    click(".choice");
    click(".choice");
    expect(say.mock.calls).toEqual([["住院要交哪些材料"]]);
  });
});

describe("rating", () => {
  const card = cardOf({ type: "rating", case_id: "case-1", question: "满意吗？" });

  async function submit(): Promise<void> {
    await act(async () => {
      root.querySelector("form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
      await Promise.resolve();
    });
  }

  it("is sent with score and comment, then thanked for", async () => {
    const rate = vi.fn(() => Promise.resolve());
    const shown = show(<CardView card={card} />, { rate });
    expect(shown.querySelector("[type=submit]")).toBeNull();
    click("input[type=radio]", 3);
    await submit();
    expect(rate).toHaveBeenCalledWith("case-1", 4, "");
    expect(shown.textContent).toContain("谢谢您的评价");
    expect(shown.querySelector("form")).toBeNull();
  });

  it("is not asked for twice", () => {
    const shown = show(<CardView card={card} />, { ratings: new Map([["case-1", 5]]) });
    expect(shown.querySelector("form")).toBeNull();
    expect(shown.textContent).toContain("您给了 5 分");
  });

  it("can be tried again when it failed", async () => {
    const rate = vi.fn(() => Promise.reject(new HubProblem("conflict", "这件事还没有结束")));
    const shown = show(<CardView card={card} />, { rate });
    click("input[type=radio]", 0);
    await submit();
    expect(shown.querySelector("[role=alert]")!.textContent).toBe("这件事还没有结束");
    expect(shown.querySelector<HTMLButtonElement>("[type=submit]")!.disabled).toBe(false);
  });
});

describe("own words not confirmed yet", () => {
  const item = { id: "a", text: "在吗", files: [], at: 0, state: "failed" as const, problem: "太长了" };

  it("say why they failed, and can be sent again or thrown away", () => {
    const [onRetry, onDiscard] = [vi.fn(), vi.fn()];
    const shown = show(<OutgoingView item={item} first connected onRetry={onRetry} onDiscard={onDiscard} />);
    expect(shown.querySelector("[role=alert]")!.textContent).toContain("太长了");
    click(".link", 0);
    click(".link", 1);
    expect(onRetry).toHaveBeenCalledWith("a");
    expect(onDiscard).toHaveBeenCalledWith("a");
  });

  it("say whether they are on the way or wait for the network", () => {
    const none = vi.fn();
    const waiting = { ...item, state: "sending" as const, problem: null };
    expect(show(<OutgoingView item={waiting} first connected onRetry={none} onDiscard={none} />).textContent).toContain("发送中");
    expect(show(<OutgoingView item={waiting} first connected={false} onRetry={none} onDiscard={none} />).textContent).toContain("联网后自动发出");
  });
});

describe("files of a message", () => {
  const picture = { id: "f-1", name: "发票.jpg", media_type: "image/jpeg", size: 2048 };

  it("are drawn when they are pictures, and grow when tapped", async () => {
    const shown = show(<MessageView message={message(1, "user", "", { attachments: [picture] })} first tick={null} />);
    await act(() => Promise.resolve());
    expect(shown.querySelector(".bubble")).toBeNull();
    expect(shown.querySelector<HTMLImageElement>(".picture img")!.src).toBe("blob:f-1");
    click(".picture", 0);
    expect(shown.querySelector(".picture")!.className).toContain("is-large");
  });

  it("are offered for saving otherwise", () => {
    const save = vi.fn(() => Promise.resolve());
    const pdf = { ...picture, media_type: "application/pdf", name: EVIL };
    const shown = show(<MessageView message={message(1, "user", "", { attachments: [pdf] })} first tick={null} />, { pictures: { ...PICTURES, save } });
    expect(shown.querySelector(".file")!.textContent).toContain(EVIL);
    expect(shown.querySelector("script")).toBeNull();
    click(".file", 0);
    expect(save).toHaveBeenCalledWith("f-1", EVIL);
  });

  it("can be asked for again when they do not come", async () => {
    const get = vi.fn(() => Promise.reject(new Error("offline")));
    const shown = show(<MessageView message={message(1, "user", "", { attachments: [picture] })} first tick={null} />, { pictures: { ...PICTURES, get } });
    await act(() => Promise.resolve());
    await act(() => Promise.resolve());
    expect(shown.querySelector(".picture.is-failed")).not.toBeNull();
    click(".picture", 0);
    expect(get).toHaveBeenCalledTimes(2);
  });
});
