"""The voice of the user: what people wish for is written down in their words, with thanks and a number, and no promise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.form_draft import Draft
from actions.form_fields import Field, TextField, Value
from actions.forms import Form, FormStart, FormStep
from actions.reply import Outcome, noted, text
from actions.services import draft_text, request
from actions.slots import Turn

_LEAD = re.compile(
    r"^(?:你好|您好|那个|嗯|我)?[,，]?(?:我)?(?:有|想|要|来)?(?:想)?(?:给你们|跟你们|对你们)?(?:提|有|说|反馈)?(?:一?[个条点]|点儿)?(?:小)?"
    r"(?:建议|意见|想法)(?:啊|哈|呀)?[,，:：。!！ ]*"
)
_LEAST = 6


class _Anything(frozenset[str]):
    """The set of all intents."""

    def __contains__(self, intent: object) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class SuggestionField(TextField):
    """What comes with 「我有个建议，…」 is the suggestion; the words before it are not."""

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        said = _LEAD.sub("", text.strip(), count=1)
        return Value(said) if len(re.sub(r"[\W_]", "", said)) >= _LEAST else None


class SuggestionForm(Form):
    name = "suggestion_form"
    title = "建议"
    start_words = "我有个建议"
    has_summary = False
    #: Whatever is said here is the suggestion, also when it sounds like a question (「能不能一次选多张」).
    own_intents = _Anything()

    def fields(self) -> Sequence[Field]:
        return [
            SuggestionField(
                name="suggestion",
                label="建议",
                ask="您说，我原样记下来，交给做产品和服务的同事看。",
                example="上传材料的时候能不能一次选多张",
                most=1000,
            )
        ]

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        made = await request(turn, "suggestion", key, words=draft_text(draft, "suggestion"))
        words = (
            f"谢谢您，已经一字不改记下来了，编号 {made.request_no}。{made.next_step}"
            "会不会照着改，我不敢替他们答应，但一定有人看。"
        )
        return noted(Outcome((text(words),), f"{self.name}:done"), made)


class ActionSuggestion(FormStart):
    action = "action_suggestion"
    needs = "nothing"
    form = SuggestionForm()


class ValidateSuggestionForm(FormStep):
    action = "validate_suggestion_form"
    form = SuggestionForm()
