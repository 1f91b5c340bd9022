/** One message. Who speaks can be told by side, colour, face and badge, and is read out by screen readers. */
import { Component, type JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import type { Outgoing } from "../core/outbox";
import type { Button, ChatMessage } from "../wire";
import { Files } from "./Attachments";
import { CardView } from "./cards/Card";
import { DeskContext } from "./context";
import { AlertIcon, BotIcon } from "./icons";
import { RichText } from "./RichText";
import type { Tick } from "./thread";
import { words } from "./words";

export function Avatar({ author, name }: { author: "bot" | "butler"; name: string | null }): JSX.Element {
  return (
    <span class={`avatar avatar-${author}`} aria-hidden="true">
      {author === "bot" ? <BotIcon /> : (name ?? words.butler).charAt(0)}
    </span>
  );
}

export function Badge({ author }: { author: "bot" | "butler" }): JSX.Element {
  return <span class={`badge badge-${author}`}>{author === "bot" ? words.botBadge : words.butlerBadge}</span>;
}

function spoken(message: ChatMessage): string {
  if (message.author === "user") return words.youSaid;
  if (message.author === "bot") return words.botSaid;
  return message.author === "butler" ? words.butlerSaid(message.author_name ?? "") : words.systemSaid;
}

function Buttons({ buttons }: { buttons: readonly Button[] }): JSX.Element {
  const { say } = useContext(DeskContext);
  const [tapped, setTapped] = useState(-1);
  return (
    <div class="choices">
      {buttons.map((button, index) => (
        <button
          key={index} type="button" class={`choice ${index === tapped ? "is-tapped" : ""}`} disabled={index === tapped}
          onClick={() => {
            if (!say(button.say)) return;
            setTapped(index);
            // Long enough to swallow a double tap, short enough to ask the same again.
            setTimeout(() => {
              setTapped(-1);
            }, 1200);
          }}
        >
          {button.title}
        </button>
      ))}
    </div>
  );
}

function Body({ message, above }: { message: ChatMessage; above: string }): JSX.Element {
  const { body } = message;
  if (body.kind === "card") return <CardView card={body.card} above={above} />;
  return (
    <>
      {body.text !== "" && (
        <div class="bubble">
          <RichText text={body.text} />
        </div>
      )}
      <Files files={message.attachments} />
      {body.kind === "buttons" && <Buttons buttons={body.buttons} />}
    </>
  );
}

interface MessageProps {
  message: ChatMessage;
  first: boolean;
  above?: string;
  tick: Tick["kind"] | null;
}

export class MessageView extends Component<MessageProps> {
  override shouldComponentUpdate(next: MessageProps): boolean {
    const now = this.props;
    return next.message !== now.message || next.first !== now.first || next.above !== now.above || next.tick !== now.tick;
  }

  override render({ message, first, above = "", tick }: MessageProps): JSX.Element {
    const { author, author_name: name } = message;
    if (author === "system") {
      return (
        <div class={`system ${message.body.kind === "card" ? "has-card" : ""}`}>
          <span class="hidden">{words.systemSaid}：</span>
          {message.body.kind === "card" ? <CardView card={message.body.card} /> : <RichText text={message.body.text} />}
          {message.body.kind === "buttons" && <Buttons buttons={message.body.buttons} />}
        </div>
      );
    }
    const speaker = author === "user" ? null : author;
    return (
      <div class={`message by-${author} ${first ? "is-first" : ""}`}>
        {speaker !== null && first && <Avatar author={speaker} name={name} />}
        <div class="message-main">
          {speaker !== null && first && (
            <p class="speaker" aria-hidden="true">
              {speaker === "bot" ? words.botName : (name ?? words.butler)}
              <Badge author={speaker} />
            </p>
          )}
          <span class="hidden">{spoken(message)}：</span>
          <Body message={message} above={above} />
          {tick !== null && <p class="tick">{tick === "read" ? words.read : words.sent}</p>}
        </div>
      </div>
    );
  }
}

interface OutgoingProps {
  item: Outgoing;
  first: boolean;
  connected: boolean;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

export function OutgoingView({ item, first, connected, onRetry, onDiscard }: OutgoingProps): JSX.Element {
  const failed = item.state === "failed";
  const status = item.state === "sent" ? words.sent : connected ? words.sending : words.waiting;
  return (
    <div class={`message by-user is-outgoing ${first ? "is-first" : ""} ${failed ? "is-failed" : ""}`}>
      <div class="message-main">
        <span class="hidden">{words.youSaid}：</span>
        {item.text !== "" && (
          <div class="bubble">
            <RichText text={item.text} />
          </div>
        )}
        <Files files={item.files} />
        {failed ? (
          <p class="tick tick-failed" role="alert">
            <AlertIcon size={14} />
            <span>{item.problem ?? words.failed}</span>
            <button
              type="button" class="link"
              onClick={() => {
                onRetry(item.id);
              }}
            >
              {words.retry}
            </button>
            <button
              type="button" class="link"
              onClick={() => {
                onDiscard(item.id);
              }}
            >
              {words.discard}
            </button>
          </p>
        ) : (
          <p class="tick">{status}</p>
        )}
      </div>
    </div>
  );
}
