"""Replies about reporting a claim. Pure."""

import re

from actions.answers import prepared
from actions.answers_documents import checklist
from actions.reply import HUMAN, Outcome, buttons, text
from insurer.api import Claim
from insurer.knowledge import Knowledge

WHOSE = (
    "您名下这几份保的不是这位家人；要用家人自己的保单，点「转人工」，管家帮着报。要是您自己出的事，接着说："
)
_ASKS = re.compile(
    r"(?:怎么|咋个?|如何|在哪|哪里|哪儿|多久|几天|什么时候|啥时候|电话|要不要|用不用|需不需要|必须|可不可以|能不能).{0,12}(?:报案|报|点|弄|理赔|通知)"
    r"|(?:报案|理赔).{0,8}(?:怎么|咋|流程|电话|要多久|有时间限制|在哪|哪里|什么要求|吗[?？]?$)"
)
_TELLS = re.compile(
    r"我(?:要|想|来|得)(?:再)?(?:报|申请)|帮我报|给我报|报个案|昨|今天|前天|摔|撞|住院了|骨折|咬|抓"
)


def only_asks(words: str) -> bool:
    """「怎么报案」 asks; 「昨天骨折了咋个申请理赔」 tells what happened and is a report."""
    return bool(_ASKS.search(words)) and not _TELLS.search(words)


def how_to_report(knowledge: Knowledge) -> Outcome:
    return prepared(knowledge.answers["report_claim"], repeated=False)


def nothing_to_report_on() -> Outcome:
    words = (
        "您名下没有查到可以报案的保单。要是您确定买过，可能登记在别的手机号或证件下；"
        "事情我先记着，点「转人工」，管家帮您核对，不耽误报案。"
    )
    return Outcome((buttons(words, [HUMAN, ("查我的保单", "我买过哪些保险")]),), "report_claim:no_policy")


def reported(claim: Claim, knowledge: Knowledge) -> Outcome:
    """The claim number, what comes next, the list of documents with the pits that fit."""
    kind = knowledge.claim_types[claim.claim_type]
    words = (
        f"报上了，报案号是 {claim.claim_no}。要准备的材料一次列全了，在下面；"
        "不用一次备齐，拍好照直接发在这里，我帮您对还差什么。"
    )
    # the list's own opening line would greet a second time
    cards = tuple(reply for reply in checklist(kind, knowledge).replies if reply["kind"] == "card")
    choices = [
        ("看进度", f"查一下赔案号 {claim.claim_no} 的进度"),
        ("预约上门取件", "帮我预约上门取件"),
        HUMAN,
    ]
    slots = {"claim_no": claim.claim_no, "claim_type": claim.claim_type}
    replies = (text(words), *cards, buttons("接下来：", choices))
    return Outcome(replies, f"report_claim:{claim.claim_no}:done", slots=slots)
