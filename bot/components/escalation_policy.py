"""Rasa policy above RulePolicy: decides whether a person comes, is offered, or the bot answers.

The decision itself is pure (escalation_decision.py). This class feeds it from the tracker, keeps what it
remembers in the slot `signals`, tells its decision in the slot `decision`, and sets the slot `escalation` when it
calls action_escalate (docs/contracts.md section 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData, confidence_scores_for
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components import persistence
from bot.components.escalation_course import Facts
from bot.components.escalation_decision import Decision, Heard, Signals, decide
from bot.components.escalation_decision import Policy as Thresholds
from bot.components.escalation_in_forms import as_answer
from bot.components.escalation_scorer import ASSESSMENT
from bot.components.escalation_scoring import CALM, Assessment
from bot.components.intent_classifier import UNDERSTOOD
from bot.components.policy_file import policy_from, read_policy, settings_of

ESCALATE, OFFER = "action_escalate", "action_offer_human"
SIGNALS, DECISION, ESCALATION, OFFERED = "signals", "decision", "escalation", "offered_human"
CLAIM_FACTS = "claim_facts"
#: Kinds of entities that tell one question from another of the same intent.
_TOPICS = ("claim_type", "document_type", "term", "claim_no")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class EscalationPolicy(Policy):
    """Needs no stories: trained only to take bot/escalation.yml into the model."""

    @staticmethod
    def supported_data() -> SupportedData:
        return SupportedData.ML_AND_RULE_DATA

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 10}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        thresholds: Thresholds | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context)
        self._thresholds = thresholds

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EscalationPolicy:
        thresholds = policy_from(persistence.load(model_storage, resource))
        return cls(config, model_storage, resource, execution_context, thresholds)

    def train(
        self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        self._thresholds = read_policy()
        persistence.save(self._model_storage, self._resource, settings_of(self._thresholds))
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        if tracker.latest_action_name == ACTION_LISTEN_NAME and tracker.latest_message is not None:
            return self._decide(tracker, domain)
        if tracker.latest_action_name in (ESCALATE, OFFER):
            return self._certain(ACTION_LISTEN_NAME, domain)
        if self._should_offer(tracker):
            return self._certain(OFFER, domain)
        return self._prediction(self._default_predictions(domain))

    def _decide(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        if self._thresholds is None:
            raise ValueError("EscalationPolicy is used before it was trained.")
        before = Signals.from_dict(tracker.get_slot(SIGNALS))
        heard = heard_from(tracker)
        if tracker.active_loop_name:
            # An answer to a form's question is no question, and 「好」 says yes to the form, not to an offer.
            heard = as_answer(heard)
            before = replace(before, offered=False)
        decision, after = decide(heard, before, self._thresholds)
        events: list[Event] = [SlotSet(SIGNALS, after.as_dict()), SlotSet(DECISION, decision.as_dict())]
        if after.settled_case != before.settled_case:
            events.append(SlotSet(OFFERED, None))
        if decision.decision != "escalate":
            return self._prediction(self._default_predictions(domain), events=events)
        return self._prediction(
            confidence_scores_for(ESCALATE, 1.0, domain),
            events=events,
            optional_events=_escalating(decision, tracker),
            # Overrules a form that would take the message as its answer.
            is_no_user_prediction=True,
        )

    def _certain(self, action: str, domain: Domain) -> PolicyPrediction:
        return self._prediction(confidence_scores_for(action, 1.0, domain), is_no_user_prediction=True)

    def _should_offer(self, tracker: DialogueStateTracker) -> bool:
        """After the answer to a message that calls for an offer; once, and never within a form."""
        decision = tracker.get_slot(DECISION) or {}
        if decision.get("decision") != "offer" or tracker.get_slot(OFFERED) or tracker.active_loop_name:
            return False
        for event in reversed(tracker.events):
            if isinstance(event, UserUttered):
                return True
            if isinstance(event, ActionExecuted) and event.action_name == OFFER:
                return False
        return False


def _escalating(decision: Decision, tracker: DialogueStateTracker) -> list[Event]:
    events: list[Event] = [SlotSet(ESCALATION, for_action(decision.as_dict()))]
    if tracker.active_loop_name:
        events += [ActiveLoop(None), SlotSet(REQUESTED_SLOT, None)]
    return events


def for_action(decision: Mapping[str, Any]) -> dict[str, Any]:
    """The slot `escalation` as action_escalate reads it."""
    return {key: decision[key] for key in ("codes", "priority", "reason", "evidence")}


def heard_from(tracker: DialogueStateTracker) -> Heard:
    """The present message as the decision needs it. A message without assessment counts as calm."""
    message = tracker.latest_message
    parsed: Mapping[str, Any] = message.parse_data
    metadata = message.metadata or {}
    raw = parsed.get(ASSESSMENT)
    intent = message.intent_name or ""
    return Heard(
        text=message.text or "",
        intent=intent,
        understood=bool(parsed.get(UNDERSTOOD, intent != "nlu_fallback")),
        topic="|".join(
            f"{e['entity']}={e['value']}" for e in parsed.get("entities", ()) if e.get("entity") in _TOPICS
        )[:80],
        assessment=Assessment.from_dict(raw) if raw else CALM,
        now=_moment(metadata.get("now")),
        settled=_settled(metadata.get("facts") or {}),
        facts=_facts(metadata.get("facts") or {}, tracker, _moment(metadata.get("now"))),
        observing=metadata.get("mode") == "observe",
    )


def _facts(facts: Mapping[str, Any], tracker: DialogueStateTracker, now: datetime | None) -> Facts:
    """Known of the customer: from the hub with the turn, or from an action that looked claims up (slot claim_facts)."""
    told = facts.get("claims")
    claims = [
        c
        for c in (told if isinstance(told, list) else tracker.get_slot(CLAIM_FACTS) or ())
        if isinstance(c, Mapping)
    ]
    promises = [p for p in facts.get("promises") or () if isinstance(p, Mapping)]
    due = [_moment(promise.get("due_at")) for promise in promises]
    return Facts(
        refused=any(bool(claim.get("refused")) for claim in claims),
        overdue=any(_count(claim.get("overdue_days")) > 0 for claim in claims),
        rounds=max((_count(claim.get("supplement_round")) for claim in claims), default=0),
        cases=_count(facts.get("earlier_cases")),
        promise_due=now is not None and any(moment < now for moment in due if moment),
        answer=str(tracker.get_slot("last_action_key") or ""),
    )


def _count(value: Any) -> int:
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0


def _settled(facts: Mapping[str, Any]) -> tuple[str, datetime | None] | None:
    case = facts.get("last_case")
    if not isinstance(case, Mapping) or not case.get("number"):
        return None
    return str(case["number"]), _moment(case.get("resolved_at"))


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
