/** Asks the hub for everything after the last message, one asking at a time. */
import type { ChatPage } from "../wire";
import { Pause } from "./pause";

const PAGE = 100;
const MOST_TRIES = 5;

export interface CatchUpPort {
  last(): number;
  hasGap(): boolean;
  fetch(query: { after: number; limit: number }): Promise<ChatPage>;
  take(after: number, page: ChatPage): void;
}

export class CatchUp {
  private running: Promise<boolean> | null = null;
  private readonly pause = new Pause();

  constructor(private readonly port: CatchUpPort) {}

  /** Resolves to whether the end of the feed was reached; never rejects. */
  now(): Promise<boolean> {
    this.running ??= this.fetchAll()
      .catch(() => false)
      .then((complete) => {
        this.running = null;
        return complete;
      });
    return this.running;
  }

  private async fetchAll(): Promise<boolean> {
    for (let tries = 0; tries < MOST_TRIES; ) {
      const after = this.port.last();
      const page = await this.port.fetch({ after, limit: PAGE });
      this.port.take(after, page);
      if (page.messages.length >= PAGE) continue;
      if (!this.port.hasGap()) return true;
      // The page was read before the message that showed the gap was stored: look again.
      tries += 1;
      await this.pause.wait(200 * tries);
    }
    return false;
  }
}
