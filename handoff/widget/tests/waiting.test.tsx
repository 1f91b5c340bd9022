import { h, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubProblem } from "../src/api/errors";
import { readState } from "../src/read";
import { callbackSlots, windowText } from "../src/text/slots";
import { DeskContext, type Desk } from "../src/ui/context";
import { stateLine } from "../src/ui/stateline";
import { Waiting } from "../src/ui/Waiting";
import type { ChatCase, Wish } from "../src/wire";
import { freshWorld, settle, world } from "./harness";
import { QUIET } from "./hub";

const NOW = Date.parse("2026-11-23T12:10:00+08:00");
const WAITING: ChatCase = {
  number: "A1", status: "waiting", position: 2, wait_minutes: 12, promise: "管家会在 5 分钟内回复您。",
  wait_text: "前面还有 1 位，大约 6–12 分钟轮到您。", can_withdraw: true, callback: null, continues: false,
};

describe("times to be called back", () => {
  it("offers the near hour first, then usual times, in China's day", () => {
    expect(callbackSlots(NOW).map((slot) => slot.title)).toEqual(["今天 13:00–14:00", "今天 18:00–20:00", "明天 9:00–11:00", "明天 14:00–16:00"]);
    expect(callbackSlots(NOW)[0]?.window).toEqual({ from: "2026-11-23T13:00:00+08:00", until: "2026-11-23T14:00:00+08:00" });
  });
  it("offers nothing at night, and everything lies ahead at any time of the day", () => {
    expect(callbackSlots(Date.parse("2026-11-23T22:30:00+08:00")).map((slot) => slot.title)[0]).toBe("明天 9:00–11:00");
    for (let hour = 0; hour < 24; hour += 0.25) {
      const now = Date.parse("2026-11-23T00:00:00+08:00") + hour * 3_600_000;
      const slots = callbackSlots(now);
      expect(slots.length).toBeGreaterThanOrEqual(3);
      for (const { window } of slots) {
        expect(Date.parse(window.from)).toBeGreaterThan(now);
        expect(Date.parse(window.until)).toBeGreaterThan(Date.parse(window.from));
      }
    }
  });
  it("says nothing for what is no time", () => {
    expect(windowText({ from: "soon", until: "later" }, NOW)).toBe("");
  });
});

describe("the line above the messages", () => {
  it("says place and time in the hub's own sentence", () => {
    expect(stateLine({ ...QUIET, floor: "queue", case: WAITING })).toMatchObject({ facts: [], promise: WAITING.wait_text });
    expect(stateLine({ ...QUIET, floor: "queue", case: { ...WAITING, wait_text: WAITING.promise } })?.facts).toHaveLength(2);
  });
  it("says that the bot keeps company meanwhile", () => {
    expect(stateLine({ ...QUIET, case: { ...WAITING, continues: true } })?.title).toBe("已请真人管家，小管家先陪您");
  });
  it("takes an older or broken hub for one that allows nothing", () => {
    const state = readState({ floor: "queue", case: { number: "A1", callback: { from: 7 }, can_withdraw: "yes" } });
    expect(state.case).toMatchObject({ can_withdraw: false, callback: null, continues: false, wait_text: null });
  });
});

describe("what somebody who waits may do", () => {
  let root: HTMLElement;
  let wishes: Wish[];
  let answer: () => Promise<void>;
  beforeEach(() => {
    root = document.createElement("div");
    document.body.append(root);
    wishes = [];
    answer = () => Promise.resolve();
  });
  afterEach(() => {
    render(null, root);
    root.remove();
  });
  const draw = (waiting: ChatCase): void => {
    const desk = { large: false, now: () => NOW, wish: (wish: Wish) => (wishes.push(wish), answer()), ratings: new Map() } as unknown as Desk;
    void act(() => {
      render(h(DeskContext.Provider, { value: desk }, h(Waiting, { waiting, queued: !waiting.continues })), root);
    });
  };
  const buttons = (): string[] => [...root.querySelectorAll("button")].map((button) => button.textContent);
  const press = async (title: string): Promise<void> => {
    await act(async () => {
      [...root.querySelectorAll("button")].find((button) => button.textContent === title)?.click();
      await Promise.resolve();
    });
  };

  it("goes on with the bot", async () => {
    draw(WAITING);
    expect(buttons()).toEqual(["边等边问小管家", "约个时间回电", "先不用管家了"]);
    await press("边等边问小管家");
    expect(wishes).toEqual([{ kind: "continue" }]);
    draw({ ...WAITING, continues: true });
    expect(buttons()).toEqual(["约个时间回电", "先不用管家了"]);
  });
  it("asks once more before leaving", async () => {
    draw(WAITING);
    await press("先不用管家了");
    expect(wishes).toEqual([]);
    expect(buttons()).toEqual(["再等等", "不用了"]);
    await press("再等等");
    expect(buttons()).toHaveLength(3);
    await press("先不用管家了");
    await press("不用了");
    expect(wishes).toEqual([{ kind: "withdraw" }]);
  });
  it("arranges a call, and says what the hub says when it cannot", async () => {
    draw(WAITING);
    await press("约个时间回电");
    answer = () => Promise.reject(new HubProblem("invalid", "这段时间管家不在班，请选服务时段里的时间。"));
    await press("明天 9:00–11:00");
    expect(root.querySelector("[role=alert]")?.textContent).toContain("不在班");
    answer = () => Promise.resolve();
    await press("明天 14:00–16:00");
    expect(wishes[wishes.length - 1]).toEqual({ kind: "callback", window: { from: "2026-11-24T14:00:00+08:00", until: "2026-11-24T16:00:00+08:00" } });
    draw({ ...WAITING, callback: { from: "2026-11-24T14:00:00+08:00", until: "2026-11-24T16:00:00+08:00" } });
    expect(root.textContent).toContain("管家会在 明天 14:00–16:00 给您回电");
    expect(buttons()).toContain("改个时间");
  });
});

describe("wishes on their way to the hub", () => {
  freshWorld();
  it("takes the hub's new state, and tells its refusal", async () => {
    const chat = world.open();
    await settle();
    const after = { ...QUIET, case: { ...WAITING, continues: true } };
    world.hub.trouble = (call) => (call.path === "/chat/continue" ? new Response(JSON.stringify(after), { status: 200 }) : null);
    await chat.wish({ kind: "continue" });
    expect(chat.snapshot.state?.case?.continues).toBe(true);
    world.hub.trouble = (call) =>
      call.path === "/chat/withdraw" ? new Response(JSON.stringify({ detail: "我们不放心您一个人，管家正在赶来。" }), { status: 409 }) : null;
    await expect(chat.wish({ kind: "withdraw" })).rejects.toMatchObject({ words: "我们不放心您一个人，管家正在赶来。" });
    vi.clearAllTimers();
  });
});
