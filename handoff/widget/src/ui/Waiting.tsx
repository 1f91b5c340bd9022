/** What somebody who waits for a person may do meanwhile: go on with the bot, be called back, leave. */
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { asProblem } from "../api/errors";
import { callbackSlots, windowText } from "../text/slots";
import type { ChatCase, Wish } from "../wire";
import { DeskContext } from "./context";
import { words } from "./words";

type View = "choices" | "times" | "sure";

interface Choice {
  readonly title: string;
  readonly pick: () => void;
}

function choicesOf(waiting: ChatCase, queued: boolean, view: View, now: number, show: (view: View) => void, ask: (wish: Wish) => void): Choice[] {
  const back = (title: string): Choice => ({
    title,
    pick: () => {
      show("choices");
    },
  });
  if (view === "sure") {
    const leave: Choice = {
      title: words.leaveYes,
      pick: () => {
        ask({ kind: "withdraw" });
      },
    };
    return [back(words.leaveNo), leave];
  }
  if (view === "times") {
    const times = callbackSlots(now).map(({ title, window }) => ({
      title,
      pick: () => {
        ask({ kind: "callback", window });
      },
    }));
    return [...times, back(words.back)];
  }
  const goOn: Choice = {
    title: words.goOn,
    pick: () => {
      ask({ kind: "continue" });
    },
  };
  const times: Choice = {
    title: waiting.callback === null ? words.callMe : words.changeTime,
    pick: () => {
      show("times");
    },
  };
  const leave: Choice = {
    title: words.leave,
    pick: () => {
      show("sure");
    },
  };
  return [...(queued ? [goOn] : []), times, leave];
}

interface WaitingProps {
  waiting: ChatCase;
  /** Nobody answers meanwhile: the bot may be asked to. */
  queued: boolean;
}

export function Waiting({ waiting, queued }: WaitingProps): JSX.Element {
  const { wish, now } = useContext(DeskContext);
  const [view, setView] = useState<View>("choices");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  const show = (next: View): void => {
    setProblem("");
    setView(next);
  };
  const ask = (wanted: Wish): void => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    wish(wanted).then(
      () => {
        setBusy(false);
        setView("choices");
      },
      (error: unknown) => {
        setBusy(false);
        setProblem(asProblem(error).words);
      },
    );
  };
  const heading = view === "sure" ? words.leaveSure : view === "times" ? words.callMeWhen : null;

  return (
    <div class="waiting">
      {waiting.callback !== null && <p class="notice-promise">{words.callNote(windowText(waiting.callback, now()))}</p>}
      {heading !== null && <p>{heading}</p>}
      <div class="waiting-choices">
        {choicesOf(waiting, queued, view, now(), show, ask).map(({ title, pick }) => (
          <button key={title} type="button" class="quick-item" disabled={busy} onClick={pick}>
            {title}
          </button>
        ))}
      </div>
      {problem !== "" && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
