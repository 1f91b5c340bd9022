/** One to five, once per case, with room for a word. */
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { asProblem } from "../../api/errors";
import { randomId } from "../../core/ids";
import { messageLength, tidy } from "../../text/length";
import type { RatingCard } from "../../wire";
import { DeskContext } from "../context";
import { CheckIcon, StarIcon } from "../icons";
import { words } from "../words";

/** The hub refuses longer comments. */
const COMMENT_LIMIT = 500;
const SCORES = [1, 2, 3, 4, 5] as const;

function Stars(props: { score: number; onPick: (score: number) => void; label: string }): JSX.Element {
  const [name] = useState(() => `r-${randomId().slice(0, 8)}`);
  return (
    <fieldset class="stars">
      <legend class="hidden">{props.label}</legend>
      {SCORES.map((score) => (
        <label key={score} class={`star ${score <= props.score ? "is-on" : ""}`}>
          <input
            type="radio" class="hidden" name={name} value={score} checked={score === props.score}
            onChange={() => {
              props.onPick(score);
            }}
          />
          <StarIcon />
          <span class="hidden">
            {score} 分，{words.rateLabels[score - 1]}
          </span>
        </label>
      ))}
      <span class="star-label" aria-hidden="true">
        {words.rateLabels[props.score - 1] ?? ""}
      </span>
    </fieldset>
  );
}

function Thanks({ score }: { score: number }): JSX.Element {
  return (
    <p class="thanks" role="status">
      <CheckIcon />
      {words.rated}
      {score > 0 && <span class="thanks-score">{words.ratedAs(score)}</span>}
    </p>
  );
}

export function Rating({ card }: { card: RatingCard }): JSX.Element {
  const { rate, ratings } = useContext(DeskContext);
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState("");
  const [state, setState] = useState<"asking" | "sending" | "sent">("asking");
  const [problem, setProblem] = useState("");
  const before = ratings.get(card.case_id);

  const submit = (event: Event): void => {
    event.preventDefault();
    const left = COMMENT_LIMIT - messageLength(comment);
    if (score === 0) {
      setProblem(words.ratePick);
    } else if (left < 0) {
      setProblem(words.over(-left));
    } else if (state === "asking") {
      setState("sending");
      setProblem("");
      rate(card.case_id, score, tidy(comment)).then(
        () => {
          setState("sent");
        },
        (error: unknown) => {
          setState("asking");
          setProblem(asProblem(error).words);
        },
      );
    }
  };

  return (
    <section class="card card-rating" aria-label={card.question}>
      <header class="card-head">
        <h3>{card.question}</h3>
      </header>
      {before !== undefined || state === "sent" ? (
        <Thanks score={before ?? score} />
      ) : (
        <form onSubmit={submit}>
          <Stars score={score} label={card.question} onPick={setScore} />
          {score > 0 && (
            <textarea
              rows={2} class="field" placeholder={words.rateComment} aria-label={words.rateComment} value={comment}
              onInput={(event) => {
                setComment(event.currentTarget.value);
              }}
            />
          )}
          {problem !== "" && (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
          {score > 0 && (
            <button type="submit" class="button button-main" disabled={state === "sending"}>
              {state === "sending" ? words.rateSending : words.rateSend}
            </button>
          )}
        </form>
      )}
    </section>
  );
}
