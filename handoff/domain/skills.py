"""Which skill a case asks for (domain.md section 6.1, column butler_skill)."""

from collections.abc import Iterable, Mapping

from handoff.domain.triggers import leading

#: What everybody on the desk can do.
GENERAL = "general"

#: Skill -> its name as the desk reads it.
SKILLS: dict[str, str] = {
    GENERAL: "通用管家",
    "calming": "情绪与客诉",
    "grief": "丧亲与重疾",
    "complaints": "客诉法务",
    "claim_review": "理赔复核",
    "settlement": "理算",
    "claim_progress": "理赔督办",
    "sales_conduct": "销售回溯",
    "documents": "理赔材料",
    "crisis": "危机干预",
    "elderly": "适老与无障碍",
    "fraud": "反欺诈合规",
    "scam": "反诈",
    "privacy": "个人信息保护",
}

_OF_CODE: dict[str, str] = {
    "E01": "calming",
    "E02": "grief",
    "E03": "complaints",
    "E04": "claim_review",
    "E05": "settlement",
    "E06": "claim_progress",
    "E07": "sales_conduct",
    "E08": "documents",
    "E09": "crisis",
    "E10": GENERAL,
    "E11": GENERAL,
    "E12": "elderly",
    "E13": "fraud",
    "E14": "scam",
    "E15": "privacy",
}


def skill_for(codes: Iterable[str], configured: Mapping[str, str]) -> str:
    """The skill of the code that leads the case. `configured`: what the desk has set, code -> skill; a code it
    does not name keeps its default."""
    code = leading(codes)
    if code is None:
        return GENERAL
    return configured.get(code) or _OF_CODE.get(code, GENERAL)


def skill_name(skill: str) -> str:
    return SKILLS.get(skill, skill)
