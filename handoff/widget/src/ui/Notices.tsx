/** The lines between header and messages: waiting for a person, bot on its way, connection lost, chat over. */
import type { JSX } from "preact";
import type { Snapshot } from "../core/snapshot";
import { AlertIcon } from "./icons";
import { stateLine } from "./stateline";
import { Waiting } from "./Waiting";
import { words } from "./words";

function Standing({ shot }: { shot: Snapshot }): JSX.Element | null {
  const line = stateLine(shot.state);
  if (line === null || shot.phase !== "ready") return null;
  return (
    <div class={`notice notice-${line.tone}`}>
      <span class="pulse" aria-hidden="true" />
      <div>
        {line.tone === "joining" ? (
          <p>{line.title}</p>
        ) : (
          <>
            <p class="notice-facts">
              {[line.title, ...line.facts].map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
            </p>
            {line.promise !== null && <p class="notice-promise">{line.promise}</p>}
          </>
        )}
      </div>
    </div>
  );
}

interface NoticesProps {
  shot: Snapshot;
  onRetry: () => void;
}

export function Notices({ shot, onRetry }: NoticesProps): JSX.Element {
  const over = shot.phase === "failed" ? shot.problem : null;
  const open = shot.state?.case ?? null;
  const waiting = shot.phase === "ready" && open?.can_withdraw === true ? open : null;
  const expired = over?.kind === "expired";
  return (
    <div class="notices">
      <div role="status">
        <Standing shot={shot} />
        {over === null && !shot.connected && (
          <div class="notice notice-lost">
            <AlertIcon />
            <p>{words.lost}</p>
          </div>
        )}
      </div>
      {waiting !== null && (
        <div class="notice notice-waiting">
          <Waiting key={waiting.number} waiting={waiting} queued={shot.state?.floor === "queue"} />
        </div>
      )}
      {over !== null && (
        <div class="notice notice-over" role="alert">
          <AlertIcon />
          <p>{over.words}</p>
          <button
            type="button" class="button"
            onClick={() => {
              if (expired) window.location.reload();
              else onRetry();
            }}
          >
            {expired ? words.reload : words.tryAgain}
          </button>
        </div>
      )}
    </div>
  );
}
