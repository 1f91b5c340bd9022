import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Composer, sendsNow } from "../src/ui/Composer";

let root: HTMLElement;

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

  function compose(onSend: (text: string) => boolean): HTMLTextAreaElement {
    const ignore = (): void => undefined;
    void act(() => {
      render(<Composer placeholder="" disabled={false} draft="" onDraft={ignore} onSend={onSend} onTyping={ignore} focus={0} />, root);
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
});
