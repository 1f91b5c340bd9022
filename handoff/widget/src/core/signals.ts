/** The small signals to the desk: "is writing", "has read". Losing one does no harm, so none of them is ever an error. */

export interface SignalPort {
  typing(): Promise<void>;
  read(seq: number): Promise<void>;
}

const TYPING_EVERY_MS = 3_000;

export class Signals {
  private readSent = 0;
  private lastTyping = 0;

  constructor(
    private readonly port: SignalPort,
    private readonly now: () => number,
  ) {}

  typing(): void {
    if (this.now() - this.lastTyping < TYPING_EVERY_MS) return;
    this.lastTyping = this.now();
    this.port.typing().catch(() => undefined);
  }

  read(seq: number): void {
    const before = this.readSent;
    if (seq <= before) return;
    this.readSent = seq;
    this.port.read(seq).catch(() => {
      this.readSent = before;
    });
  }
}
