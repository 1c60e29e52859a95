"""States of a question. Pure."""

from enum import StrEnum

from yichuang.foundation.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Asked until answered; the asker settles it, or asks on."""

    ASKED = "asked"
    ANSWERED = "answered"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


QUESTION = Lifecycle(
    "question",
    {
        "answer": Move(frozenset({State.ASKED}), State.ANSWERED, "question.answer"),
        "forward": Move(frozenset({State.ASKED}), State.ASKED, "question.answer"),
        "ask_on": Move(frozenset({State.ANSWERED}), State.ASKED, "window.operate"),
        "settle": Move(frozenset({State.ANSWERED}), State.SETTLED, "window.operate"),
        "withdraw": Move(frozenset({State.ASKED}), State.WITHDRAWN, "window.operate"),
    },
)
