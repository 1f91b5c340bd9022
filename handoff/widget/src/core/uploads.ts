/**
 * Files chosen for the next message: each goes up at once and shows how far it is; the message then only names them. They live in this
 * page: what is not sent before a reload has to be chosen again (the hub throws away what no message names).
 */
import { asProblem, type HubProblem } from "../api/errors";
import type { Attachment } from "../wire";
import { words } from "../ui/words";

export const MOST_FILES = 9;
export const MOST_BYTES = 10 * 1024 * 1024;
export const ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.heic";

export type UploadState = "uploading" | "ready" | "failed";

export interface Pending {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly state: UploadState;
  /** 0 to 1. */
  readonly progress: number;
  readonly problem: string | null;
  /** Trying the same file again may succeed. */
  readonly again: boolean;
  /** Address of the picture on this device. */
  readonly preview: string | null;
  readonly attachment: Attachment | null;
}

export type Post = (file: File, onProgress: (done: number) => void, stop: AbortSignal | undefined) => Promise<Attachment>;

export interface Taken {
  attachment: Attachment;
  preview: string | null;
}

interface Entry {
  file: File;
  pending: Pending;
  abort: AbortController | null;
}

export class Uploads {
  private entries: Entry[] = [];
  private count = 0;

  constructor(
    private readonly post: Post,
    private readonly onChange: () => void,
  ) {}

  list(): readonly Pending[] {
    return this.entries.map((entry) => entry.pending);
  }

  get busy(): boolean {
    return this.entries.some(({ pending }) => pending.state !== "ready");
  }

  /** As many as there is room for; the others are left out. */
  add(files: readonly File[]): void {
    for (const file of files.slice(0, MOST_FILES - this.entries.length)) {
      this.count += 1;
      const preview = /^image\/(jpeg|png|webp)$/.test(file.type) ? URL.createObjectURL(file) : null;
      const pending: Pending = {
        key: this.count, name: file.name, size: file.size, state: "uploading", progress: 0, problem: null, again: false, preview, attachment: null,
      };
      const entry: Entry = { file, pending, abort: null };
      this.entries.push(entry);
      const wrong = file.size > MOST_BYTES ? words.fileTooLarge : file.size === 0 ? words.fileEmpty : null;
      if (wrong === null) void this.run(entry);
      else entry.pending = { ...pending, state: "failed", problem: wrong };
    }
    this.onChange();
  }

  retry(key: number): void {
    const entry = this.entries.find(({ pending }) => pending.key === key);
    if (entry?.pending.state !== "failed") return;
    this.change(entry, { state: "uploading", progress: 0, problem: null });
    void this.run(entry);
  }

  remove(key: number): void {
    const entry = this.entries.find(({ pending }) => pending.key === key);
    if (entry === undefined) return;
    entry.abort?.abort();
    if (entry.pending.preview !== null) URL.revokeObjectURL(entry.pending.preview);
    this.entries = this.entries.filter((other) => other !== entry);
    this.onChange();
  }

  /** What is ready to be named by a message; it is gone from here afterwards. The pictures' addresses stay good. */
  take(): Taken[] {
    const ready = this.entries.filter(({ pending }) => pending.attachment !== null);
    this.entries = this.entries.filter((entry) => !ready.includes(entry));
    this.onChange();
    const taken: Taken[] = [];
    for (const { pending } of ready) if (pending.attachment !== null) taken.push({ attachment: pending.attachment, preview: pending.preview });
    return taken;
  }

  stop(): void {
    for (const entry of this.entries) entry.abort?.abort();
  }

  private async run(entry: Entry): Promise<void> {
    entry.abort = "AbortController" in window ? new AbortController() : null;
    try {
      const attachment = await this.post(
        entry.file,
        (done) => {
          this.change(entry, { progress: done });
        },
        entry.abort?.signal,
      );
      this.change(entry, { state: "ready", progress: 1, attachment });
    } catch (error) {
      const problem = asProblem(error);
      this.change(entry, { state: "failed", problem: wordsOf(problem), again: problem.passing });
    }
  }

  private change(entry: Entry, part: Partial<Pending>): void {
    if (!this.entries.includes(entry)) return;
    entry.pending = { ...entry.pending, ...part };
    this.onChange();
  }
}

function wordsOf(problem: HubProblem): string {
  if (problem.kind === "too_long") return words.fileTooLarge;
  return problem.passing ? words.fileOffline : problem.words;
}
