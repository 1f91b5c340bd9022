/** The chat as a whole page: with the identity the page was given, or, at the hub's own /chat, after the demo log-in. */
import { render } from "preact";
import { asProblem, HubProblem } from "../api/errors";
import { request } from "../api/client";
import type { Chat } from "../core/chat";
import { readDemoCustomers, readTextField } from "../read";
import { App } from "../ui/App";
import { DemoLogin } from "../ui/DemoLogin";
import { words } from "../ui/words";
import type { DemoCustomer } from "../wire";
import { makeRoot } from "./root";
import { apiBase, keeperFor, local, makeChat, tab, type Identity } from "./session";
import { followViewport } from "./viewport";

const CHOICE_KEY = "guanjia:demo";

export interface PageOptions {
  hubUrl: string;
  large: boolean;
}

/** Fills `host` with the chat; returns what takes it away again. */
export function showChat(host: HTMLElement, identity: Identity, options: PageOptions): () => void {
  const root = makeRoot(host);
  root.classList.add("is-page");
  const unfollow = followViewport(root);
  const chat = makeChat(options.hubUrl, identity);
  drawChat(root, chat, options.large, null);
  return () => {
    chat.stop();
    unfollow();
    render(null, root);
    root.remove();
  };
}

/** The browser's tab tells of news while another tab is looked at. */
function followTitle(chat: Chat): void {
  const plain = document.title;
  chat.subscribe((shot) => {
    const title = shot.unread > 0 ? `（${shot.unread}）${plain}` : plain;
    if (document.title !== title) document.title = title;
  });
}

function drawChat(root: HTMLElement, chat: Chat, large: boolean, onChangeCustomer: (() => void) | null): void {
  chat.start();
  render(
    <App chat={chat} local={local} tab={tab} large={large} visible onClose={null} onChangeCustomer={onChangeCustomer} />,
    root,
  );
}

/** The hub's /chat page. */
export function showDemo(host: HTMLElement, options: PageOptions): void {
  const root = makeRoot(host);
  root.classList.add("is-page");
  followViewport(root);
  root.setAttribute("role", "main");
  const asked = /[?&]customer=([A-Za-z0-9_-]{1,32})(?:&|#|$)/.exec(window.location.href);
  const chosen = asked?.[1] ?? tab.get(CHOICE_KEY);
  if (chosen === null) void pickCustomer(root, options);
  else playCustomer(root, options, chosen);
}

function playCustomer(root: HTMLElement, options: PageOptions, ref: string): void {
  // Kept in the tab, not in the address: a reload stays with this customer, another tab can play another one.
  if (tab.get(CHOICE_KEY) !== ref) keeperFor(options.hubUrl).forget();
  tab.set(CHOICE_KEY, ref);
  window.history.replaceState(null, "", window.location.pathname);
  const signed = async (): Promise<string> => {
    const body = { customer_ref: ref };
    const identity = readTextField(await request(`${apiBase(options.hubUrl)}/demo/identities`, "POST", null, body), "identity");
    if (identity === null) throw new HubProblem("server");
    return identity;
  };
  const chat = makeChat(options.hubUrl, signed, ref);
  followTitle(chat);
  drawChat(root, chat, options.large, () => {
    chat.stop();
    tab.remove(CHOICE_KEY);
    keeperFor(options.hubUrl).forget();
    render(null, root);
    void pickCustomer(root, options);
  });
}

async function pickCustomer(root: HTMLElement, options: PageOptions): Promise<void> {
  const draw = (customers: readonly DemoCustomer[] | null, problem: string | null): void => {
    const pick = (ref: string): void => {
      render(null, root);
      playCustomer(root, options, ref);
    };
    render(<DemoLogin customers={customers} problem={problem} onPick={pick} />, root);
  };
  draw(null, null);
  try {
    const customers = readDemoCustomers(await request(`${apiBase(options.hubUrl)}/demo/customers`, "GET", null));
    draw(customers, customers.length === 0 ? words.demoEmpty : null);
  } catch (error) {
    const missing = asProblem(error).kind === "missing";
    draw(null, missing ? words.demoEmpty : words.demoFailed);
  }
}
