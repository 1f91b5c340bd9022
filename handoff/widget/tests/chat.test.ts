import { describe, expect, it } from "vitest";
import { pending, said, settle, texts, freshWorld, world } from "./harness";
import { problem } from "./hub";

freshWorld();

describe("opening", () => {
  it("shows the newest messages and follows the stream", async () => {
    for (let i = 1; i <= 70; i += 1) world.hub.say("bot", `旧${i}`);
    const chat = world.open();
    await settle();
    expect(chat.snapshot).toMatchObject({ phase: "ready", name: "王*明", butler: "林晓", older: "more" });
    expect(texts(chat)).toHaveLength(50);
    world.hub.say("bot", "新");
    await settle();
    expect(texts(chat).pop()).toBe("新");
    await chat.loadOlder();
    expect(texts(chat)).toHaveLength(71);
    expect(chat.snapshot.older).toBe("none");
  });

  it("uses the tab's session after a reload, and nobody else's", async () => {
    world.open();
    await settle();
    const sessions = (): number => world.hub.calls.filter((call) => call.path === "/chat/sessions").length;
    world.open();
    await settle();
    expect(sessions()).toBe(1);
    world.hub.conversation = "c-2";
    world.open("C002|9|n|s");
    await settle();
    expect(sessions()).toBe(2);
    expect(world.tab.get("guanjia:session")).not.toContain("C002");
  });

  it("tries again until the hub answers, and says so meanwhile", async () => {
    world.hub.trouble = () => new Error("network");
    const chat = world.open();
    await settle(4_000);
    expect(chat.snapshot).toMatchObject({ phase: "opening", connected: false });
    world.hub.trouble = () => null;
    await settle(30_000);
    expect(chat.snapshot).toMatchObject({ phase: "ready", connected: true });
  });

  it("says it plainly when the identity is not accepted", async () => {
    const chat = world.open("expired|1|n|s");
    await settle();
    expect(chat.snapshot.phase).toBe("failed");
    expect(chat.snapshot.problem?.words).toContain("登录已过期");
  });
});

describe("sending", () => {
  it("shows each text once: waiting, then as the hub's message", async () => {
    const chat = world.open();
    await settle();
    expect(chat.send("  住院要交啥材料 ")).toBe(true);
    expect(pending(chat)).toEqual(["住院要交啥材料:sending"]);
    await settle();
    expect(pending(chat)).toEqual([]);
    expect(texts(chat)).toEqual(["住院要交啥材料"]);
    expect(world.hub.posted()).toHaveLength(1);
  });

  it("refuses blanks and what is too long, and keeps nothing of it", async () => {
    const chat = world.open();
    await settle();
    expect(chat.send(" \n ")).toBe(false);
    expect(chat.send("长".repeat(4001))).toBe(false);
    expect(chat.send("😀".repeat(4000))).toBe(true);
    expect(chat.snapshot.outgoing).toHaveLength(1);
  });

  it("sends what was written before there was a session", async () => {
    const chat = world.open();
    chat.send("很早");
    await settle();
    expect(said()).toEqual(["很早"]);
  });

  it("repeats with the same id when the answer was lost: the hub has it once", async () => {
    const chat = world.open();
    await settle();
    let lost = 2;
    world.hub.loseAnswer = (call) => (call.path === "/chat/messages" && call.method === "POST" && lost-- > 0 ? new Error("cut") : null);
    chat.send("只要一次");
    await settle(10_000);
    expect(said()).toEqual(["只要一次"]);
    expect(texts(chat)).toEqual(["只要一次"]);
    expect(pending(chat)).toEqual([]);
    expect(new Set(world.hub.posted().map((body) => body["client_msg_id"])).size).toBe(1);
  });

  it("keeps what is written offline and sends it in order, also after a reload", async () => {
    const chat = world.open();
    await settle();
    world.hub.trouble = () => new Error("offline");
    for (let i = 0; i < 5; i += 1) chat.send(`离线${i}`);
    await settle(5_000);
    expect(pending(chat)).toHaveLength(5);
    chat.stop();
    const after = world.open();
    await settle(1_000);
    expect(pending(after)).toHaveLength(5);
    after.send("离线5");
    world.hub.trouble = () => null;
    await settle(60_000);
    expect(said()).toEqual(["离线0", "离线1", "离线2", "离线3", "离线4", "离线5"]);
    expect(pending(after)).toEqual([]);
    expect(world.local.keys("guanjia:out")).toEqual([]);
  });

  it("lets the customer decide about a refused text, and goes on with the next", async () => {
    const chat = world.open();
    await settle();
    world.hub.trouble = (call) => (call.body["text"] === "坏" ? problem(422, "请写点内容再发送") : null);
    chat.send("坏");
    chat.send("好");
    await settle();
    expect(said()).toEqual(["好"]);
    const [failed] = chat.snapshot.outgoing;
    expect(failed).toMatchObject({ state: "failed", problem: "请写点内容再发送" });
    world.hub.trouble = () => null;
    chat.retry(failed!.id);
    await settle();
    expect(said()).toEqual(["好", "坏"]);
    expect(pending(chat)).toEqual([]);
  });

  it("throws a failed text away when told to", async () => {
    const chat = world.open();
    await settle();
    world.hub.trouble = (call) => (call.method === "POST" && call.path === "/chat/messages" ? problem(413) : null);
    chat.send("x");
    await settle();
    chat.discard(chat.snapshot.outgoing[0]!.id);
    expect(chat.snapshot.outgoing).toEqual([]);
    expect(world.local.keys("guanjia:out")).toEqual([]);
  });

  it("waits as long as the hub asks, then sends", async () => {
    const chat = world.open();
    await settle();
    let busy = true;
    world.hub.trouble = (call) => (busy && call.body["text"] === "快" ? problem(429, "慢点", { "Retry-After": "10" }) : null);
    chat.send("快");
    await settle(1_000);
    busy = false;
    await settle(8_000);
    expect(said()).toEqual([]);
    await settle(3_000);
    expect(said()).toEqual(["快"]);
  });

  it("stops trying a hub that keeps failing, without losing the text", async () => {
    const chat = world.open();
    await settle();
    world.hub.trouble = (call) => (call.body["text"] === "x" ? problem(500) : null);
    chat.send("x");
    await settle(120_000);
    expect(pending(chat)).toEqual(["x:failed"]);
    expect(world.hub.posted().length).toBeLessThanOrEqual(5);
    expect(world.local.keys("guanjia:out")).toHaveLength(1);
  });
});
