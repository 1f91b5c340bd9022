/** The short cards: a term explained, the customer's policies, a person on the way. */
import type { JSX } from "preact";
import { plainDate } from "../../text/time";
import type { HandoffCard, PoliciesCard, PolicyItem, TermCard } from "../../wire";
import { PersonIcon } from "../icons";
import { RichText } from "../RichText";
import { policyStates, words } from "../words";
import { Fact } from "./parts";

export function Term({ card }: { card: TermCard }): JSX.Element {
  return (
    <section class="card card-term" aria-label={card.term}>
      <header class="card-head">
        <h3>{card.term}</h3>
      </header>
      <p class="term-plain">
        <RichText text={card.plain} />
      </p>
      <dl class="facts">
        <Fact label={words.termExample} value={card.example} />
        <Fact label={words.termMisconception} value={card.misconception} />
      </dl>
      {card.basis !== null && (
        <p class="card-foot">
          {words.termBasis}：{card.basis}
        </p>
      )}
    </section>
  );
}

function period(policy: PolicyItem): string | null {
  const [from, to] = [policy.from, policy.to];
  if (from !== null && to !== null) return `${plainDate(from)} – ${plainDate(to)}`;
  if (from !== null) return words.periodFrom(plainDate(from));
  return to === null ? null : words.periodTo(plainDate(to));
}

function Policy({ policy }: { policy: PolicyItem }): JSX.Element {
  const state = policy.status === null ? null : (policyStates[policy.status] ?? policy.status);
  const live = policy.status === "active" || state === policyStates["active"];
  return (
    <li class="policy">
      <p class="policy-head">
        <span class="policy-name">{policy.product}</span>
        {state !== null && <span class={`chip ${live ? "chip-live" : "chip-off"}`}>{state}</span>}
      </p>
      <p class="card-sub">
        {policy.type !== null && <span>{policy.type}</span>}
        {policy.policy_no !== "" && (
          <span>
            {words.policyNo} {policy.policy_no}
          </span>
        )}
      </p>
      <dl class="facts">
        <Fact label={words.insured} value={policy.insured} />
        <Fact label={words.period} value={period(policy)} />
      </dl>
    </li>
  );
}

export function Policies({ card }: { card: PoliciesCard }): JSX.Element {
  return (
    <section class="card card-policies" aria-label={words.policies(card.items.length)}>
      <header class="card-head">
        <h3>{words.policies(card.items.length)}</h3>
      </header>
      <ul>
        {card.items.map((policy, index) => (
          <Policy key={index} policy={policy} />
        ))}
      </ul>
    </section>
  );
}

export function Handoff({ card }: { card: HandoffCard }): JSX.Element {
  return (
    <section class="card card-handoff" aria-label={words.handoffTitle}>
      <header class="card-head">
        <span class="avatar avatar-butler">
          <PersonIcon />
        </span>
        <h3>{words.handoffTitle}</h3>
      </header>
      <dl class="facts facts-row">
        <Fact label={words.handoffButler} value={card.butler ?? words.handoffAny} />
        <Fact label={words.handoffWhen} value={card.when} />
      </dl>
      {card.case_number !== null && <p class="card-foot">{words.caseNumber(card.case_number)}</p>}
    </section>
  );
}
