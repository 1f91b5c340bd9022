/** The widget on somebody's page: a button in the corner and the panel it opens. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../core/chat";
import { App } from "../ui/App";
import { isTouch } from "../ui/Composer";
import { ChatIcon } from "../ui/icons";
import { words } from "../ui/words";
import { local, tab } from "./session";

interface FrameProps {
  chat: Chat;
  large: boolean;
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
}

function useUnread(chat: Chat): number {
  const [unread, setUnread] = useState(chat.snapshot.unread);
  useEffect(
    () =>
      chat.subscribe((shot) => {
        setUnread(shot.unread);
      }),
    [chat],
  );
  return unread;
}

export function Frame({ chat, large, open, onOpen, onClose }: FrameProps): JSX.Element {
  const unread = useUnread(chat);
  const launcher = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(open);

  useEffect(() => {
    if (open) setOpened(true);
    else if (opened) launcher.current?.focus();
    // On touch screens the field does not take the focus (the keyboard would hide the messages); screen readers still have to follow.
    if (open && isTouch()) panel.current?.focus();
    // Focus goes back to the button only when the panel closes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);

  return (
    <>
      <button
        ref={launcher} type="button" class={`launcher ${open ? "is-hidden" : ""}`} onClick={onOpen} aria-haspopup="dialog"
        aria-expanded={open} aria-label={unread > 0 ? words.launcherUnread(unread) : words.openChat}
      >
        <ChatIcon />
        <span>{words.launcher}</span>
        {unread > 0 && (
          <span class="unread" aria-hidden="true">
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </button>
      {(open || opened) && (
        <div
          class={`panel ${open ? "" : "is-hidden"}`} role="dialog" aria-label={words.title} ref={panel} tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key === "Escape" && !event.isComposing) onClose();
          }}
        >
          <App chat={chat} local={local} tab={tab} large={large} visible={open} onClose={onClose} onChangeCustomer={null} />
        </div>
      )}
    </>
  );
}
