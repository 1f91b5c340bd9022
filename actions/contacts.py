"""action_contacts: whom to call, from contacts.yml. A number that nobody has entered there is never made up."""

from actions.answers import CONFIRM
from actions.base import GuanjiaAction
from actions.reply import HUMAN, Outcome, buttons
from actions.resources import knowledge
from actions.slots import Turn
from insurer.knowledge import Contact

_OURS = ("human_butler", "insurer_service")
_REGULATOR = "complaint_12378"
COMPLAIN = ("怎么投诉", "在哪里投诉")


class ActionContacts(GuanjiaAction):
    action = "action_contacts"

    async def answer(self, turn: Turn) -> Outcome:
        contacts = knowledge().contacts
        ours = [contacts[key] for key in _OURS if key in contacts]
        lines = [_way(contact) for contact in ours]
        if not any(contact.number for contact in ours):
            lines.append(
                "我手上没有登记对外的电话号码，不敢随口报一个；要接电话的，跟管家说一声，管家打给您。"
            )
        if _REGULATOR in contacts:
            lines.append(_way(contacts[_REGULATOR]))
        return Outcome((buttons("\n".join(lines), [HUMAN, COMPLAIN]),), "contacts")


def _way(contact: Contact) -> str:
    note = contact.note.rstrip("。")
    mark = CONFIRM if contact.confirm else ""
    return (
        f"{contact.name} {contact.number}：{note}{mark}。"
        if contact.number
        else f"{contact.name}：{note}{mark}。"
    )
