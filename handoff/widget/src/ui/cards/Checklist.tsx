/** Which documents a claim needs, each with where to get it, what goes wrong, and what to do without it. */
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import type { ChecklistCard, ChecklistItem } from "../../wire";
import { DeskContext } from "../context";
import { RichText } from "../RichText";
import { words } from "../words";
import { Disclosure, Fact, Pager } from "./parts";

function ItemFacts({ item }: { item: ChecklistItem }): JSX.Element {
  return (
    <dl class="facts">
      <Fact label={words.issuer} value={item.issuer} />
      <Fact label={words.mistakes} value={item.mistakes} />
      <Fact label={words.instead} value={item.alternatives} />
    </dl>
  );
}

function ItemName({ item }: { item: ChecklistItem }): JSX.Element {
  return (
    <>
      <span class="item-name">{item.name}</span>
      {item.form !== null && <span class="item-form">{item.form}</span>}
    </>
  );
}

function Item({ item }: { item: ChecklistItem }): JSX.Element {
  const more = item.issuer !== null || item.mistakes !== null || item.alternatives !== null;
  return (
    <li class="item">
      {more ? (
        <Disclosure summary={<ItemName item={item} />}>
          <ItemFacts item={item} />
        </Disclosure>
      ) : (
        <div class="item-plain">
          <ItemName item={item} />
        </div>
      )}
    </li>
  );
}

function OneByOne({ card }: { card: ChecklistCard }): JSX.Element {
  const all = card.groups.reduce<{ label: string; item: ChecklistItem }[]>(
    (found, group) => found.concat(group.items.map((item) => ({ label: group.label, item }))),
    [],
  );
  return (
    <Pager
      count={all.length} place={words.itemPlace} previous={words.previousItem} next={words.nextItem}
      page={(index) => {
        const one = all[index];
        if (one === undefined) return null;
        return (
          <div class="item item-single">
            {one.label !== "" && <p class="group-label">{one.label}</p>}
            <ItemName item={one.item} />
            <ItemFacts item={one.item} />
          </div>
        );
      }}
    />
  );
}

export function Checklist({ card }: { card: ChecklistCard }): JSX.Element {
  const { large } = useContext(DeskContext);
  return (
    <section class="card card-checklist" aria-label={card.title}>
      <header class="card-head">
        <h3>{card.title}</h3>
      </header>
      {large ? (
        <OneByOne card={card} />
      ) : (
        card.groups.map((group) => (
          <div key={group.label} class="group">
            <h4 class="group-label">
              {group.label}
              <span class="group-count">{group.items.length}</span>
            </h4>
            <ul>
              {group.items.map((item) => (
                <Item key={item.code + item.name} item={item} />
              ))}
            </ul>
          </div>
        ))
      )}
      {card.hints.length > 0 && (
        <div class="hints">
          <p>{words.hints}</p>
          <ul>
            {card.hints.map((hint) => (
              <li key={hint}>
                <RichText text={hint} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {card.disclaimer !== null && <p class="card-foot">{card.disclaimer}</p>}
      {card.source !== null && (
        <p class="card-foot">
          {words.source}：{card.source}
        </p>
      )}
    </section>
  );
}
