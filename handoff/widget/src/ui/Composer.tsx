/** Where the customer writes. Enter sends where there is a keyboard, never in the middle of composing a Chinese word. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { COUNTER_FROM, messageLength, TEXT_LIMIT, tidy } from "../text/length";
import { SendIcon } from "./icons";
import { words } from "./words";

interface ComposerProps {
  placeholder: string;
  disabled: boolean;
  /** What was being written before a reload. */
  draft: string;
  onDraft: (text: string) => void;
  onSend: (text: string) => boolean;
  onTyping: () => void;
  /** Counts up whenever the field should take the focus. */
  focus: number;
}

/** keyCode 229 is what browsers report for keys an input method swallows; Safari ends the composition before it reports the key. */
export function sendsNow(event: KeyboardEvent, composing: boolean, touch: boolean): boolean {
  if (event.key !== "Enter" || event.shiftKey || event.altKey || touch) return false;
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return !composing && !event.isComposing && event.keyCode !== 229;
}

export function isTouch(): boolean {
  return "matchMedia" in window && window.matchMedia("(pointer: coarse)").matches;
}

function Counter({ text }: { text: string }): JSX.Element | null {
  // Counting code points costs time; a text this short cannot be near the limit.
  if (text.length < COUNTER_FROM) return null;
  const left = TEXT_LIMIT - messageLength(tidy(text));
  if (left > TEXT_LIMIT - COUNTER_FROM) return null;
  return (
    <p class={`counter ${left < 0 ? "is-over" : ""}`} role="status">
      {left < 0 ? words.over(-left) : words.left(left)}
    </p>
  );
}

export function Composer(props: ComposerProps): JSX.Element {
  const [text, setText] = useState(props.draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);
  const { draft, focus } = props;

  useEffect(() => {
    if (draft !== "") setText((now) => (now === "" ? draft : now));
  }, [draft]);

  useEffect(() => {
    if (focus > 0 && !isTouch()) field.current?.focus();
  }, [focus]);

  useLayoutEffect(() => {
    const box = field.current;
    if (box === null) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }, [text]);

  const length = messageLength(tidy(text));
  const sendable = !props.disabled && length > 0 && length <= TEXT_LIMIT;

  const write = (value: string): void => {
    setText(value);
    props.onDraft(value);
  };
  const send = (): void => {
    if (!sendable || !props.onSend(text)) return;
    write("");
    field.current?.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Counter text={text} />
      <div class="composer-row">
        <textarea
          ref={field} class="field" rows={1} value={text} placeholder={props.placeholder} disabled={props.disabled}
          aria-label={words.inputLabel} enterkeyhint={isTouch() ? "enter" : "send"}
          onInput={(event) => {
            write(event.currentTarget.value);
            props.onTyping();
          }}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={() => {
            composing.current = false;
          }}
          onKeyDown={(event) => {
            if (!sendsNow(event, composing.current, isTouch())) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send" disabled={!sendable} aria-label={words.send} title={isTouch() ? words.send : words.sendHint}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
