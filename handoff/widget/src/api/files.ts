/** Files to and from the hub. Up with XMLHttpRequest: fetch cannot tell how far it is. */
import { HubProblem, problemOf } from "./errors";

/** Without any progress for so long the connection is dead. */
const SILENCE_MS = 45_000;
const TIMEOUT_MS = 60_000;

/** The hub's answer as JSON. Raises HubProblem. */
export function sendFile(url: string, token: string, file: File, onProgress: (done: number) => void, stop?: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    let timer = setTimeout(giveUp, SILENCE_MS);
    function giveUp(): void {
      call.abort();
    }
    const fail = (): void => {
      clearTimeout(timer);
      stop?.removeEventListener("abort", giveUp);
      reject(new HubProblem("offline"));
    };
    call.upload.onprogress = (event) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, SILENCE_MS);
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onload = () => {
      clearTimeout(timer);
      stop?.removeEventListener("abort", giveUp);
      const answer = parsed(call.responseText);
      if (call.status >= 200 && call.status < 300) resolve(answer);
      else reject(problemOf(call.status, answer, call.getResponseHeader("Retry-After")));
    };
    call.onerror = fail;
    call.onabort = fail;
    stop?.addEventListener("abort", giveUp);
    call.open("POST", url);
    call.setRequestHeader("Accept", "application/json");
    call.setRequestHeader("Authorization", `Bearer ${token}`);
    const form = new FormData();
    form.append("file", file, file.name);
    call.send(form);
  });
}

/** Raises HubProblem. */
export async function fetchFile(url: string, token: string): Promise<Blob> {
  const abort = "AbortController" in window ? new AbortController() : null;
  const timer = setTimeout(() => abort?.abort(), TIMEOUT_MS);
  const init: RequestInit = { headers: { Authorization: `Bearer ${token}` }, credentials: "omit" };
  if (abort !== null) init.signal = abort.signal;
  try {
    const response = await fetch(url, init);
    if (!response.ok) throw problemOf(response.status, null, null);
    return await response.blob();
  } catch (error) {
    throw error instanceof HubProblem ? error : new HubProblem("offline");
  } finally {
    clearTimeout(timer);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
