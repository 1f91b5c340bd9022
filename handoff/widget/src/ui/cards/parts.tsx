/** Pieces several cards share. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { randomId } from "../../core/ids";
import { ChevronIcon } from "../icons";
import { RichText } from "../RichText";

/** A labelled line; nothing at all when there is nothing to say. */
export function Fact({ label, value }: { label: string; value: string | null }): JSX.Element | null {
  if (value === null) return null;
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>
        <RichText text={value} />
      </dd>
    </div>
  );
}

interface DisclosureProps {
  summary: ComponentChildren;
  open?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** A button and what it opens; <details> is not announced as expandable by older screen readers in web-views. */
export function Disclosure(props: DisclosureProps): JSX.Element {
  const [open, setOpen] = useState(props.open ?? false);
  const [id] = useState(() => `d-${randomId().slice(0, 8)}`);
  return (
    <div class={`disclosure ${props.class ?? ""} ${open ? "is-open" : ""}`}>
      <button
        type="button" class="disclosure-button" aria-expanded={open} aria-controls={id}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <span class="disclosure-summary">{props.summary}</span>
        <ChevronIcon />
      </button>
      <div id={id} hidden={!open}>
        {open ? props.children : null}
      </div>
    </div>
  );
}

interface PagerProps {
  count: number;
  /** Which one is shown first. */
  start?: number;
  place: (index: number, count: number) => string;
  previous: string;
  next: string;
  page: (index: number) => ComponentChildren;
}

/** Large-type mode: one thing at a time, with two big buttons. */
export function Pager(props: PagerProps): JSX.Element {
  const [index, setIndex] = useState(Math.min(Math.max(props.start ?? 0, 0), props.count - 1));
  const shown = Math.min(index, props.count - 1);
  return (
    <div class="pager">
      <p class="pager-place" aria-live="polite">
        {props.place(shown + 1, props.count)}
      </p>
      <div class="pager-page">{props.page(shown)}</div>
      <div class="pager-buttons">
        <button
          type="button" class="button" disabled={shown === 0}
          onClick={() => {
            setIndex(shown - 1);
          }}
        >
          {props.previous}
        </button>
        <button
          type="button" class="button" disabled={shown >= props.count - 1}
          onClick={() => {
            setIndex(shown + 1);
          }}
        >
          {props.next}
        </button>
      </div>
    </div>
  );
}
