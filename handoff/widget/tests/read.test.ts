import { describe, expect, it } from "vitest";
import { readMessage, readPage, readReply, readSession, readState } from "../src/read";

const step = { n: 1, code: "REPORTED", name: "已报案", state: "done" };

describe("what comes over the wire", () => {
  it("reads a message as the contract has it", () => {
    const raw = { id: "1", seq: 3, client_msg_id: null, author: "butler", author_name: "林晓", kind: "text", text: "您好", at: "2026-11-22T10:00:00+08:00" };
    expect(readMessage({ ...raw, body: { kind: "text", text: "您好" } })).toMatchObject({ seq: 3, author: "butler", body: { kind: "text", text: "您好" } });
  });

  it.each([null, 1, "x", [], {}, { seq: 0, author: "bot" }, { seq: 1, author: "ghost" }, { seq: "1", author: "bot" }])("drops %j", (raw) => {
    expect(readMessage(raw)).toBeNull();
  });

  it.each([
    { kind: "card", text: "t", card: { type: "hologram" } },
    { kind: "card", text: "t", card: null },
    { kind: "card", text: "t", card: { type: "timeline", claim_no: "1", steps: [] } },
    { kind: "card", text: "t", card: { type: "timeline", claim_no: "1", steps: "many" } },
    { kind: "card", text: "t", card: { type: "checklist", title: "t", groups: [{ label: "x", items: [] }] } },
    { kind: "card", text: "t", card: { type: "policies", items: [null, 1] } },
    { kind: "card", text: "t", card: { type: "rating" } },
    { kind: "buttons", text: "t", buttons: [{ say: "x" }] },
    { kind: "video", text: "t" },
  ])("shows the text of what it cannot draw: %j", (raw) => {
    expect(readReply(raw, "plain")).toEqual({ kind: "text", text: "t" });
  });

  it("falls back to the message's text when the body has none", () => {
    expect(readReply(undefined, "plain")).toEqual({ kind: "text", text: "plain" });
  });

  it("keeps what is right in a card that is partly wrong", () => {
    const raw = { type: "timeline", claim_no: 12, title: 5, steps: [step, { n: 2 }, { ...step, state: "odd" }], missing: [{ code: "D08" }, null] };
    const reply = readReply({ kind: "card", text: "t", card: raw }, "");
    expect(reply).toMatchObject({ card: { claim_no: "12", title: "5", steps: [{ state: "done" }, { state: "next" }], missing: [{ name: "D08" }] } });
  });

  it("reads a state of any shape", () => {
    expect(readState(undefined)).toMatchObject({ floor: "bot", bot_ready: true, case: null });
    expect(readState({ floor: "moon", case: { position: 1 } })).toMatchObject({ floor: "bot", case: null });
    expect(readState({ floor: "queue", case: { number: "A1", position: 2.7, wait_minutes: null } })).toMatchObject({
      floor: "queue",
      case: { number: "A1", position: 2, wait_minutes: null, promise: null },
    });
  });

  it("reads pages and sessions", () => {
    expect(readPage({ messages: [{ seq: 9, author: "bot" }, "x"] }).last_seq).toBe(9);
    expect(readSession({ token: "t" })).toBeNull();
    expect(readSession({ token: "t", conversation_id: "c", me: { display_name: "王*明", butler_name: "林晓" } })).toMatchObject({
      display_name: "王*明",
      butler_name: "林晓",
    });
  });
});
