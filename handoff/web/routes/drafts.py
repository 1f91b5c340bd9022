"""Help for the butler's words: drafts, next steps, earlier cases like this one (docs/contracts.md section 8)."""

from handoff.domain.accounts import DESK_ROLES
from handoff.domain.case import OUTCOMES
from handoff.domain.similarity import SimilarCase
from handoff.domain.triggers import name_of
from handoff.web.call import Call
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import drafts as wire
from handoff.web.schemas.console import Named

routes = Routes("cases")

_CASE = "/api/v1/cases/{case_id}"


@routes.add(
    "POST",
    f"{_CASE}/drafts",
    "draftReply",
    "Reply drafts and next steps, each with its source; stores and sends nothing",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: wire.Proposal},
)
async def propose(call: Call) -> Reply:
    made = await call.hub.drafts.propose(call.viewer, call.params["case_id"], call.correlation_id)
    return Reply(
        200,
        wire.Proposal(
            drafts=[
                wire.ReplyDraft.model_validate({"text": d.text, "source": d.source, "from": d.origin.value})
                for d in made.drafts
            ],
            next_steps=[wire.SuggestedStep.model_validate(step) for step in made.next_steps],
            goal=made.goal,
            summary=made.summary,
        ),
    )


@routes.add(
    "GET",
    f"{_CASE}/similar",
    "listSimilarCases",
    "Settled cases like this one and how they ended, most alike first",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: wire.SimilarCases},
)
async def similar(call: Call) -> Reply:
    found = await call.hub.drafts.similar(call.viewer, call.params["case_id"])
    return Reply(200, wire.SimilarCases(items=[_similar(case) for case in found]))


def _similar(case: SimilarCase) -> wire.SimilarCase:
    return wire.SimilarCase(
        number=case.number,
        codes=[Named(code=code, name=name_of(code)) for code in case.codes],
        goal=case.goal,
        outcome=case.outcome,
        outcome_name=OUTCOMES.get(case.outcome or "", case.outcome),
        outcome_reason=case.outcome_reason,
        resolved_at=case.resolved_at,
        score=case.score,
    )
