"""What a request registered at the insurer means for the desk. Pure."""

from handoff.domain.case import CaseRequest, Priority
from handoff.domain.turn import DirectiveType, NotedRequest, TurnResult

#: A person has to call whoever complains within one working day (108号文(六)8), so a complaint is a case of its own
#: where none is open. What runs for the other kinds is the insurer's own people's, who have the number.
_OPENS_A_CASE = frozenset({"complaint"})


def noted_requests(result: TurnResult) -> list[NotedRequest]:
    return [d.request for d in result.directives if d.type is DirectiveType.NOTE_REQUEST and d.request]


def opens_a_case(requests: list[NotedRequest]) -> NotedRequest | None:
    return next((request for request in requests if request.kind in _OPENS_A_CASE), None)


def complaint_case(request: NotedRequest) -> CaseRequest:
    about = f"，涉及理赔 {request.claim_no}" if request.claim_no else ""
    return CaseRequest(
        codes=("E03",),
        priority=Priority.P2,
        reason=f"客户登记了投诉（编号 {request.request_no}）{about}，1 个工作日内要有人联系",
        goal="投诉有人管、按时有答复",
        summary=f"客户已登记投诉 {request.request_no}{about}，还没有人联系过。",
    )
