/** A wait that can be cut short. */
export class Pause {
  private wake: (() => void) | null = null;

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.end();
      }, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }

  end(): void {
    this.wake?.();
  }
}
