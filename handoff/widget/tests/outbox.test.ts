import { describe, expect, it } from "vitest";
import { Outbox } from "../src/core/outbox";
import { browserStore, memoryStore } from "../src/core/storage";

const NOW = 3_000;
const texts = (outbox: Outbox): string[] => outbox.list().map((item) => item.text);

describe("outbox", () => {
  it("survives a reload in order", () => {
    const store = memoryStore();
    const outbox = new Outbox(store, "c-1", NOW);
    for (let i = 0; i < 12; i += 1) outbox.add(`id${i}`, `第${i}条`, 1_000);
    const after = new Outbox(store, "c-1", NOW);
    expect(texts(after)).toEqual(Array.from({ length: 12 }, (_, i) => `第${i}条`));
    expect(after.list().every((item) => item.state === "waiting")).toBe(true);
  });

  it("keeps the order when the device's clock is set back", () => {
    const store = memoryStore();
    const outbox = new Outbox(store, "c-1", NOW);
    outbox.add("a", "先", 2_000);
    outbox.add("b", "后", 1_000);
    expect(texts(new Outbox(store, "c-1", NOW))).toEqual(["先", "后"]);
  });

  it("belongs to one conversation and names nobody", () => {
    const store = memoryStore();
    new Outbox(store, "c-1", NOW).add("a", "秘密", 1);
    expect(new Outbox(store, "c-2", NOW).list()).toEqual([]);
    expect(store.keys("")).toEqual([expect.stringMatching(/^guanjia:out:c-1:\d{14}-\d{4}-a$/)]);
  });

  it("forgets what was delivered", () => {
    const store = memoryStore();
    const outbox = new Outbox(store, "c-1", NOW);
    outbox.add("a", "x", 1);
    outbox.mark("a", "sending");
    expect(store.keys("")).toHaveLength(1);
    outbox.mark("a", "sent");
    expect(store.keys("")).toHaveLength(0);
    expect(outbox.next()).toBeNull();
  });

  it("remembers a failure over a reload, and does not let it hold the next one back", () => {
    const store = memoryStore();
    const outbox = new Outbox(store, "c-1", NOW);
    outbox.add("a", "坏", 1);
    outbox.add("b", "好", 2);
    outbox.mark("a", "failed", "太长了");
    const after = new Outbox(store, "c-1", NOW);
    expect(after.list()[0]).toMatchObject({ state: "failed", problem: "太长了" });
    expect(after.next()?.id).toBe("b");
    after.mark("a", "waiting");
    expect(new Outbox(store, "c-1", NOW).next()?.id).toBe("a");
  });

  it("agrees with another tab: takes over, sees delivery, sees a failed one thrown away", () => {
    const store = memoryStore();
    const [one, two] = [new Outbox(store, "c-1", NOW), new Outbox(store, "c-1", NOW)];
    one.add("a", "甲", 1);
    one.add("b", "乙", 2);
    two.reload();
    expect(texts(two)).toEqual(["甲", "乙"]);
    one.mark("a", "sent");
    one.mark("b", "failed", "坏");
    two.reload();
    expect(two.list().map((item) => item.state)).toEqual(["sent", "failed"]);
    one.drop(new Set(["b"]));
    two.reload();
    expect(texts(two)).toEqual(["甲"]);
  });

  it("loses neither tab's text when both write at the same moment", () => {
    const store = memoryStore();
    const [one, two] = [new Outbox(store, "c-1", NOW), new Outbox(store, "c-1", NOW)];
    one.add("a", "甲", 5);
    two.add("b", "乙", 5);
    expect(texts(new Outbox(store, "c-1", NOW)).sort()).toEqual(["乙", "甲"].sort());
  });

  it("asks before it sends what is a day old, and forgets what nobody came back for", () => {
    const store = memoryStore();
    const day = 86_400_000;
    new Outbox(store, "c-1", 0).add("a", "旧", 1);
    new Outbox(store, "c-9", 0).add("b", "别人的", 1);
    const later = new Outbox(store, "c-1", 2 * day);
    expect(later.list()[0]).toMatchObject({ text: "旧", state: "failed" });
    later.reload();
    expect(later.next()).toBeNull();
    later.mark("a", "waiting");
    expect(later.next()?.id).toBe("a");
    new Outbox(store, "c-1", 40 * day);
    expect(store.keys("")).toEqual([]);
  });

  it("skips what is not readable in the store", () => {
    const store = memoryStore();
    store.set("guanjia:out:c-1:00000000000001-0001-a", "{broken");
    store.set("guanjia:out:c-1:00000000000002-0001-b", '{"text":5}');
    store.set("guanjia:out:c-1:00000000000003-0001-<img>", '{"text":"x","at":1}');
    expect(new Outbox(store, "c-1", NOW).list()).toEqual([]);
  });
});

describe("browserStore", () => {
  it("falls back to memory where storage is forbidden", () => {
    const store = browserStore(() => {
      throw new Error("SecurityError");
    });
    expect(store.set("k", "v")).toBe(false);
    expect(store.get("k")).toBe("v");
    expect(store.keys("")).toEqual(["k"]);
    store.remove("k");
    expect(store.get("k")).toBeNull();
  });

  it("falls back to memory for what no longer fits", () => {
    const full = { getItem: () => null, removeItem: () => undefined, key: () => null, length: 0 } as unknown as Storage;
    full.setItem = () => {
      throw new Error("QuotaExceededError");
    };
    const store = browserStore(() => full);
    store.set("k", "v");
    expect(store.get("k")).toBe("v");
  });
});
