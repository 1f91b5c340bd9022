/** Text as it was written: line breaks kept, web addresses tappable, everything else shown literally. */
import type { JSX } from "preact";
import { linkify } from "../text/linkify";

export function RichText({ text }: { text: string }): JSX.Element {
  return (
    <span class="text">
      {linkify(text).map((run, index) =>
        run.href === null ? (
          run.text
        ) : (
          <a key={index} href={run.href} target="_blank" rel="noopener noreferrer nofollow">
            {run.text}
          </a>
        ),
      )}
    </span>
  );
}
