"""An act that leaves messages, as a room's command does."""

from yichuang.foundation import messages
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Refused

R = messages.Recipient
PHONE, MAIL = "13800001234", "zhang@example.cn"


@command("tests.say", needs="")
def say(
    work: Work, *, to: list, text: str = "办件 %(no)s 明天到期。", link: str = "/q/ABCD/", fail: bool = False
) -> dict:
    ids = messages.post(
        work,
        to=to,
        template="tests.due",
        text=text,
        facts={"no": "1"} if "%" in text else None,
        link=link,
        about="case:1",
    )
    if fail:
        raise Refused("tests.no")
    return {"ids": ids}


def sms(address=PHONE):
    return R("sms", address=address, name="张云")
