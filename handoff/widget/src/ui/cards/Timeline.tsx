/** The claim like a parcel on its way: where it is, who acts, latest when, what is missing. */
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { deadline, isPast, messageTime } from "../../text/time";
import type { MissingDocument, TimelineCard, TimelineStep } from "../../wire";
import { DeskContext } from "../context";
import { AlertIcon, CheckIcon } from "../icons";
import { RichText } from "../RichText";
import { actors, words } from "../words";
import { currentIndex, foldCourse } from "./course";
import { Disclosure, Fact, Pager } from "./parts";

function actorOf(step: TimelineStep): string | null {
  return step.actor_name ?? (step.actor === null ? null : (actors[step.actor] ?? null));
}

function StepNote({ step }: { step: TimelineStep }): JSX.Element {
  const { now } = useContext(DeskContext);
  const open = step.state === "now" || step.state === "problem";
  // At a problem the actor is who reported it, not who has to act next.
  const actor = step.state === "now" ? actorOf(step) : null;
  const due = step.due_at === null || step.state === "done" ? "" : deadline(step.due_at, now());
  const late = due !== "" && open && step.due_at !== null && isPast(step.due_at, now());
  return (
    <>
      {step.note !== null && (
        <p class="step-note">
          <RichText text={step.note} />
        </p>
      )}
      {(due !== "" || actor !== null) && (
        <p class="step-tags">
          {actor !== null && (
            <span class={`tag ${step.actor === "user" ? "tag-you" : ""}`}>{step.actor === "user" ? words.actsYou : words.actsNow(actor)}</span>
          )}
          {due !== "" && <span class={`tag ${late ? "tag-late" : "tag-due"}`}>{late ? words.overdue(due) : words.latest(due)}</span>}
        </p>
      )}
    </>
  );
}

function Step({ step }: { step: TimelineStep }): JSX.Element {
  const { now } = useContext(DeskContext);
  const when = step.at !== null && step.state !== "next" ? messageTime(step.at, now()) : "";
  return (
    <li class={`step step-${step.state}`} aria-current={step.state === "now" ? "step" : undefined}>
      <span class="step-dot" aria-hidden="true">
        {step.state === "done" && <CheckIcon />}
        {step.state === "problem" && <AlertIcon size={14} />}
      </span>
      <div class="step-body">
        <p class="step-head">
          <span class="step-name">{step.name}</span>
          <span class="hidden">（{words.stepState[step.state]}）</span>
          {when !== "" && <span class="step-when">{when}</span>}
        </p>
        <StepNote step={step} />
      </div>
    </li>
  );
}

function Steps({ steps }: { steps: readonly TimelineStep[] }): JSX.Element {
  return (
    <ol class="steps">
      {steps.map((step) => (
        <Step key={`${step.n}-${step.code}`} step={step} />
      ))}
    </ol>
  );
}

function FoldedSteps({ steps }: { steps: readonly TimelineStep[] }): JSX.Element {
  const { pastFolded, shown, laterFolded } = foldCourse(steps);
  return (
    <div class="course">
      {pastFolded.length > 0 && (
        <Disclosure class="fold" summary={words.doneSteps(pastFolded.length)}>
          <Steps steps={pastFolded} />
        </Disclosure>
      )}
      <Steps steps={shown} />
      {laterFolded.length > 0 && (
        <Disclosure class="fold" summary={words.laterSteps(laterFolded.length)}>
          <Steps steps={laterFolded} />
        </Disclosure>
      )}
    </div>
  );
}

function Missing({ documents }: { documents: readonly MissingDocument[] }): JSX.Element {
  return (
    <div class="missing">
      <p class="missing-title">
        <AlertIcon />
        {words.missing(documents.length)}
      </p>
      <ul>
        {documents.map((document) => (
          <li key={document.code + document.name}>
            <strong>{document.name}</strong>
            <dl>
              <Fact label={words.whyMissing} value={document.why} />
              <Fact label={words.instead} value={document.alternatives} />
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `above`: what the same speaker said just before; a headline that repeats it is left out. */
export function Timeline({ card, above }: { card: TimelineCard; above: string }): JSX.Element {
  const { large, now } = useContext(DeskContext);
  const updated = card.updated_at === null ? "" : messageTime(card.updated_at, now());
  const ordered = [...card.steps].sort((a, b) => a.n - b.n);
  return (
    <section class="card card-timeline" aria-label={card.title}>
      <header class="card-head">
        <h3>{card.title}</h3>
        {card.status !== null && <span class="chip">{card.status}</span>}
        <p class="card-sub">
          {card.product !== null && <span>{card.product}</span>}
          <span>
            {words.claimNo} {card.claim_no}
          </span>
        </p>
      </header>
      {card.headline !== null && !above.includes(card.headline) && (
        <p class="headline">
          <RichText text={card.headline} />
        </p>
      )}
      {large ? (
        <Pager
          count={ordered.length} start={currentIndex(ordered)} place={words.stepPlace} previous={words.previousStep} next={words.nextStep}
          page={(index) => <Steps steps={ordered.slice(index, index + 1)} />}
        />
      ) : (
        <FoldedSteps steps={ordered} />
      )}
      {card.missing.length > 0 && <Missing documents={card.missing} />}
      {card.next_action !== null && (
        <p class="next-action">
          <strong>{words.nextAction}</strong>
          <RichText text={card.next_action} />
        </p>
      )}
      {updated !== "" && <p class="card-foot">{words.updatedAt(updated)}</p>}
    </section>
  );
}
