"""Questions about what is the customer's own: papers handed in, requests made, and whom to call. Pure.

The 80 intents know these only in general (which papers, how to complain). Who asks 「我材料齐了吗」 wants the own claim,
so words decide here. Whatever supposes something, or asks how a thing is done, is none of them."""

from __future__ import annotations

import re

from bot.components.text import fold, plain

OWN_DOCUMENTS, OWN_REQUESTS, CONTACT, ERRAND = (
    "ask_own_documents",
    "ask_own_requests",
    "ask_contact",
    "butler_errand",
)
INTENTS = frozenset({OWN_DOCUMENTS, OWN_REQUESTS, CONTACT, ERRAND})
_LONGEST = 36
#: What the buttons of errands say (data/knowledge/answers.yml).
_ERRAND = re.compile(r"请管家帮我(?:撤案|改收款账户|撤销退保|关自动扣费)")

_SUPPOSED = re.compile(r"如果|要是|假如|万一|比如|的话|一般|通常|按理")
_PAPERS = re.compile(
    r"材料|资料|单子|单据|票据|发票|病历|小结|清单|证明|文件|照片|申请书|报告|原件|复印件|身份证|银行卡|结算单|东西|该交的"
)
_OWN = re.compile(r"我|俺|咱|你们|您")
_HANDED_IN = re.compile(
    r"(?:交|传|上传|提交|发|寄|给)(?:过|齐|全|够|上去|上|完|给你们|你们|过去)*了?(?:没(?!人|回|收|动|反|消|用|给|有人|有回|有消|有反|有动|有用)|吗|么|不)"
    r"|交没交|传没传|收没收|收到过?了?(?:没|吗|么)|有没有(?:收到|交|传)|(?:齐|全|够)了?(?:没(?!人|有人)|吗|么)|齐不齐|全不全|够不够"
)
_GIVEN_AND_MORE = re.compile(
    r"(?:材料|资料|单子|单据|东西|票|病历|都|已经).{0,6}(?:给|交|传|寄|发)(?:给|过|完|齐)?(?:你们|您们|了).{0,5}还(?:要|差|缺|得)(?:交|补|我)?(?:啥|什么|哪|多少)"
)
_LACKING_ME = re.compile(r"[差缺少]我还?(?:啥|什么|哪|几|多少)")
_LACKING = re.compile(r"我(?:这边?|这里|那件)?的?(?:材料|资料)?(?:还)?(?:差|缺)(?:啥|什么|哪|几)")

_REQUEST = re.compile(
    r"投诉|申诉|复核|复议|异议|建议|意见|反馈|规划|工单|改.{0,3}(?:手机|电话|地址|受益人)|受益人|(?:手机号?|地址).{0,3}改|删.{0,4}信息"
)
_MINE = re.compile(r"我|俺|咱|上次|上回|之前|前几天|前天|昨天|上周|上个月|那天|编号|改好|办好|弄好")
_HOW_IT_GOES = re.compile(
    r"咋样|怎么样|怎样|啥样|结果|处理|受理|到哪|哪一步|进度|进展|回复|答复|回音|回信|消息|下文|动静|办好|弄好|改好|生效|批(?:了|下来)|通过"
    r"|(?:什么|啥)时候(?:能|有|给)|几时|呢[?!。.~]*$|了(?:吗|没|么|没有)[?!。.~]*$"
)
_NO_REQUEST = re.compile(
    r"(?:怎么|咋|如何|哪里|在哪|能不能|可不可以|要不要|该不该|会不会|有没有用)(?:去|能|可以)?(?:投诉|申诉|复核|复议|提|改|写|弄|申请)|"
    r"我(?:要|想)(?:去|再)?(?:投诉|申诉|复核|复议|提|改|换)|流程|影响|理赔.{0,4}复核|复核中|什么意思|区别|有用吗|写谁|填谁|[能会]有结果|有意见$|不满意?"
)

_RESULT = re.compile(r"有(?:没有)?(?:结果|消息|回复|答复|下文|动静|进展)")
_HOW_LONG = re.compile(r"多久|几天|多长|多少天|什么时候|啥时候")

_CONTACT = re.compile(
    r"(?:电话|热线|联系方式|客服号)(?:号码?)?(?:是)?(?:多少|几号|啥|什么|有吗|有没有|有不|给我|发我|告诉我|发一下|说一下|给一个|给个)"
    r"|(?:有没有|有|给我|告诉我|发我|要|求|把).{0,3}(?:你们|客服|公司|平台|人工|保险公司).{0,4}(?:电话|热线|联系方式)"
    r"|(?:打|拨)(?:哪个|什么|啥|多少|几号)(?:电话|热线|号)"
    r"|(?:怎么|咋|如何|怎样|哪里)(?:能|可以|才能)?(?:联系|打给|打电话给?|找)(?:到|上|得到)?(?:你们|您们|客服|你们公司|保险公司)"
    r"|howto(?:contact|reach|call)|(?:phone|contact|service)number|customerservice"
    r"|^(?:你们|您们|客服|公司|平台|人工|保险公司|你们公司|的|官方|客服中心)*(?:电话|热线|联系方式)(?:号码?)?(?:呢|是|啊)?[?!。.~]*$"
)
_OTHER_PHONE = re.compile(
    r"快递|取件|医院|小哥|师傅|我的|我留|登记的|预留|改|换|骗|骚扰|推销|代理|投诉|举报|监管|银保监|12378|给我打|打给我|回我?个?电话|没人接|打不通|接不通|业务员|他的|她的"
)


def own_question(text: str) -> str | None:
    """The intent of a question about the customer's own papers or requests, or whom to call; None for anything
    else."""
    words = plain(fold(text))
    if not words or len(words) > _LONGEST:
        return None
    if _ERRAND.fullmatch(words):
        return ERRAND
    if _CONTACT.search(words) and not _OTHER_PHONE.search(words):
        return CONTACT
    if _SUPPOSED.search(words):
        return None
    if _asks_own_request(words):
        return OWN_REQUESTS
    return OWN_DOCUMENTS if _asks_own_papers(words) else None


def _asks_own_request(words: str) -> bool:
    mine = _MINE.search(words) or (_RESULT.search(words) and not _HOW_LONG.search(words))
    asks = _REQUEST.search(words) and mine and _HOW_IT_GOES.search(words)
    return bool(asks) and not _NO_REQUEST.search(words)


def _asks_own_papers(words: str) -> bool:
    if _LACKING_ME.search(words) or _GIVEN_AND_MORE.search(words):
        return True
    handed_in = _HANDED_IN.search(words) or _LACKING.search(words)
    return bool(_PAPERS.search(words) and _OWN.search(words) and handed_in)
