/** Sends the outbox in order, one text at a time: a text goes out only after the one before it is confirmed or has failed for good. */
import { asProblem, type HubProblem } from "../api/errors";
import type { ChatMessage } from "../wire";
import { backoff } from "./live";
import type { Outbox, Outgoing } from "./outbox";
import { Pause } from "./pause";

export interface SenderEvents {
  onChange(): void;
  onDelivered(message: ChatMessage): void;
  onEnd(problem: HubProblem): void;
}

/** After so many refusals of one text by a hub that can be reached, the customer decides. */
const MOST_TRIES = 5;

export class Sender {
  private busy = false;
  private stopped = false;
  private tries = 0;
  private trying = "";
  private readonly pause = new Pause();

  constructor(
    private readonly outbox: Outbox,
    private readonly post: (item: Outgoing) => Promise<ChatMessage>,
    private readonly events: SenderEvents,
    private readonly random: () => number = Math.random,
  ) {}

  /** Send what waits. While that is going on already, it only cuts a back-off short. */
  flush(): void {
    if (this.busy) this.pause.end();
    else if (!this.stopped) void this.run();
  }

  stop(): void {
    this.stopped = true;
    this.pause.end();
  }

  private async run(): Promise<void> {
    this.busy = true;
    for (let item = this.outbox.next(); item !== null && !this.stopped; item = this.outbox.next()) {
      if (item.id !== this.trying) [this.trying, this.tries] = [item.id, 0];
      await this.sendOne(item);
    }
    this.busy = false;
  }

  private async sendOne(item: Outgoing): Promise<void> {
    this.outbox.mark(item.id, "sending");
    this.events.onChange();
    try {
      const message = await this.post(item);
      this.outbox.mark(item.id, "sent");
      this.events.onDelivered(message);
    } catch (error) {
      await this.afterFailure(item, asProblem(error));
    }
  }

  private async afterFailure(item: Outgoing, problem: HubProblem): Promise<void> {
    if (problem.kind === "expired") {
      this.outbox.mark(item.id, "waiting");
      this.stopped = true;
      this.events.onEnd(problem);
      return;
    }
    this.tries += 1;
    const hopeless = !problem.passing || (problem.kind !== "offline" && this.tries >= MOST_TRIES);
    this.outbox.mark(item.id, hopeless ? "failed" : "waiting", hopeless ? problem.words : null);
    this.events.onChange();
    if (hopeless) return;
    const asked = problem.retryAfter === null ? 0 : Math.min(problem.retryAfter, 60) * 1000;
    await this.pause.wait(Math.max(asked, backoff(this.tries, this.random())));
  }
}
