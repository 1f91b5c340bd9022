"""The whole story over HTTP against a running product: `python -m tests.e2e.smoke --url http://127.0.0.1:8000` (demo mode).

Prints one line per step and its time; exit code 1 with one sentence when a step fails.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.e2e.desk_and_chat import Butler, Customer, StoryBroken, must

PASSWORD = "guanjia-demo"


class Steps:
    def __init__(self) -> None:
        self.began = time.monotonic()

    def done(self, sentence: str) -> None:
        now = time.monotonic()
        print(f"  {now - self.began:6.2f} s  {sentence}", flush=True)
        self.began = now


def bot_answers(customer: Customer, steps: Steps) -> None:
    at = customer.seq
    customer.say("住院理陪要交那些材料呀")
    checklist = customer.card("checklist", at, seconds=240)
    must(
        checklist["claim_type"] == "INPATIENT_MED",
        f"papers for {checklist['claim_type']}, not an inpatient claim",
    )
    steps.done(f"papers of an inpatient claim: {sum(len(g['items']) for g in checklist['groups'])} documents")

    at = customer.seq
    customer.say("免配额是啥意思")
    term = customer.card("term", at)
    must(term["term"] == "免赔额", f"explained {term['term']}")
    steps.done("what 免赔额 means")

    at = customer.seq
    customer.say("我的理赔到哪一步了")
    timeline = customer.card("timeline", at)
    must(1 <= len(timeline["steps"]) <= 15, "a timeline has 1 to 15 steps")
    must(any(s["state"] in ("now", "problem") for s in timeline["steps"]), "the timeline has no present step")
    steps.done(f"timeline with {len(timeline['steps'])} steps: {timeline['status']}")


def escalate(customer: Customer, butler: Butler, steps: Steps) -> dict[str, object]:
    at = customer.seq
    customer.say("凭什么拒我，条款第几条你指给我看")
    customer.hears("who will come and when", lambda m: m["author"] == "bot", since=at)
    case = butler.case_of(customer.conversation_id)
    must("E04" in [c["code"] for c in case["codes"]], f"codes {case['codes']}")
    must(case["evidence"], "the case names no words that raised it")
    must(case["context"]["policies"], "the context holds no policies")
    steps.done(f"case {case['number']} {case['priority']} opened for {[c['code'] for c in case['codes']]}")
    return case


def person_helps(customer: Customer, first: Butler, second: Butler, case_id: str, steps: Steps) -> None:
    first.post(f"/cases/{case_id}/claim")
    refused = second.try_post(f"/cases/{case_id}/claim")
    must(
        refused.status_code == 409 and refused.json()["code"] == "case_already_held",
        f"second claim: {refused.text[:200]}",
    )
    steps.done(f"claimed once; the second butler hears: {refused.json()['detail']}")

    at = customer.seq
    first.post(
        f"/cases/{case_id}/messages",
        {"client_msg_id": f"smoke-{time.time_ns()}", "text": "您好，我是您的管家，正在看您的拒赔通知书。"},
    )
    heard = customer.hears("the butler", lambda m: m["author"] == "butler", since=at)
    must(heard["author_name"], "the butler's message has no name")
    customer.say("好的，那我等你看完")
    customer.say("住院要什么材料")
    time.sleep(2)
    customer.look()
    must(
        not [m for m in customer.feed if m["seq"] > at and m["author"] == "bot"],
        "the bot spoke while a person held the floor",
    )
    said = first.get(f"/cases/{case_id}/messages")["messages"]
    must(said[-1]["text"] == "住院要什么材料", "the butler does not see what the customer wrote")
    steps.done("the customer hears a person; the bot is silent")


def settle(customer: Customer, butler: Butler, case_id: str, steps: Steps) -> None:
    at = customer.seq
    butler.post(
        f"/cases/{case_id}/resolve",
        {
            "outcome": "review_requested",
            "reason": "已代客户提交复核",
            "message_to_user": "复核已经帮您提交，有进展我第一时间告诉您。",
        },
    )
    customer.hears("the outcome", lambda m: "复核已经帮您提交" in m["text"], since=at)
    rating = customer.card("rating", at)
    customer.rate(rating["case_id"], 5, "很快")
    must(butler.get(f"/cases/{case_id}")["status"] == "resolved", "the case is not resolved")
    steps.done("resolved, told and rated")

    at = customer.seq
    customer.say("谢谢，那门诊要哪些材料")
    customer.card("checklist", at)
    must(customer.state["floor"] == "bot", f"the floor is with {customer.state['floor']}")
    steps.done("the bot answers again and does not fall back into escalation")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--customer", default="C002")
    options = parser.parse_args()
    steps = Steps()
    try:
        customer = Customer(options.url, options.customer)
        first, second = (Butler(options.url, name, PASSWORD) for name in ("linxiao", "zhoukai"))
        steps.done("customer in the chat, two butlers at the desk")
        bot_answers(customer, steps)
        case = escalate(customer, first, steps)
        person_helps(customer, first, second, str(case["id"]), steps)
        settle(customer, first, str(case["id"]), steps)
    except StoryBroken as broken:
        print(f"  BROKEN: {broken}", file=sys.stderr)
        return 1
    print("the story works")
    return 0


if __name__ == "__main__":
    sys.exit(main())
