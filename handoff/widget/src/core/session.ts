/** The session of this tab: survives a reload, dies with the tab, and is never used for another person than it was made for. */
import { userMark } from "./ids";
import type { KeyValues } from "./storage";

export interface KeptSession {
  token: string;
  conversation: string;
  name: string | null;
  /** The dedicated butler. */
  butler: string | null;
}

const KEY = "guanjia:session";

export class SessionKeeper {
  constructor(
    private readonly store: KeyValues,
    private readonly hub: string,
  ) {}

  load(user: string): KeptSession | null {
    try {
      const kept = JSON.parse(this.store.get(KEY) ?? "null") as Partial<Record<string, unknown>> | null;
      if (kept?.["hub"] !== this.hub || kept["who"] !== userMark(user)) return null;
      const { token, conversation, name, butler } = kept;
      if (typeof token !== "string" || typeof conversation !== "string") return null;
      return {
        token,
        conversation,
        name: typeof name === "string" ? name : null,
        butler: typeof butler === "string" ? butler : null,
      };
    } catch {
      return null;
    }
  }

  save(user: string, session: KeptSession): void {
    this.store.set(KEY, JSON.stringify({ ...session, hub: this.hub, who: userMark(user) }));
  }

  /** Whether this tab has chatted before (for any person): then the closed widget listens for news at once. */
  any(): boolean {
    return this.store.get(KEY) !== null;
  }

  forget(): void {
    this.store.remove(KEY);
  }
}
