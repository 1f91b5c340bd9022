/** The messages, oldest first. Stays at the newest unless the customer scrolled up; loading older ones does not move what is read. */
import { Component, createRef, type ComponentChildren, type JSX } from "preact";
import type { Snapshot } from "../core/snapshot";
import { DownIcon } from "./icons";
import { Avatar, MessageView, OutgoingView } from "./MessageView";
import { arrange, tickOf } from "./thread";
import { words } from "./words";

interface LogProps {
  shot: Snapshot;
  large: boolean;
  now: number;
  /** Drawn above the first message. */
  children: ComponentChildren;
  onOlder: () => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

interface LogState {
  /** Something new came while the customer was reading further up. */
  news: boolean;
  atEnd: boolean;
}

interface Place {
  height: number;
  top: number;
  firstSeq: number;
}

const NEAR_END_PX = 80;
const ABOVE_NEW_PX = 8;

function firstSeq(shot: Snapshot): number {
  return shot.messages[0]?.seq ?? 0;
}

function Typing({ shot }: { shot: Snapshot }): JSX.Element | null {
  const { state, botThinking } = shot;
  const person = state?.floor === "butler" && state.typing;
  const bot = state?.floor === "bot" && state.bot_ready && botThinking;
  const name = state?.butler_name ?? null;
  if (!person && !bot) return null;
  return (
    <div class={`message is-first by-${person ? "butler" : "bot"} typing`} role="status">
      <Avatar author={person ? "butler" : "bot"} name={name} />
      <div class="message-main">
        <div class="bubble">
          {person ? words.butlerTyping(name ?? words.butler) : words.botTyping}
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        </div>
      </div>
    </div>
  );
}

export class Log extends Component<LogProps, LogState> {
  override state: LogState = { news: false, atEnd: true };
  private readonly box = createRef<HTMLDivElement>();
  /** Stay at the end when something changes. Kept beside `state.atEnd`, which follows only with the next drawing. */
  private stick = true;
  private watcher: ResizeObserver | null = null;

  override componentDidMount(): void {
    this.reveal(null);
    if ("ResizeObserver" in window && this.box.current !== null) {
      this.watcher = new ResizeObserver(this.onResize);
      this.watcher.observe(this.box.current);
    } else {
      window.addEventListener("resize", this.onResize);
    }
  }

  override componentWillUnmount(): void {
    this.watcher?.disconnect();
    window.removeEventListener("resize", this.onResize);
  }

  override getSnapshotBeforeUpdate(before: LogProps): Place {
    const box = this.box.current;
    return { height: box?.scrollHeight ?? 0, top: box?.scrollTop ?? 0, firstSeq: firstSeq(before.shot) };
  }

  override componentDidUpdate(before: LogProps, _state: LogState, place: Place): void {
    const box = this.box.current;
    const { shot } = this.props;
    if (box === null || (before.shot === shot && before.large === this.props.large)) return;
    const wrote = shot.outgoing.length > before.shot.outgoing.length;
    const first = firstSeq(shot);
    if (first > 0 && place.firstSeq > first) box.scrollTop = place.top + (box.scrollHeight - place.height);
    else if (wrote) this.toEnd();
    else if (this.stick) this.reveal(before.shot);
    else if (shot.messages.length > before.shot.messages.length) this.setState({ news: true });
  }

  private readonly onResize = (): void => {
    if (this.stick) this.toEnd();
  };

  /** To the end, but never past the beginning of what is new: a long card is read from its top. */
  private reveal(before: Snapshot | null): void {
    const [box, messages] = [this.box.current, this.props.shot.messages];
    if (box === null || messages.length + this.props.shot.outgoing.length === 0) return;
    const last = before?.messages[before.messages.length - 1]?.seq ?? (messages[messages.length - 1]?.seq ?? 0) - 1;
    const fresh = messages.find((message) => message.seq > last && message.author !== "user");
    const line = fresh === undefined ? null : box.querySelector<HTMLElement>(`[data-seq="${fresh.seq}"]`);
    if (line === null) this.toEnd();
    else box.scrollTop = Math.min(line.offsetTop - ABOVE_NEW_PX, box.scrollHeight);
    this.onScroll();
  }

  private readonly toEnd = (): void => {
    const box = this.box.current;
    if (box === null) return;
    box.scrollTop = box.scrollHeight;
    this.onScroll();
  };

  private readonly onScroll = (): void => {
    const box = this.box.current;
    if (box === null) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    this.stick = atEnd;
    if (atEnd !== this.state.atEnd) this.setState({ atEnd, news: atEnd ? false : this.state.news });
  };

  private renderOlder(): JSX.Element | null {
    const { older } = this.props.shot;
    if (older === "none") return null;
    return (
      <button type="button" class="older" disabled={older === "loading"} onClick={this.props.onOlder}>
        {older === "loading" ? words.olderLoading : words.older}
      </button>
    );
  }

  override render({ shot, now, children, onRetry, onDiscard }: LogProps, { news, atEnd }: LogState): JSX.Element {
    const tick = tickOf(shot.messages, shot.state);
    const lastAuthor = shot.messages[shot.messages.length - 1]?.author;
    return (
      <div class="log-frame">
        <div class="log" ref={this.box} onScroll={this.onScroll} tabIndex={0} aria-label={words.log}>
          <div class="log-inner">
            {this.renderOlder()}
            {children}
            <div role="log" aria-label={words.log} aria-busy={shot.older === "loading" || shot.phase === "opening"}>
              {arrange(shot.messages, now).map(({ message, time, first, above }) => (
                <div key={message.seq} data-seq={message.seq}>
                  {time !== "" && <p class="time">{time}</p>}
                  <MessageView message={message} first={first} above={above} tick={tick?.seq === message.seq ? tick.kind : null} />
                </div>
              ))}
              {shot.outgoing.map((item, index) => (
                <OutgoingView key={item.id} item={item} first={index === 0 && lastAuthor !== "user"} connected={shot.connected} onRetry={onRetry} onDiscard={onDiscard} />
              ))}
            </div>
            <Typing shot={shot} />
          </div>
        </div>
        {!atEnd && (
          <button type="button" class={`to-end ${news ? "has-news" : ""}`} onClick={this.toEnd} aria-label={news ? words.news : words.toBottom}>
            {news && <span>{words.news}</span>}
            <DownIcon />
          </button>
        )}
      </div>
    );
  }
}
