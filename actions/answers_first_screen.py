"""The first screen: what a customer sees who has just come in and said nothing yet. Pure.

It fits the person: what is open and who acts next by when, in the order in which it matters; quiet for somebody
in grief or crisis, short for somebody old or with large type. At most three lines of news and four buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions.answers_claims import is_open
from actions.intent_titles import TITLES
from actions.promises import moment_text
from actions.reply import HUMAN, Outcome, buttons
from actions.slots import LastCase, Turn
from insurer.api import Claim, Customer, Policy
from insurer.api_writing import Pickup, ServiceRequest
from insurer.knowledge import Knowledge
from insurer.progress import REFUSED, SHANGHAI, current_event, day_text, overdue_days

KEY = "first_screen"
REQUEST_NAMES = {
    "appeal": "复核申请",
    "complaint": "投诉",
    "contact_change": "资料变更",
    "beneficiary_change": "受益人变更",
    "privacy": "个人信息请求",
    "unsubscribe": "退订",
    "suggestion": "建议",
    "planning": "保障规划",
}
_DEATH = frozenset({"ACC_DEATH", "LIFE_DEATH", "SUDDEN_DEATH"})
#: How long after a case the tone stays quiet: E09 self-harm, E02 bereavement or grave illness.
_QUIET_FOR = {"E09": timedelta(days=90), "E02": timedelta(days=90)}
_REMEMBERED = timedelta(days=7)
_EXPIRING = timedelta(days=30)
_ELDERLY = 60
_MOST_LINES, _MOST_BUTTONS = 3, 4


@dataclass(frozen=True)
class Known:
    """What the insurer said about the customer; `reachable` False: it could not be asked."""

    customer: Customer | None = None
    policies: tuple[Policy, ...] = ()
    claims: tuple[Claim, ...] = ()
    pickups: tuple[Pickup, ...] = ()
    requests: tuple[ServiceRequest, ...] = ()
    reachable: bool = True


@dataclass(frozen=True)
class _News:
    """One line; the lower `rank`, the sooner it is said. `choice`: the button it deserves."""

    rank: int
    line: str
    choice: tuple[str, str] | None = None


def first_screen(turn: Turn, known: Known, knowledge: Knowledge, going_on: str | None = None) -> Outcome:
    """`going_on`: what the customer was in the middle of, e.g. 报案."""
    quiet = _quiet(turn, known, knowledge)
    if quiet is not None:
        return quiet
    short = _wants_it_short(known.customer, turn.now)
    news = sorted(_news(turn, known, knowledge), key=lambda n: n.rank)
    if going_on:
        news.insert(0, _News(-1, f"上次您的{going_on}办到一半，内容还留着。", (f"接着办{going_on}", "继续")))
    words = [_hello(turn, short), *(n.line for n in news[: 1 if short else _MOST_LINES])]
    rest = len(news) - (1 if short else _MOST_LINES)
    if rest > 0:
        words.append(f"另外还有 {rest} 件，问我就行。")
    words += [] if news else [_nothing_new(turn)]
    return Outcome((buttons("\n".join(words), _choices(turn, known, news, short)),), KEY)


def in_quiet_time(case: LastCase | None, now: datetime) -> str | None:
    """E09 or E02 when the last settled case was about that and is not long ago."""
    if case is None or case.resolved_at is None:
        return None
    age = now - case.resolved_at
    return next((code for code, span in _QUIET_FOR.items() if code in case.codes and age <= span), None)


def _quiet(turn: Turn, known: Known, knowledge: Knowledge) -> Outcome | None:
    codes = turn.facts.open_case.codes if turn.facts.open_case else ()
    lately = in_quiet_time(turn.facts.last_case, turn.now)
    grieving = next((c for c in known.claims if is_open(c) and c.claim_type in _DEATH), None)
    who = f"{turn.user.butler_name}和我" if turn.user.butler_name else "管家和我"
    if "E09" in codes or lately == "E09":
        line = knowledge.contacts["crisis_12356"]
        words = (
            f"您好，我是 AI 小管家，我在。\n想说话的时候直接说，{who}都在这边；"
            f"也可以打{line.name} {line.number}。"
        )
        return Outcome((buttons(words, [HUMAN]),), KEY)
    if not grieving and "E02" not in codes and lately != "E02":
        return None
    words = f"您好，我是 AI 小管家，我在。\n{who}都在这边，有什么要办的、想问的，您什么时候说都行。"
    choices = [("看办到哪一步", TITLES["ask_claim_status"][1])] if grieving and turn.may_read else []
    return Outcome((buttons(words, [*choices, HUMAN]),), KEY)


def _hello(turn: Turn, short: bool) -> str:
    # A masked name (王*明) is for screens, not for addressing somebody.
    known = turn.user.display_name and "*" not in turn.user.display_name
    name = f"{turn.user.display_name}，" if known else ""
    greeting = f"{name}{_time_of_day(turn.now)}，我是 AI 小管家。"
    if short or not turn.user.butler_name:
        return greeting
    return f"{greeting}您的专属管家是{turn.user.butler_name}，想找真人随时说。"


def _time_of_day(now: datetime) -> str:
    hour = now.astimezone(SHANGHAI).hour
    for until, words in (
        (5, "夜深了"),
        (9, "早上好"),
        (11, "上午好"),
        (13, "中午好"),
        (18, "下午好"),
        (23, "晚上好"),
    ):
        if hour < until:
            return words
    return "夜深了"


def _wants_it_short(customer: Customer | None, now: datetime) -> bool:
    if customer is None:
        return False
    old = now.year - customer.birth_year >= _ELDERLY
    return old or bool({"large_text", "screen_reader"} & set(customer.accessibility))


def _news(turn: Turn, known: Known, knowledge: Knowledge) -> list[_News]:
    if turn.user.customer_ref is None:
        return []
    if not turn.may_read:
        line = "要查保单和理赔，我会先跟您核对一下身份，几秒钟就好。"
        return [_News(9, line)]
    if not known.reachable:
        line = "保险公司的系统这会儿连不上，保单和进度暂时查不了；材料、条款这些可以先问我。"
        return [_News(0, line)]
    now = turn.now
    claims = [_of_claim(c, knowledge, now) for c in known.claims if is_open(c)]
    pickups = [_of_pickup(p, now) for p in known.pickups if p.status == "booked" and p.date >= _today(now)]
    requests = [news for r in known.requests if r.status != "done" and (news := _of_request(r, now))]
    policies = [news for p in known.policies if (news := _of_policy(p, now))]
    return [*_settled(turn), *claims, *pickups, *requests, *policies]


def _settled(turn: Turn) -> list[_News]:
    last = turn.facts.last_case
    if last is None or last.resolved_at is None or turn.now - last.resolved_at > _REMEMBERED:
        return []
    how = f"：{last.settled.rstrip('。')}" if last.settled else ""
    return [_News(4, f"上次的事（编号 {last.number}）管家已经办好了{how}。")]


def _of_claim(claim: Claim, knowledge: Knowledge, now: datetime) -> _News:
    kind = knowledge.claim_types.get(claim.claim_type)
    state = knowledge.claim_states.get(claim.state_code)
    name = f"您的{kind.name if kind else claim.claim_type}理赔"
    step = state.name if state else claim.state_code
    event = current_event(claim)
    by = day_text(event.due_at, now) if event and event.due_at else None
    late = overdue_days(event, now)
    if claim.missing_documents:
        codes = [m.doc_code for m in claim.missing_documents]
        papers = "、".join(_paper(knowledge, code) for code in codes)
        when = f"，{by}前补上就行" if by and not late else ""
        return _News(1, f"{name}还差 {len(codes)} 样：{papers}{when}。", TITLES["ask_supplement_detail"])
    if claim.decision is not None:
        line = f"{name}有书面结论了，理由和接下来能怎么办，我可以逐条讲给您。"
        return _News(2, line, TITLES["ask_claim_status"])
    if late:
        line = f"{name}到「{step}」，原定最晚{by}，已经超过 {late} 天，可以请管家去催。"
        return _News(0, line, TITLES["urge_claim"])
    return _News(3, f"{name}到「{step}」" + (f"，最晚{by}。" if by else "。"), TITLES["ask_claim_status"])


def _paper(knowledge: Knowledge, code: str) -> str:
    document = knowledge.documents.get(code)
    return document.name.split("/")[0].split("（")[0] if document else code


def _of_pickup(pickup: Pickup, now: datetime) -> _News:
    days = (pickup.date - _today(now)).days
    day = {0: "今天", 1: "明天"}.get(days, f"{pickup.date.month}月{pickup.date.day}日")
    line = f"快递员{day} {pickup.slot} 上门取件，记得把原件备好。"
    return _News(1 if days < 2 else 4, line, ("查取件", "我的取件到哪了"))


def _of_request(request: ServiceRequest, now: datetime) -> _News | None:
    clock = min((c for c in request.clocks if c.due_at >= now), key=lambda c: c.due_at, default=None)
    name = REQUEST_NAMES.get(request.kind, "请求")
    by = f"，{clock.name}最晚 {moment_text(clock.due_at, now)}" if clock else ""
    return _News(5, f"您的{name}（编号 {request.request_no}）在办{by}。")


def _of_policy(policy: Policy, now: datetime) -> _News | None:
    """Says only what the customer may miss: a waiting period that still runs, a policy that ends soon."""
    if policy.status != "active":
        return None
    today, product = _today(now), policy.product_name.split("（")[0]
    waiting = policy.effective_date + timedelta(days=policy.waiting_period_days)
    if policy.waiting_period_days and policy.effective_date <= today < waiting:
        line = f"您的{product}还在等待期，到{waiting.month}月{waiting.day}日结束。"
        return _News(6, line, TITLES["explain_waiting_period"])
    if today <= policy.expiry_date <= today + _EXPIRING:
        line = f"您的{product} {policy.expiry_date.month}月{policy.expiry_date.day}日到期。"
        return _News(6, line, TITLES["ask_renewal"])
    return None


def _today(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def _nothing_new(turn: Turn) -> str:
    if turn.user.customer_ref is None:
        return "材料怎么备、条款里的词什么意思、怎么报案，都可以直接问。"
    return "材料、条款、理赔和保单，想问什么直接说就行。"


def _choices(turn: Turn, known: Known, news: Sequence[_News], short: bool) -> list[tuple[str, str]]:
    most = (3 if short else _MOST_BUTTONS) - 1
    wanted = [n.choice for n in news if n.choice]
    going = [c for c in known.claims if is_open(c)]
    wanted += [TITLES["ask_appeal_howto"]] if any(c.state_code in REFUSED for c in going) else []
    wanted += [TITLES["ask_claim_status" if going else "report_claim"]]
    wanted += [TITLES["ask_docs_inpatient"]]
    if known.policies:
        wanted += [TITLES["query_policy"]]
    elif turn.may_read and known.reachable:
        wanted += [("第一次买保险", "第一次买保险，先看什么")]
    wanted += [TITLES["explain_term"]]
    return [*list(dict(wanted).items())[:most], HUMAN]
