import { describe, expect, it, vi } from "vitest";
import { memoryStore } from "../src/core/storage";
import { pending, said, settle, texts, freshWorld, world } from "./harness";
import { QUIET } from "./hub";

freshWorld();

describe("staying up to date", () => {
  it("fills a gap before it shows what came after it", async () => {
    const chat = world.open();
    await settle();
    for (const stream of world.hub.streams) stream.skipTo(2);
    world.hub.say("bot", "一");
    world.hub.say("bot", "二");
    world.hub.say("bot", "三");
    expect(texts(chat)).toEqual([]);
    await settle();
    expect(texts(chat)).toEqual(["一", "二", "三"]);
  });

  it("misses nothing over many cut streams", async () => {
    const chat = world.open();
    await settle();
    for (let i = 0; i < 60; i += 1) {
      world.hub.say(i % 3 === 0 ? "butler" : "bot", `流${i}`);
      if (i % 5 === 2) for (const stream of [...world.hub.streams]) stream.cut();
      await settle(i % 7 === 0 ? 1_500 : 100);
    }
    await settle(5_000);
    expect(texts(chat)).toEqual(Array.from({ length: 60 }, (_, i) => `流${i}`));
    expect(chat.snapshot.connected).toBe(true);
  });

  it("tells of a lost connection, but not of a hiccup", async () => {
    const chat = world.open();
    await settle();
    const seen: boolean[] = [];
    chat.subscribe((shot) => seen.push(shot.connected));
    for (const stream of [...world.hub.streams]) stream.cut();
    await settle(2_000);
    expect(seen).not.toContain(false);
    world.hub.trouble = () => new Error("down");
    for (const stream of [...world.hub.streams]) stream.cut();
    await settle(5_000);
    expect(chat.snapshot.connected).toBe(false);
    world.hub.trouble = () => null;
    await settle(40_000);
    expect(chat.snapshot.connected).toBe(true);
  });

  it("polls where there is no EventSource", async () => {
    Reflect.deleteProperty(window, "EventSource");
    const chat = world.open();
    await settle();
    world.hub.say("bot", "轮询到的");
    await settle(5_000);
    expect(texts(chat)).toEqual(["轮询到的"]);
    expect(world.hub.calls.some((call) => call.path === "/chat/tickets")).toBe(false);
  });

  it("polls when the stream never opens, without hammering the hub", async () => {
    vi.stubGlobal("EventSource", class extends EventTarget {
      close(): void {
        this.dispatchEvent(new Event("closed"));
      }
    });
    const chat = world.open();
    await settle(8_000);
    world.hub.say("bot", "到了");
    await settle(3_000);
    expect(texts(chat)).toEqual(["到了"]);
    const before = world.hub.calls.length;
    await settle(10_000);
    expect(world.hub.calls.length - before).toBeLessThan(15);
  });

  it("notices a stream that stays silent although there is news", async () => {
    const chat = world.open();
    await settle();
    for (const stream of world.hub.streams) stream.skipTo(1_000);
    world.hub.say("bot", "压住的");
    await settle(46_000);
    expect(texts(chat)).toEqual(["压住的"]);
  });

  it("gets a new session when the token has run out, one for all calls", async () => {
    const chat = world.open();
    await settle();
    world.hub.revokeAll();
    chat.setVisible(true);
    world.hub.say("bot", "a");
    chat.send("b");
    await settle(1_000);
    expect(said()).toEqual(["b"]);
    expect(world.hub.calls.filter((call) => call.path === "/chat/sessions")).toHaveLength(2);
  });

  it("never goes on with another person's conversation", async () => {
    const chat = world.open();
    await settle();
    world.hub.conversation = "c-2";
    world.hub.revokeAll();
    chat.send("给谁？");
    await settle(1_000);
    expect(chat.snapshot.phase).toBe("failed");
    expect(said()).toEqual([]);
    expect(world.local.keys("guanjia:out:c-1")).toHaveLength(1);
  });
});

describe("two tabs", () => {
  function storageEvent(key: string | null): void {
    window.dispatchEvent(Object.assign(new Event("storage"), { key }));
  }

  it("show the same, and a text sent in one is not sent twice", async () => {
    const [one, two] = [world.open(), world.open("C001|9|n|s", memoryStore())];
    await settle();
    one.send("甲");
    storageEvent(world.local.keys("guanjia:out")[0] ?? null);
    expect(pending(two)).toEqual(["甲:waiting"]);
    two.send("乙");
    await settle(20_000);
    expect(said()).toEqual(["甲", "乙"]);
    expect(texts(one)).toEqual(["甲", "乙"]);
    expect(texts(two)).toEqual(["甲", "乙"]);
    storageEvent(null);
    await settle();
    expect([...pending(one), ...pending(two)]).toEqual([]);
  });

  it("deliver what a tab that was closed left behind", async () => {
    const one = world.open();
    await settle();
    world.hub.trouble = (call) => (call.path === "/chat/messages" && call.method === "POST" ? new Error("down") : null);
    one.send("没来得及");
    await settle();
    one.stop();
    world.hub.trouble = () => null;
    world.open("C001|9|n|s", memoryStore());
    await settle(1_000);
    expect(said()).toEqual(["没来得及"]);
  });

  it("agree on a rating", async () => {
    const [one, two] = [world.open(), world.open("C001|9|n|s", memoryStore())];
    await settle();
    await one.rate("case-1", 5, "");
    storageEvent("guanjia:rated:c-1:case-1");
    expect(two.snapshot.ratings.get("case-1")).toBe(5);
  });
});

describe("small signals", () => {
  it("reports as read only what could be seen, once", async () => {
    world.hub.say("bot", "a");
    const chat = world.open();
    await settle();
    const reads = (): unknown[] => world.hub.calls.filter((call) => call.path === "/chat/read").map((call) => call.body["seq"]);
    world.hub.say("bot", "b");
    await settle();
    expect(reads()).toEqual([]);
    expect(chat.snapshot.unread).toBe(1);
    chat.setVisible(true);
    await settle();
    expect(reads()).toEqual([2]);
    expect(chat.snapshot.unread).toBe(0);
  });

  it("tells people, never the bot, that the customer is writing, and not at every key", async () => {
    const chat = world.open();
    await settle();
    chat.typing();
    world.hub.state = { ...QUIET, floor: "butler", butler_name: "林晓" };
    for (const stream of [...world.hub.streams]) stream.cut();
    await settle(3_000);
    for (let i = 0; i < 10; i += 1) chat.typing();
    await settle();
    expect(world.hub.calls.filter((call) => call.path === "/chat/typing")).toHaveLength(1);
  });

  it("shows the bot at work until it has answered, and not for ever", async () => {
    const chat = world.open();
    await settle();
    chat.send("a");
    await settle();
    expect(chat.snapshot.botThinking).toBe(true);
    world.hub.say("bot", "b");
    await settle();
    expect(chat.snapshot.botThinking).toBe(false);
    chat.send("c");
    await settle(60_000);
    expect(chat.snapshot.botThinking).toBe(false);
  });
});
