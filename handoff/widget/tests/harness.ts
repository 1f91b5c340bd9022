/** A chat on a fake clock against the in-memory hub. */
import { afterEach, beforeEach, vi } from "vitest";
import { ChatApi } from "../src/api/client";
import { Chat } from "../src/core/chat";
import { SessionKeeper } from "../src/core/session";
import { memoryStore, type KeyValues } from "../src/core/storage";
import { Hub } from "./hub";

export interface World {
  hub: Hub;
  /** localStorage: shared by tabs. */
  local: KeyValues;
  /** sessionStorage of the first tab. */
  tab: KeyValues;
  open: (identity?: string, tab?: KeyValues) => Chat;
}

/** Filled anew before each test. */
export const world = {} as World;
let chats: Chat[] = [];

function open(identity = "C001|9|n|s", tab = world.tab): Chat {
  const source = { user: identity.split("|")[0] ?? "", ask: () => Promise.resolve(identity) };
  const chat = new Chat(new ChatApi("https://hub.example/api/v1", source, new SessionKeeper(tab, "hub")), world.local);
  chats.push(chat);
  chat.start();
  return chat;
}

export function freshWorld(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse("2026-11-22T02:00:00Z") });
    Object.assign(world, { hub: new Hub(), local: memoryStore(), tab: memoryStore(), open });
    world.hub.install();
    chats = [];
  });
  afterEach(() => {
    for (const chat of chats) chat.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

/** Lets time go by, and everything happen that is due. */
export const settle = (ms = 50): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
export const texts = (chat: Chat): string[] => chat.snapshot.messages.map((one) => one.text);
export const pending = (chat: Chat): string[] => chat.snapshot.outgoing.map((item) => `${item.text}:${item.state}`);
/** What the hub has of the customer. */
export const said = (): string[] => world.hub.messages.filter((one) => one.author === "user").map((one) => one.text);
