/** Where the customer writes. Enter sends where there is a keyboard, never in the middle of composing a Chinese word. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { COUNTER_FROM, messageLength, TEXT_LIMIT, tidy } from "../text/length";
import { ACCEPT, MOST_FILES, type Pending } from "../core/uploads";
import { Tray } from "./Attachments";
import { ClipIcon, SendIcon } from "./icons";
import { words } from "./words";

interface ComposerProps {
  placeholder: string;
  disabled: boolean;
  /** What was being written before a reload. */
  draft: string;
  onDraft: (text: string) => void;
  onSend: (text: string) => boolean;
  onTyping: () => void;
  uploads: readonly Pending[];
  onFiles: (files: readonly File[]) => void;
  onRetryFile: (key: number) => void;
  onRemoveFile: (key: number) => void;
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
  const picker = useRef<HTMLInputElement>(null);
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
  const { uploads } = props;
  const settled = uploads.every((item) => item.state === "ready");
  const sendable = !props.disabled && settled && (length > 0 || uploads.length > 0) && length <= TEXT_LIMIT;
  const take = (files: FileList | null | undefined): boolean => {
    if (props.disabled || files === null || files === undefined || files.length === 0) return false;
    props.onFiles(Array.from(files));
    return true;
  };

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
      <Tray items={uploads} onRetry={props.onRetryFile} onRemove={props.onRemoveFile} />
      <Counter text={text} />
      <div class="composer-row">
        <button
          type="button" class="attach" disabled={props.disabled || uploads.length >= MOST_FILES} aria-label={words.attach} title={words.attach}
          onClick={() => picker.current?.click()}
        >
          <ClipIcon />
        </button>
        <input
          ref={picker} class="picker" type="file" multiple accept={ACCEPT} tabIndex={-1} aria-hidden="true"
          onChange={(event) => {
            take(event.currentTarget.files);
            // The same file may be chosen again.
            event.currentTarget.value = "";
          }}
        />
        <textarea
          ref={field} class="field" rows={1} value={text} placeholder={props.placeholder} disabled={props.disabled}
          aria-label={words.inputLabel} enterkeyhint={isTouch() ? "enter" : "send"}
          onInput={(event) => {
            write(event.currentTarget.value);
            props.onTyping();
          }}
          onPaste={(event) => {
            if (take(event.clipboardData?.files)) event.preventDefault();
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
