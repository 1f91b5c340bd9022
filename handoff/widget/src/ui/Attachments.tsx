/** Files: those chosen for the next message, and those of a message. */
import type { JSX } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Pending } from "../core/uploads";
import type { Attachment } from "../wire";
import { DeskContext } from "./context";
import { CloseIcon, FileIcon } from "./icons";
import { words } from "./words";

/** What browsers can draw; HEIC and PDF are offered for saving. */
const DRAWN = /^image\/(jpeg|png|webp)$/;

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function Picture({ file }: { file: Attachment }): JSX.Element {
  const { pictures } = useContext(DeskContext);
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const [large, setLarge] = useState(false);
  const load = (): (() => void) => {
    let gone = false;
    setFailed(false);
    pictures.get(file.id).then(
      (found) => {
        if (!gone) setAddress(found);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
    };
  };
  useEffect(load, [file.id, pictures]);
  if (failed) {
    return (
      <button type="button" class="picture is-failed" onClick={load}>
        {words.pictureFailed}
      </button>
    );
  }
  return (
    <button
      type="button" class={`picture ${large ? "is-large" : ""}`} aria-expanded={large} aria-label={words.picture(file.name)}
      onClick={() => {
        setLarge(!large);
      }}
    >
      {address === null ? <span class="picture-wait" /> : <img src={address} alt={file.name} />}
    </button>
  );
}

function Saved({ file }: { file: Attachment }): JSX.Element {
  const { pictures } = useContext(DeskContext);
  const [failed, setFailed] = useState(false);
  return (
    <button
      type="button" class="file"
      onClick={() => {
        setFailed(false);
        pictures.save(file.id, file.name).catch(() => {
          setFailed(true);
        });
      }}
    >
      <FileIcon />
      <span class="file-name">{file.name}</span>
      <span class="file-size">{failed ? words.pictureFailed : sizeOf(file.size)}</span>
    </button>
  );
}

/** The files of one message. */
export function Files({ files }: { files: readonly Attachment[] }): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <div class="files">
      {files.map((file) => (DRAWN.test(file.media_type) ? <Picture key={file.id} file={file} /> : <Saved key={file.id} file={file} />))}
    </div>
  );
}

interface TrayProps {
  items: readonly Pending[];
  onRetry: (key: number) => void;
  onRemove: (key: number) => void;
}

/** The files chosen for the next message, with how far each is. */
export function Tray({ items, onRetry, onRemove }: TrayProps): JSX.Element | null {
  if (items.length === 0) return null;
  return (
    <ul class="tray" aria-label={words.tray}>
      {items.map((item) => (
        <li key={item.key} class={`tray-item is-${item.state}`}>
          {item.preview === null ? <FileIcon /> : <img src={item.preview} alt="" />}
          <span class="tray-name">{item.name}</span>
          {item.state === "uploading" && (
            <progress value={item.progress} max={1} aria-label={words.uploading(item.name)} />
          )}
          {item.state === "failed" && (
            <span class="tray-problem" role="alert">
              {item.problem}
              {item.again && (
                <button
                  type="button" class="link"
                  onClick={() => {
                    onRetry(item.key);
                  }}
                >
                  {words.uploadAgain}
                </button>
              )}
            </span>
          )}
          <button
            type="button" class="tray-remove" aria-label={words.removeFile(item.name)}
            onClick={() => {
              onRemove(item.key);
            }}
          >
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}
