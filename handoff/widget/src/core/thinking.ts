/** For how long the bot is shown as thinking about the customer's last words. */
import type { Author } from "../wire";

/** The hub's turn deadline is 45 s; after that it has told the customer itself. */
const THINKING_MS = 50_000;

export class Thinking {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onEnd: () => void) {}

  /** Whether the bot thinks now, after a message of `author`. */
  after(author: Author): boolean {
    this.stop();
    if (author === "user") this.timer = setTimeout(this.onEnd, THINKING_MS);
    return author === "user";
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
