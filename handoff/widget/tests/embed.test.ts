import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type * as WidgetModule from "../src/widget";
import { Hub } from "./hub";

const IDENTITY = "C001|9999999999|nonce|sig";
let hub: Hub;
let widget: typeof WidgetModule;

function host(id = "guanjia-widget"): ShadowRoot {
  return document.getElementById(id)!.shadowRoot!;
}

async function until(holds: () => boolean): Promise<void> {
  await vi.waitFor(() => {
    if (!holds()) throw new Error("not yet");
  });
}

beforeEach(async () => {
  hub = new Hub();
  hub.install();
  vi.resetModules();
  widget = await import("../src/widget");
});

afterEach(() => {
  widget.destroy();
  document.body.textContent = "";
  sessionStorage.clear();
  localStorage.clear();
  vi.unstubAllGlobals();
});

describe("on somebody's page", () => {
  it("opens with an identity, shows who is there, closes and goes away", async () => {
    widget.open({ identity: IDENTITY, hubUrl: "https://hub.example/" });
    await until(() => host().querySelector(".welcome") !== null);
    expect(host().querySelector("[role=dialog]")!.textContent).toContain("您的专属管家是林晓");
    expect(hub.calls[0]).toMatchObject({ path: "/chat/sessions", body: { identity: IDENTITY } });
    void act(() => {
      widget.close();
    });
    expect(host().querySelector(".panel")!.classList.contains("is-hidden")).toBe(true);
    widget.destroy();
    expect(document.getElementById("guanjia-widget")).toBeNull();
  });

  it("says what is missing instead of opening without an identity", () => {
    expect(() => {
      widget.open({ hubUrl: "https://hub.example" });
    }).toThrow(TypeError);
    expect(document.getElementById("guanjia-widget")).toBeNull();
  });

  it("keeps one widget per page, and another person's chat replaces the first", async () => {
    widget.open({ identity: IDENTITY, hubUrl: "https://hub.example" });
    await until(() => host().querySelector(".welcome") !== null);
    widget.open({ identity: IDENTITY, hubUrl: "https://hub.example" });
    hub.conversation = "c-2";
    widget.open({ identity: "C002|9999999999|nonce|sig", hubUrl: "https://hub.example" });
    expect(document.querySelectorAll("#guanjia-widget")).toHaveLength(1);
    await until(() => hub.calls.some((call) => call.body["identity"] === "C002|9999999999|nonce|sig"));
    expect(sessionStorage.getItem("guanjia:session")).not.toContain("C002");
  });

  it("closes with Escape", async () => {
    widget.open({ identity: IDENTITY, hubUrl: "https://hub.example" });
    await until(() => host().querySelector(".welcome") !== null);
    void act(() => void host().querySelector(".panel")!.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })));
    expect(host().querySelector(".panel")!.classList.contains("is-hidden")).toBe(true);
  });

  it("fills an element of the page", async () => {
    const place = document.createElement("div");
    place.id = "place";
    document.body.appendChild(place);
    const leave = widget.mount(place, { identity: () => Promise.resolve(IDENTITY), hubUrl: "https://hub.example", large: true });
    await until(() => host("place").querySelector(".welcome") !== null);
    expect(host("place").querySelector(".app")!.classList.contains("is-large")).toBe(true);
    leave();
    expect(host("place").querySelector(".app")).toBeNull();
  });

  it("remembers the size the customer chose", async () => {
    widget.open({ identity: IDENTITY, hubUrl: "https://hub.example" });
    await until(() => host().querySelector(".welcome") !== null);
    const toggle = host().querySelector<HTMLElement>("[aria-pressed]")!;
    void act(() => {
      toggle.click();
    });
    expect(host().querySelector(".app")!.classList.contains("is-large")).toBe(true);
    widget.destroy();
    widget.open({ identity: IDENTITY, hubUrl: "https://hub.example" });
    expect(host().querySelector(".app")!.classList.contains("is-large")).toBe(true);
  });
});
