/** Builds a chat from what the host page gives. */
import { ChatApi, type IdentitySource } from "../api/client";
import { Chat } from "../core/chat";
import { userOf } from "../core/ids";
import { SessionKeeper } from "../core/session";
import { browserStore } from "../core/storage";

/** Signed by the site's server: `user_id|exp|nonce|sig`. A function is asked again when the session has run out. */
export type Identity = string | (() => string | Promise<string>);

export const local = browserStore(() => window.localStorage);
export const tab = browserStore(() => window.sessionStorage);

export function apiBase(hubUrl: string): string {
  return `${hubUrl.replace(/\/+$/, "")}/api/v1`;
}

export function keeperFor(hubUrl: string): SessionKeeper {
  return new SessionKeeper(tab, apiBase(hubUrl));
}

/** `user`: whose identity a function will give, where that is known. */
export function makeChat(hubUrl: string, identity: Identity, user: string | null = null): Chat {
  const ask = async (): Promise<string> => (typeof identity === "string" ? identity : await identity());
  const source: IdentitySource = { user: user ?? (typeof identity === "string" ? userOf(identity) : null), ask };
  return new Chat(new ChatApi(apiBase(hubUrl), source, keeperFor(hubUrl)), local);
}
