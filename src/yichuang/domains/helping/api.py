"""The door of helping: questions from the windows, answered behind. For the floor: `open_questions`."""

from . import events
from .commands import answer, ask, ask_on, forward, keep, settle, withdraw
from .labels import KIND_LABELS, STATE_LABELS
from .lifecycle import QUESTION
from .queries import answers_waiting, figures, knowledge, my_questions, open_questions, question, questions_to
from .rules import KINDS, kinds_of
from .types import EntryView, KindFigures, QuestionView

__all__ = [
    "KINDS", "KIND_LABELS", "QUESTION", "STATE_LABELS", "EntryView", "KindFigures", "QuestionView", "answer",
    "answers_waiting", "ask", "ask_on", "events", "figures", "forward", "keep", "kinds_of", "knowledge", "my_questions",
    "open_questions", "question", "questions_to", "settle", "withdraw",
]  # fmt: skip
