/** Which steps of a claim are shown at first: all that matter now, the long past and the far future folded away. */
import type { TimelineStep } from "../../wire";

export interface Course {
  readonly pastFolded: readonly TimelineStep[];
  readonly shown: readonly TimelineStep[];
  readonly laterFolded: readonly TimelineStep[];
}

/** Folding fewer than this would cost a tap and save nothing. */
const WORTH_FOLDING = 3;
const LATER_SHOWN = 1;

export function foldCourse(steps: readonly TimelineStep[]): Course {
  const ordered = [...steps].sort((a, b) => a.n - b.n);
  const firstOpen = ordered.findIndex((step) => step.state !== "done");
  const open = firstOpen < 0 ? ordered.length : firstOpen;
  const past = ordered.slice(0, Math.max(0, open - 1));
  const rest = ordered.slice(past.length);
  const firstNext = rest.findIndex((step) => step.state === "next");
  const laterFrom = firstNext < 0 ? rest.length : firstNext + LATER_SHOWN;
  const later = rest.slice(laterFrom);
  const foldPast = past.length >= WORTH_FOLDING;
  const foldLater = later.length >= WORTH_FOLDING;
  return {
    pastFolded: foldPast ? past : [],
    shown: [...(foldPast ? [] : past), ...(foldLater ? rest.slice(0, laterFrom) : rest)],
    laterFolded: foldLater ? later : [],
  };
}

/** Where large-type mode begins: the step that is open, else the last one. */
export function currentIndex(steps: readonly TimelineStep[]): number {
  const open = steps.findIndex((step) => step.state === "now" || step.state === "problem");
  if (open >= 0) return open;
  const next = steps.findIndex((step) => step.state === "next");
  return next >= 0 ? next : steps.length - 1;
}
