/** Says at any moment whether a machine or a person has the floor. */
import type { ComponentChildren, JSX } from "preact";
import type { ChatState } from "../wire";
import { ChatIcon, CloseIcon, SwitchIcon } from "./icons";
import { Avatar, Badge } from "./MessageView";
import { words } from "./words";

interface HeaderProps {
  state: ChatState | null;
  large: boolean;
  onLarge: () => void;
  onClose: (() => void) | null;
  onChangeCustomer: (() => void) | null;
}

interface Floor {
  face: ComponentChildren;
  title: ComponentChildren;
  sub: string;
}

function floorOf(state: ChatState | null): Floor {
  if (state?.floor === "butler") {
    const name = state.butler_name ?? words.butler;
    const face = <Avatar author="butler" name={name} />;
    return { face, title: [<span key="name">{name}</span>, <Badge key="badge" author="butler" />], sub: words.butlerHere };
  }
  if (state?.floor === "queue") {
    const face = (
      <span class="avatar avatar-plain" aria-hidden="true">
        <ChatIcon />
      </span>
    );
    return { face, title: words.title, sub: state.case === null ? words.queueTitle : words.caseNumber(state.case.number) };
  }
  return { face: <Avatar author="bot" name={null} />, title: [<span key="name">{words.botName}</span>, <Badge key="badge" author="bot" />], sub: words.botTagline };
}

export function Header({ state, large, onLarge, onClose, onChangeCustomer }: HeaderProps): JSX.Element {
  const { face, title, sub } = floorOf(state);
  return (
    <div class={`header on-${state?.floor ?? "bot"}`}>
      <div class="header-inner">
      {face}
      <div class="header-words">
        <h2 class="header-title">{title}</h2>
        <p class="header-sub">{sub}</p>
      </div>
      {onChangeCustomer !== null && (
        <button type="button" class="tool" onClick={onChangeCustomer} aria-label={words.changeCustomer} title={words.changeCustomer}>
          <SwitchIcon />
        </button>
      )}
      <button type="button" class="tool tool-word" aria-pressed={large} onClick={onLarge} title={large ? words.largerOff : words.largerOn}>
        {large ? words.smaller : words.larger}
      </button>
      {onClose !== null && (
        <button type="button" class="tool" onClick={onClose} aria-label={words.close} title={words.close}>
          <CloseIcon />
        </button>
      )}
      </div>
    </div>
  );
}
