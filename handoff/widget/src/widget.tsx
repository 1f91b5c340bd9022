/**
 * widget.js. On any page:
 *   <script src="https://hub.example/widget.js" data-identity="…" defer></script>            button in the corner
 *   <script src="https://hub.example/widget.js" data-identity="…" data-page defer></script>  the whole page is the chat
 *   GuanjiaWidget.open({ identity, hubUrl, large })                                           from the page's own code
 */
import { Embed, type EmbedOptions } from "./host/embed";
import { showChat, showDemo } from "./host/page";
import type { Identity } from "./host/session";

export interface Options {
  /** Signed by the site's server; a function is asked again when it has run out. */
  identity?: Identity;
  /** Where the hub is; where this script came from, if left out. */
  hubUrl?: string;
  /** Begin in large type. The customer's own choice wins. */
  large?: boolean;
}

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
let embed: Embed | null = null;

function hubOf(given: string | undefined): string {
  const named = given ?? script?.dataset["hub"];
  if (named !== undefined && named !== "") return named;
  const link = document.createElement("a");
  link.href = script?.src ?? window.location.href;
  return `${link.protocol}//${link.host}`;
}

function embedOptions(options: Options): EmbedOptions | null {
  const identity = options.identity ?? script?.dataset["identity"];
  if (identity === undefined || identity === "") return null;
  return { identity, hubUrl: hubOf(options.hubUrl), large: options.large ?? script?.dataset["large"] !== undefined };
}

function place(options: EmbedOptions): Embed {
  const same = embed !== null && embed.options.identity === options.identity && embed.options.hubUrl === options.hubUrl;
  if (embed === null || !same) {
    embed?.destroy();
    embed = new Embed(options);
  }
  return embed;
}

/** Opens the chat panel. Raises TypeError when no identity is known. */
export function open(options: Options = {}): void {
  const known = embedOptions(options);
  if (known !== null) place(known).open();
  else if (embed !== null) embed.open();
  else throw new TypeError("GuanjiaWidget.open needs an identity");
}

export function close(): void {
  embed?.close();
}

/** Takes the widget off the page. */
export function destroy(): void {
  embed?.destroy();
  embed = null;
}

/** Fills `element` with the chat; the function returned takes it away again. Raises TypeError when no identity is known. */
export function mount(element: HTMLElement, options: Options = {}): () => void {
  const known = embedOptions(options);
  if (known === null) throw new TypeError("GuanjiaWidget.mount needs an identity");
  return showChat(element, known.identity, known);
}

function wholePage(): HTMLElement {
  const host = document.createElement("div");
  host.id = "guanjia-page";
  document.body.appendChild(host);
  return host;
}

function begin(): void {
  if (script === null || document.getElementById("guanjia-widget") !== null) return;
  const known = embedOptions({});
  if (script.dataset["page"] !== undefined) {
    if (known === null) showDemo(wholePage(), { hubUrl: hubOf(undefined), large: script.dataset["large"] !== undefined });
    else showChat(wholePage(), known.identity, known);
  } else if (known !== null) {
    place(known);
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
