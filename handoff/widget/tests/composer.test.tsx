import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Pending } from "../src/core/uploads";
import { Composer, sendsNow } from "../src/ui/Composer";

let root: HTMLElement;
const [onFiles, onRetry, onRemove] = [vi.fn(), vi.fn(), vi.fn()];
const FILE: Pending = {
  key: 1, name: "发票.jpg", size: 5, state: "ready", progress: 1, problem: null, again: false, preview: "blob:x", attachment: null,
};

beforeEach(() => {
  root = document.createElement("div");
  document.body.appendChild(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
});

describe("composer", () => {
  const key = (part: KeyboardEventInit = {}, code = 13): KeyboardEvent => {
    const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...part });
    Object.defineProperty(event, "keyCode", { value: code });
    if (part.isComposing) Object.defineProperty(event, "isComposing", { value: true });
    return event;
  };

  it("sends on Enter, not on Shift+Enter, not on a touch screen", () => {
    expect(sendsNow(key(), false, false)).toBe(true);
    expect(sendsNow(key({ shiftKey: true }), false, false)).toBe(false);
    expect(sendsNow(key(), false, true)).toBe(false);
    expect(sendsNow(key({ key: "a" }), false, false)).toBe(false);
  });

  it("never sends in the middle of composing a word, in any browser's way of telling", () => {
    expect(sendsNow(key({ isComposing: true }), false, false)).toBe(false);
    expect(sendsNow(key({}, 229), false, false)).toBe(false);
    expect(sendsNow(key(), true, false)).toBe(false);
  });

  function compose(onSend: (text: string) => boolean, uploads: readonly Pending[] = []): HTMLTextAreaElement {
    const ignore = (): void => undefined;
    const chosen = { uploads, onFiles, onRetryFile: onRetry, onRemoveFile: onRemove };
    void act(() => {
      render(<Composer placeholder="" disabled={false} draft="" onDraft={ignore} onSend={onSend} onTyping={ignore} focus={0} {...chosen} />, root);
    });
    return root.querySelector("textarea")!;
  }

  function type(field: HTMLTextAreaElement, text: string): void {
    void act(() => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  it("keeps the text between the start and the end of a composition, then sends it", () => {
    const onSend = vi.fn(() => true);
    const field = compose(onSend);
    type(field, "nihao");
    field.dispatchEvent(new Event("compositionstart"));
    field.dispatchEvent(key());
    expect(onSend).not.toHaveBeenCalled();
    field.dispatchEvent(new Event("compositionend"));
    type(field, "你好");
    void act(() => void field.dispatchEvent(key()));
    expect(onSend).toHaveBeenCalledExactlyOnceWith("你好");
    expect(field.value).toBe("");
  });

  it("counts near the limit and refuses beyond it, keeping the text", () => {
    const onSend = vi.fn(() => true);
    const field = compose(onSend);
    type(field, "字".repeat(3_500));
    expect(root.querySelector(".counter")).toBeNull();
    type(field, "字".repeat(3_990));
    expect(root.querySelector(".counter")!.textContent).toBe("还能写 10 字");
    type(field, "字".repeat(4_012));
    expect(root.querySelector(".counter")!.textContent).toContain("超出 12 字");
    void act(() => void field.dispatchEvent(key()));
    expect(onSend).not.toHaveBeenCalled();
    expect(field.value).toHaveLength(4_012);
  });

  const submit = (): HTMLButtonElement => root.querySelector("[type=submit]")!;

  it("sends files without words, but not before they are all there", () => {
    compose(() => true, [{ ...FILE, state: "uploading", progress: 0.4 }]);
    expect(submit().disabled).toBe(true);
    expect(root.querySelector("progress")!.value).toBeCloseTo(0.4);
    compose(() => true, [FILE]);
    expect(submit().disabled).toBe(false);
    compose(() => true, [FILE, { ...FILE, key: 2, state: "failed", problem: "没传上去", again: true }]);
    expect(submit().disabled).toBe(true);
    expect(root.querySelector("[role=alert]")!.textContent).toContain("没传上去");
  });

  it("lets a file be tried again and taken away", () => {
    compose(() => true, [{ ...FILE, state: "failed", problem: "没传上去", again: true }]);
    root.querySelector<HTMLButtonElement>(".tray .link")!.click();
    root.querySelector<HTMLButtonElement>(".tray-remove")!.click();
    expect(onRetry).toHaveBeenCalledWith(1);
    expect(onRemove).toHaveBeenCalledWith(1);
  });

  it("takes what is chosen, and the same file again", () => {
    compose(() => true);
    const picker = root.querySelector<HTMLInputElement>("input[type=file]")!;
    expect(picker.accept).toContain("image/jpeg");
    const file = new File(["x"], "a.jpg", { type: "image/jpeg" });
    Object.defineProperty(picker, "files", { value: [file], configurable: true });
    picker.dispatchEvent(new Event("change"));
    expect(onFiles).toHaveBeenCalledWith([file]);
    expect(picker.value).toBe("");
  });
});
