/** The widget on a host page, opened by its button or by the page's own code. */
import { render } from "preact";
import type { Chat } from "../core/chat";
import { Frame } from "./Frame";
import { makeRoot } from "./root";
import { keeperFor, makeChat, type Identity } from "./session";
import { followViewport } from "./viewport";

export interface EmbedOptions {
  identity: Identity;
  hubUrl: string;
  large: boolean;
}

const FULL_SCREEN_BELOW_PX = 561;
let scrollBefore: string | null = null;

/** On a phone the panel covers the page, which must then not scroll behind it. */
function lockPage(open: boolean): void {
  const page = document.documentElement;
  if (open && scrollBefore === null && window.innerWidth < FULL_SCREEN_BELOW_PX) {
    scrollBefore = page.style.overflow;
    page.style.overflow = "hidden";
  } else if (!open && scrollBefore !== null) {
    page.style.overflow = scrollBefore;
    scrollBefore = null;
  }
}

export class Embed {
  private readonly host = document.createElement("div");
  private readonly root: HTMLElement;
  private readonly chat: Chat;
  private readonly unfollow: () => void;
  private isOpen = false;

  constructor(readonly options: EmbedOptions) {
    this.host.id = "guanjia-widget";
    document.body.appendChild(this.host);
    this.root = makeRoot(this.host);
    this.unfollow = followViewport(this.root);
    this.chat = makeChat(options.hubUrl, options.identity);
    // Somebody who chatted before the page changed should hear of an answer without opening the panel.
    if (keeperFor(options.hubUrl).any()) this.chat.start();
    this.draw();
  }

  open(): void {
    this.chat.start();
    this.isOpen = true;
    this.draw();
  }

  close(): void {
    this.isOpen = false;
    this.draw();
  }

  destroy(): void {
    lockPage(false);
    this.chat.stop();
    this.unfollow();
    render(null, this.root);
    this.host.remove();
  }

  private draw(): void {
    lockPage(this.isOpen);
    const open = (): void => {
      this.open();
    };
    const close = (): void => {
      this.close();
    };
    render(<Frame chat={this.chat} large={this.options.large} open={this.isOpen} onOpen={open} onClose={close} />, this.root);
  }
}
