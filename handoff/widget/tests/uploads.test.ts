import { beforeEach, describe, expect, it, vi } from "vitest";
import { sendFile } from "../src/api/files";
import { HubProblem } from "../src/api/errors";
import { Outbox } from "../src/core/outbox";
import { Pictures } from "../src/core/pictures";
import { memoryStore } from "../src/core/storage";
import { MOST_BYTES, MOST_FILES, Uploads, type Post } from "../src/core/uploads";
import { readMessage } from "../src/read";

const DONE = { id: "f-1", name: "发票.jpg", media_type: "image/jpeg", size: 3 };
const photo = (name = "a.jpg"): File => new File(["abc"], name, { type: "image/jpeg" });
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
let changes: number;

beforeEach(() => {
  changes = 0;
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:here", revokeObjectURL: vi.fn() }));
});

function uploads(post: Post): Uploads {
  return new Uploads(post, () => {
    changes += 1;
  });
}

describe("files on their way up", () => {
  it("show how far they are and are then ready", async () => {
    let step: (done: number) => void = () => undefined;
    let finish: (value: typeof DONE) => void = () => undefined;
    const tray = uploads((_file, onProgress) => {
      step = onProgress;
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    tray.add([photo()]);
    step(0.5);
    expect(tray.list()[0]).toMatchObject({ state: "uploading", progress: 0.5, preview: "blob:here" });
    expect(tray.busy).toBe(true);
    finish(DONE);
    await settle();
    expect(tray.busy).toBe(false);
    expect(tray.take()).toEqual([{ attachment: DONE, preview: "blob:here" }]);
    expect(tray.list()).toEqual([]);
    expect(changes).toBeGreaterThan(2);
  });

  it("can be tried again after a broken connection, not after a refusal", async () => {
    const post = vi.fn<Post>().mockRejectedValueOnce(new HubProblem("offline")).mockRejectedValueOnce(new HubProblem("invalid", "只能发照片")).mockResolvedValue(DONE);
    const tray = uploads(post);
    tray.add([photo()]);
    await settle();
    expect(tray.list()[0]).toMatchObject({ state: "failed", again: true, problem: "没传上去" });
    tray.retry(1);
    await settle();
    expect(tray.list()[0]).toMatchObject({ state: "failed", again: false, problem: "只能发照片" });
  });

  it("are refused here already when they are too large or empty", () => {
    const post = vi.fn<Post>();
    const tray = uploads(post);
    const large = photo();
    Object.defineProperty(large, "size", { value: MOST_BYTES + 1 });
    tray.add([large, new File([], "b.jpg")]);
    expect(tray.list().map((item) => item.state)).toEqual(["failed", "failed"]);
    expect(post).not.toHaveBeenCalled();
  });

  it("are nine at most", () => {
    const tray = uploads(() => new Promise(() => undefined));
    tray.add(Array.from({ length: 12 }, () => photo()));
    tray.add([photo()]);
    expect(tray.list()).toHaveLength(MOST_FILES);
  });

  it("stop when they are taken away", () => {
    let stopped = false;
    const tray = uploads((_file, _progress, stop) => {
      stop?.addEventListener("abort", () => {
        stopped = true;
      });
      return new Promise(() => undefined);
    });
    tray.add([photo()]);
    tray.remove(1);
    expect(stopped).toBe(true);
    expect(tray.list()).toEqual([]);
  });
});

describe("a message with files", () => {
  it("survives a reload, damaged ones do not", () => {
    const store = memoryStore();
    new Outbox(store, "c-1", 0).add("a", "", 1, [DONE]);
    expect(new Outbox(store, "c-1", 0).next()?.files).toEqual([DONE]);
    const [key = ""] = store.keys("");
    store.set(key, JSON.stringify({ text: "", at: 1, files: ["x", { id: "../" }, null] }));
    expect(new Outbox(store, "c-1", 0).next()?.files).toEqual([]);
  });

  it("is read from the wire without trust", () => {
    const raw = { id: "m", seq: 1, author: "user", text: "", body: { kind: "text", text: "" }, at: "", attachments: [DONE, { id: "../x" }, 5] };
    expect(readMessage(raw)?.attachments).toEqual([DONE]);
    expect(readMessage({ ...raw, attachments: undefined })?.attachments).toEqual([]);
  });
});

describe("pictures", () => {
  it("are fetched once, and again after a failure", async () => {
    const fetchFile = vi.fn(() => Promise.resolve(new Blob(["x"])));
    const pictures = new Pictures(fetchFile);
    await Promise.all([pictures.get("a"), pictures.get("a")]);
    expect(fetchFile).toHaveBeenCalledTimes(1);
    fetchFile.mockRejectedValueOnce(new HubProblem("offline"));
    await expect(pictures.get("b")).rejects.toThrow("offline");
    expect(await pictures.get("b")).toBe("blob:here");
    pictures.put("c", "blob:own");
    expect(await pictures.get("c")).toBe("blob:own");
  });
});

class FakeXhr {
  static last: FakeXhr;
  upload: { onprogress: ((event: ProgressEvent) => void) | null } = { onprogress: null };
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;
  status = 0;
  responseText = "";
  headers: Record<string, string> = {};
  body: FormData | null = null;

  constructor() {
    FakeXhr.last = this;
  }

  open(): void {
    this.status = 0;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  getResponseHeader(): null {
    return null;
  }

  send(body: FormData): void {
    this.body = body;
  }

  abort(): void {
    this.onabort?.();
  }

  answer(status: number, text: string): void {
    [this.status, this.responseText] = [status, text];
    this.onload?.();
  }
}

describe("one upload", () => {
  beforeEach(() => {
    vi.stubGlobal("XMLHttpRequest", FakeXhr);
  });

  it("tells its progress and carries the token", async () => {
    const seen: number[] = [];
    const sent = sendFile("/up", "secret", photo(), (done) => seen.push(done));
    FakeXhr.last.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 4 } as ProgressEvent);
    FakeXhr.last.answer(201, JSON.stringify(DONE));
    expect(await sent).toEqual(DONE);
    expect(seen).toEqual([0.25]);
    expect(FakeXhr.last.headers["Authorization"]).toBe("Bearer secret");
    expect((FakeXhr.last.body?.get("file") as File).name).toBe("a.jpg");
  });

  it.each([[401, "expired"], [413, "too_long"], [415, "invalid"], [503, "server"]])("%s is %s", async (status, kind) => {
    const sent = sendFile("/up", "t", photo(), () => undefined);
    FakeXhr.last.answer(status, "not json");
    await expect(sent).rejects.toMatchObject({ kind });
  });

  it("is offline when the line breaks or it is stopped", async () => {
    const broken = sendFile("/up", "t", photo(), () => undefined);
    FakeXhr.last.onerror?.();
    await expect(broken).rejects.toMatchObject({ kind: "offline" });
    const abort = new AbortController();
    const stopped = sendFile("/up", "t", photo(), () => undefined, abort.signal);
    abort.abort();
    await expect(stopped).rejects.toMatchObject({ kind: "offline" });
  });
});
