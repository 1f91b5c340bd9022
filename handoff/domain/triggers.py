"""The escalation triggers as the desk reads them: names, and what to do first (domain.md section 6.1)."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """`next_step` is for the butler, `draft` a first sentence he will want to change. `{name}` is the
    customer's name."""

    name: str
    next_step: str
    draft: str


TRIGGERS: dict[str, Advice] = {
    "E01": Advice(
        "愤怒或辱骂",
        "先承认感受，再说清下一步和时间；不讲道理，不复读条款。",
        "{name}，让您生气是我们没做好。我是您的管家，这件事我来跟，先从您最着急的那一点说起，可以吗？",
    ),
    "E02": Advice(
        "丧亲或重病",
        "先表达哀悼或关切，只问一个必要的问题，主动提出代办；不要一上来要证明材料。",
        "{name}，听到这个消息我很难过。接下来的手续我来帮您办，您现在最需要我先做哪一件？",
    ),
    "E03": Advice(
        "要投诉、曝光或起诉",
        "给出正规渠道（含 12378），登记投诉并给编号；不劝阻，不谈撤诉条件。",
        "{name}，您有权投诉，我现在就为您登记并把编号发给您；也可以拨打 12378。我会一直跟到有结果。",
    ),
    "E04": Advice(
        "拒赔争议",
        "核对拒赔所引条款和审核人，给出书面理由与复核路径、时限；不判断对错，不保证改判。",
        "{name}，我把拒赔依据的条款原文和理由逐条发给您，再一起看怎么申请复核。",
    ),
    "E05": Advice(
        "金额争议",
        "给逐项扣减明细；不当场改数，不口头承诺补差。",
        "{name}，我把赔款的计算明细一项项列给您，哪一项您觉得不对，我们就核哪一项。",
    ),
    "E06": Advice(
        "时效争议",
        "说清时钟：起点、扣除的天数、最晚哪一天；超期的立即督办。",
        "{name}，让您等久了，抱歉。我查到的进度和最晚答复日期这就发给您，并且由我盯到那一天。",
    ),
    "E07": Advice(
        "销售误导",
        "记下说法、渠道、时间和截图；说明可以调取销售回溯记录；不替销售辩护。",
        "{name}，请把当时怎么跟您说的告诉我，我会调取销售记录来核对，结果如实告诉您。",
    ),
    "E08": Advice(
        "反复补材料",
        "一次列全还缺什么、为什么前次没说；能代办的代办。",
        "{name}，来回补材料辛苦您了。我把还缺的一次列全，能由我们去取的就不用您跑。",
    ),
    "E09": Advice(
        "危机：自伤或轻生",
        "立即接手，表达关心，直接询问安全；给 12356、110、120，不中断对话，同步值班人。",
        "{name}，我在。您现在安全吗？身边有人陪您吗？您也可以随时拨打 12356，我会一直在这里。",
    ),
    "E10": Advice(
        "要求真人",
        "直接接手；最多问一个分派问题。",
        "{name}您好，我是您的管家，前面的对话我都看过了，您接着说就好。",
    ),
    "E11": Advice(
        "重复提问、答非所问",
        "承认没有答到点上，确认真正的问题，再答。",
        "{name}，前面没有答到点上，抱歉。您想问的是不是这件事？我来直接回答。",
    ),
    "E12": Advice(
        "老人或需要特别照顾",
        "短句，一次一步；提议电话回拨；不让客户自己去下载或打开长链接。",
        "{name}您好，您慢慢说，不着急。需要的话我给您打电话，一步一步陪您办。",
    ),
    "E13": Advice(
        "欺诈指控",
        "中性记录，不作认定；被冒名的给止损步骤；不透露调查细节。",
        "{name}，您说的情况我已经如实记下来，会有专人核实，我来跟进并告诉您结果。",
    ),
    "E14": Advice(
        "疑似正在被骗",
        "先让客户停止转账、别给验证码，报 96110 或 110；不要求继续任何操作。",
        "{name}，请先不要转账，也不要告诉任何人验证码。可以马上拨打 96110 或 110，我陪您一起处理。",
    ),
    "E15": Advice(
        "个人信息或隐私",
        "登记权利请求并给时限；不反问为什么。",
        "{name}，您的请求我已经登记，处理进度和时间我会告诉您。",
    ),
    "BOT": Advice(
        "机器人暂时无法答复",
        "客户的问题还没有得到任何回答，请直接回答；机器人恢复后会自己补答。",
        "{name}您好，刚才系统没能及时回答您，抱歉。您的问题我看到了，我来回答。",
    ),
}

#: Which advice leads when several codes are present (domain.md 6.1: crisis always first, grief sets the
# tone).
_ORDER = (
    "E09",
    "E02",
    "E14",
    "E12",
    "E03",
    "E04",
    "E13",
    "E07",
    "E06",
    "E05",
    "E08",
    "E15",
    "E01",
    "E11",
    "E10",
)


def name_of(code: str) -> str:
    return TRIGGERS[code].name if code in TRIGGERS else code


def leading(codes: Iterable[str]) -> str | None:
    """The code that should lead; None when none of them is a trigger."""
    present = set(codes)
    return next((c for c in _ORDER if c in present), None)


def advise(codes: Iterable[str]) -> Advice:
    """The advice of the code that should lead."""
    present = set(codes)
    return TRIGGERS[leading(present) or ("BOT" if "BOT" in present else "E10")]
