"""The catalogue's rules as pure functions: one person's list, the publish gate, differences between two contents."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yichuang.foundation.deadlines import Limit, outlasts
from yichuang.foundation.errors import Invalid
from yichuang.foundation.workdays import Calendar

from .types import PROMISE_PARTS, Change, ChecklistLine, Guide, MaterialInfo

GATE = ("name", "legal_basis", "conditions", "quantity", "procedure", "limits", "materials", "sample_form")
"""The eight contents of 行政许可法 article 30, in its order."""


def check_answers(guide: Guide, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers, each checked against its question; raises Invalid with the field of the first that is not known."""
    for question, answer in answers.items():
        known = next((q for q in guide.questions if q.code == question), None)
        if known is None:
            raise Invalid("situation.unknown_question", field=f"situation.{question}", question=question)
        if answer not in {a.code for a in known.answers}:
            allowed = ", ".join(a.code for a in known.answers)
            raise Invalid("situation.unknown_answer", field=f"situation.{question}", answer=answer, allowed=allowed)
    return dict(answers)


def parse_situation(guide: Guide, given: Any) -> dict[str, str]:
    """Answers as a mapping, or as a text `q1=a,q2=b`; nothing given is no answer yet."""
    if not given:
        return {}
    if isinstance(given, str):
        pairs = [part.partition("=") for part in given.replace(";", ",").split(",") if part.strip()]
        given = {question.strip(): answer.strip() for question, _, answer in pairs}
    if not isinstance(given, Mapping) or not all(isinstance(v, str) for v in given.values()):
        raise Invalid("situation.shape", field="situation")
    return check_answers(guide, given)


def checklist(guide: Guide, answers: Mapping[str, str]) -> list[ChecklistLine]:
    """This person's list: each material of the item with whether he needs it, and why or why not.

    A material is not needed as soon as one answer excludes it; it is needed when every question that it depends on is
    answered its way; in between a question is still open. A situational material that depends on no question stays open,
    because only a person can tell.
    """
    given = check_answers(guide, answers)
    return [_line(guide, m, given) for m in guide.materials]


def open_questions(guide: Guide, answers: Mapping[str, str]) -> list[str]:
    """The questions that would still change the list."""
    return [q.code for q in guide.questions if q.code not in answers]


def _line(guide: Guide, material: MaterialInfo, answers: Mapping[str, str]) -> ChecklistLine:
    waiting = False
    for question, wanted in material.when.items():
        answer = answers.get(question)
        if answer is None:
            waiting = True
        elif answer not in wanted:
            return ChecklistLine(material, "no", _words(guide, question, answer))
    if waiting or (material.necessity == "situational" and not material.when):
        return ChecklistLine(material, "ask")
    why = [_words(guide, q, answers[q]) for q in material.when]
    return ChecklistLine(material, "yes", "；".join(why))


def _words(guide: Guide, question: str, answer: str) -> str:
    for q in guide.questions:
        for a in q.answers:
            if (q.code, a.code) == (question, answer):
                return a.text
    return answer


def lacking(content: Mapping[str, Any]) -> list[str]:
    """Which of the eight contents an item lacks before it may be published (keys of GATE, in order). Empty: complete."""
    limits = content.get("statutory") is not None and content.get("promised") is not None
    materials = content.get("materials") or []
    present = {
        "name": bool(content.get("name")),
        "legal_basis": any(b["law"] for b in content.get("legal_basis") or []),
        "conditions": bool(content.get("conditions")),
        "quantity": bool(content.get("quantity")),
        "procedure": bool(content.get("procedure")),
        "limits": limits,
        "materials": bool(materials),
        "sample_form": any(m.get("filled_sample") for m in materials),
    }
    return [part for part in GATE if not present[part]]


def commitment_lacking(content: Mapping[str, Any]) -> list[str]:
    """Which of the four contents of its letter (DB50/T 1603-2024 5.3.6.2) an item lacks that offers a commitment."""
    if not content.get("commitment"):
        return []
    return [part for part in PROMISE_PARTS if not str(content.get(part) or "").strip()]


def promise_outlasts(content: Mapping[str, Any], calendar: Calendar, year: int) -> date | None:
    """The first day of the year from which the promise would run past the statute, or None. Cheap for equal units."""
    promised, statutory = content.get("promised"), content.get("statutory")
    if not promised or not statutory or promised["value"] == 0:
        return None
    if promised["unit"] == statutory["unit"]:
        return date(year, 1, 1) if promised["value"] > statutory["value"] else None
    return outlasts(
        Limit(promised["value"], promised["unit"]), Limit(statutory["value"], statutory["unit"]), calendar, year
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any], path: str = "") -> list[Change]:
    """Field by field, what changed between two contents. Lists of named things are compared by name, others by place."""
    found: list[Change] = []
    for key in dict.fromkeys((*before, *after)):
        where = f"{path}.{key}" if path else key
        found += _compare(before.get(key), after.get(key), where)
    return found


def _compare(old: Any, new: Any, where: str) -> list[Change]:
    if old == new:
        return []
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return differences(old, new, where)
    if isinstance(old, list) and isinstance(new, list) and any(isinstance(x, Mapping) for x in (*old, *new)):
        return differences(_keyed(old), _keyed(new), where)
    if old in (None, "", [], {}):
        return [] if new in (None, "", [], {}) else [Change(where, "added", "", _say(new))]
    if new in (None, "", [], {}):
        return [Change(where, "removed", _say(old), "")]
    return [Change(where, "changed", _say(old), _say(new))]


def _keyed(rows: list[Any]) -> dict[str, Any]:
    keyed: dict[str, Any] = {}
    for place, row in enumerate(rows):
        name = (
            row.get("name") or row.get("law") or row.get("code") or row.get("text") if isinstance(row, Mapping) else ""
        )
        label = f"[{name or place}]"
        keyed[label if label not in keyed else f"[{name}#{place}]"] = row
    return keyed


def _say(value: Any) -> str:
    if isinstance(value, Mapping):
        return "；".join(f"{k}={_say(v)}" for k, v in value.items() if v not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return "、".join(_say(v) for v in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


AT_ONCE = ("FILING", "INSTANT", "REAL_ESTATE_INSTANT")
"""Intake rules that leave nothing for a superior to decide."""


def not_for_two_stages(content: Mapping[str, Any]) -> str:
    """Why an item cannot be reviewed by one organ and decided by another (行政许可法 35); empty when it can.

    A promise is needed because the statute sets no date at acceptance: the superior's days begin when the report arrives.
    """
    if content["project_type"] == "instant" or content["intake_rule"] in AT_ONCE:
        return "review_at_once"
    if content["type_code"] != "01" and not content["review"]:
        return "review_no_law"
    return "" if content["promised"] else "review_no_promise"
