/** The chat, from header to composer; fills whatever it is put into. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Chat } from "../core/chat";
import type { Snapshot } from "../core/snapshot";
import type { KeyValues } from "../core/storage";
import { Composer } from "./Composer";
import { DeskContext, type Desk } from "./context";
import { Header } from "./Header";
import { Log } from "./Log";
import { Notices } from "./Notices";
import { Welcome } from "./Welcome";
import { words } from "./words";

export interface AppProps {
  chat: Chat;
  local: KeyValues;
  tab: KeyValues;
  /** Large type unless the customer chose otherwise before. */
  large: boolean;
  visible: boolean;
  onClose: (() => void) | null;
  onChangeCustomer: (() => void) | null;
}

const LARGE_KEY = "guanjia:large";
const DRAFT_KEY = "guanjia:draft:";
const QUICK = [
  { title: words.human, say: words.humanSay },
  { title: "查理赔进度", say: "我的理赔到哪一步了？" },
  { title: "理赔材料", say: "理赔要交哪些材料？" },
  { title: "我的保单", say: "我有哪些保单？" },
];

function useSnapshot(chat: Chat): Snapshot {
  const [shot, setShot] = useState(chat.snapshot);
  useEffect(() => {
    setShot(chat.snapshot);
    return chat.subscribe(setShot);
  }, [chat]);
  return shot;
}

function useLarge(local: KeyValues, wanted: boolean): [boolean, () => void] {
  const chosen = local.get(LARGE_KEY);
  const [large, setLarge] = useState(chosen === null ? wanted : chosen === "1");
  const toggle = (): void => {
    local.set(LARGE_KEY, large ? "0" : "1");
    setLarge(!large);
  };
  return [large, toggle];
}

function placeholderOf(shot: Snapshot): string {
  if (shot.state?.floor === "queue") return words.placeholderQueue;
  if (shot.state?.floor === "butler") return words.placeholderButler(shot.state.butler_name ?? words.butler);
  return words.placeholder;
}

function QuickBar({ say }: { say: (text: string) => boolean }): JSX.Element {
  return (
    <div class="quick">
      {QUICK.map((item, index) => (
        <button
          key={item.title} type="button" class={`quick-item ${index === 0 ? "quick-human" : ""}`}
          onClick={() => {
            say(item.say);
          }}
        >
          {item.title}
        </button>
      ))}
    </div>
  );
}

export function App(props: AppProps): JSX.Element {
  const { chat, local, tab, visible } = props;
  const shot = useSnapshot(chat);
  const [large, toggleLarge] = useLarge(local, props.large);
  const [focus, setFocus] = useState(0);
  // A draft is one person's: without a conversation it is not kept.
  const draftKey = shot.conversation === null ? null : DRAFT_KEY + shot.conversation;

  useEffect(() => {
    chat.setVisible(visible);
    if (visible) setFocus((count) => count + 1);
    return () => {
      chat.setVisible(false);
    };
  }, [chat, visible]);

  const desk: Desk = useMemo(
    () => ({
      large,
      now: Date.now,
      say: (text) => chat.send(text),
      rate: (caseId, score, comment) => chat.rate(caseId, score, comment),
      wish: (wish) => chat.wish(wish),
      ratings: shot.ratings,
      pictures: chat.files.pictures,
    }),
    [chat, large, shot.ratings],
  );
  const ready = shot.phase === "ready";
  const empty = ready && shot.messages.length === 0 && shot.outgoing.length === 0;
  const quick = !empty && ready && shot.state?.floor === "bot";

  return (
    <DeskContext.Provider value={desk}>
      <div class={`app ${large ? "is-large" : ""}`}>
        <Header state={shot.state} large={large} onLarge={toggleLarge} onClose={props.onClose} onChangeCustomer={props.onChangeCustomer} />
        <Notices
          shot={shot}
          onRetry={() => {
            chat.stop();
            chat.start();
          }}
        />
        <Log
          shot={shot} large={large} now={Date.now()}
          onOlder={() => void chat.loadOlder()}
          onRetry={(id) => {
            chat.retry(id);
          }}
          onDiscard={(id) => {
            chat.discard(id);
          }}
        >
          {shot.phase === "opening" && shot.connected && <p class="opening">{words.opening}</p>}
          {empty && <Welcome name={shot.name} butler={shot.butler} />}
        </Log>
        <div class="footer">
          {quick && <QuickBar say={desk.say} />}
          <Composer
            placeholder={placeholderOf(shot)} disabled={shot.phase === "failed"}
            draft={draftKey === null ? "" : (tab.get(draftKey) ?? "")} focus={focus}
            onDraft={(text) => {
              if (draftKey === null) return;
              if (text === "") tab.remove(draftKey);
              else tab.set(draftKey, text);
            }}
            onSend={(text) => chat.send(text, true)}
            uploads={shot.uploads}
            onFiles={(files) => {
              chat.files.uploads.add(files);
            }}
            onRetryFile={(key) => {
              chat.files.uploads.retry(key);
            }}
            onRemoveFile={(key) => {
              chat.files.uploads.remove(key);
            }}
            onTyping={() => {
              chat.typing();
            }}
          />
        </div>
      </div>
    </DeskContext.Provider>
  );
}
