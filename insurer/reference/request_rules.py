"""Requests that people work on: which clocks run and what happens next, by kind. Pure."""

from dataclasses import dataclass
from datetime import datetime

from insurer.api_writing import RequestClock, RequestKind
from insurer.knowledge import Knowledge
from insurer.working_days import due


@dataclass(frozen=True)
class Handling:
    """`clocks`: keys of clocks.yml; `prefix` of the number; `next_step` told to the customer."""

    prefix: str
    clocks: tuple[str, ...]
    next_step: str


HANDLING: dict[RequestKind, Handling] = {
    "appeal": Handling("SS", ("appeal_review",), "换一位没参与过的审核老师独立复核，有新证据随时补。"),
    "complaint": Handling(
        "TS", ("complaint_contact", "handle_15_30_60"), "由独立于销售和理赔的专人联系您，再给您书面决定。"
    ),
    "contact_change": Handling("BQ", ("preservation",), "由保单服务人员核实后更新联系方式，办好会告诉您。"),
    "beneficiary_change": Handling(
        "BQ", ("preservation",), "由保单服务人员把批改申请发给您签字，被保险人同意后生效。"
    ),
    "privacy": Handling("YS", ("privacy_reply",), "由个人信息保护专员核实身份后答复您，并写明办到哪一步。"),
    "unsubscribe": Handling("TD", (), "已经登记，之后不再给您发营销信息；理赔和保单通知照常发。"),
    "suggestion": Handling("JY", (), "已经记下来交给产品和服务团队看，有改动会告诉您。"),
    "planning": Handling("GH", (), "由管家看过您的情况后联系您。"),
}


def clocks(kind: RequestKind, now: datetime, knowledge: Knowledge) -> tuple[RequestClock, ...]:
    """What runs for the customer from `now`."""
    entries = (knowledge.clocks[key] for key in HANDLING[kind].clocks)
    return tuple(
        RequestClock(code=entry.key, name=entry.subject, due_at=due(entry, now), source=entry.basis)
        for entry in entries
    )
