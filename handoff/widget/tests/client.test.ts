import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChatApi } from "../src/api/client";
import { HubProblem, problemOf } from "../src/api/errors";
import { randomId, userMark, userOf } from "../src/core/ids";
import { backoff } from "../src/core/live";
import { SessionKeeper } from "../src/core/session";
import { memoryStore } from "../src/core/storage";
import { Hub } from "./hub";

describe("problems", () => {
  it.each([
    [401, "expired"], [404, "missing"], [409, "conflict"], [413, "too_long"], [422, "invalid"], [400, "invalid"], [429, "busy"], [500, "server"], [503, "server"],
  ] as const)("status %i is %s, with Chinese words", (status, kind) => {
    const found = problemOf(status, { detail: "boom at line 3" }, null);
    expect(found.kind).toBe(kind);
    expect(found.words).toMatch(/[\u4e00-\u9fff]/);
    expect(found.words).not.toContain("boom");
  });

  it("passes on the hub's own sentence about what the customer did, and never a server's", () => {
    expect(problemOf(422, { detail: "请写点内容再发送" }, null).words).toBe("请写点内容再发送");
    expect(problemOf(500, { detail: "数据库坏了" }, null).words).not.toContain("数据库");
  });

  it("tells what may pass from what will not", () => {
    expect([500, 429].map((status) => problemOf(status, null, null).passing)).toEqual([true, true]);
    expect([401, 413, 422].map((status) => problemOf(status, null, null).passing)).toEqual([false, false, false]);
    expect(problemOf(429, null, "7").retryAfter).toBe(7);
    expect(problemOf(429, null, "soon").retryAfter).toBeNull();
  });
});

describe("sessions", () => {
  let hub: Hub;

  beforeEach(() => {
    hub = new Hub();
    hub.install();
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  function api(ask: () => Promise<string>, store = memoryStore()): ChatApi {
    return new ChatApi("https://hub.example/api/v1", { user: null, ask }, new SessionKeeper(store, "hub"));
  }

  it("asks for a newer identity when the session has run out", async () => {
    let asked = 0;
    const one = api(() => Promise.resolve(`C001|${(asked += 1)}|n|s`));
    await one.open();
    hub.revokeAll();
    await Promise.all([one.read(1), one.read(2), one.messages({ after: 0 })]);
    expect(asked).toBe(2);
    expect(hub.calls.filter((call) => call.path === "/chat/sessions")).toHaveLength(2);
  });

  it("gives up clearly when the newer identity is not accepted either", async () => {
    const identities = ["C001|1|n|s", "expired|1|n|s"];
    const one = api(() => Promise.resolve(identities.shift() ?? ""));
    await one.open();
    hub.revokeAll();
    await expect(one.read(1)).rejects.toMatchObject({ kind: "expired" });
  });

  it("puts no identity and no token into an address", async () => {
    const one = api(() => Promise.resolve("C001|1|n|s"));
    await one.open();
    const address = await one.streamAddress(7);
    expect(address).toMatch(/\/chat\/stream\?ticket=[^&]+&after=7$/);
    expect(address).not.toContain("C001");
    expect(address).not.toContain("token-");
  });

  it("calls an answer that is no session a server's problem", async () => {
    hub.trouble = () => new Response("<html>proxy</html>", { status: 200 });
    await expect(api(() => Promise.resolve("C001|1|n|s")).open()).rejects.toBeInstanceOf(HubProblem);
  });
});

describe("ids", () => {
  it("fit the contract and do not repeat", () => {
    const made = new Set(Array.from({ length: 2_000 }, randomId));
    expect(made.size).toBe(2_000);
    for (const id of made) expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  });

  it("tell users apart by user id alone", () => {
    expect(userOf("a|b|1|n|s")).toBe("a|b");
    expect(userMark(userOf("C001|1|n|s"))).toBe(userMark(userOf("C001|2|m|t")));
    expect(userMark("C001")).not.toBe(userMark("C002"));
    expect(userMark("C001")).not.toContain("C001");
  });
});

describe("back-off", () => {
  it("doubles up to half a minute and spreads the clients", () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((n) => backoff(n, 0.999_99))).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(backoff(3, 0)).toBe(2000);
  });
});
