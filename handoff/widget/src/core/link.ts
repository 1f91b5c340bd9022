/** Whether the customer is told that the connection is gone: not for a hiccup that is over before they have read the sentence. */
const HICCUP_MS = 2_500;

export class Link {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onLost: () => void) {}

  up(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  down(): void {
    this.timer ??= setTimeout(this.onLost, HICCUP_MS);
  }
}
