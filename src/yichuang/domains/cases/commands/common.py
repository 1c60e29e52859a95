"""What the acts share: finding a case or refusing, writing a ruling, the shape of an answer, whom to tell."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from yichuang.foundation.command import Work
from yichuang.foundation.errors import Invalid, Missing
from yichuang.foundation.models import subject

from ..acts import CASE_ACTS
from ..deeming import due_deemings
from ..models import Case, CaseMaterial, Ruling

TEXT = 2000


def take_case(work: Work, case: UUID | str) -> Case:
    """The case of this center by its number or id, locked until the act is done; another center's is missing.

    An acceptance by silence that is due comes before the act. A member of a department's own staff finds the department's cases only.
    """
    found = locked(work, case)
    if found is None or not may_see(work, found):
        raise Missing("case.missing")
    due_deemings(work, found)
    return found


def locked(work: Work, case: UUID | str) -> Case | None:
    """The case of this center by its number or id, locked, as it stands: whatever silence has done to it is not looked for. One statement."""
    rows = Case.objects.select_for_update().filter(center_id=work.center_id)
    uid = as_id(case)
    return (rows.filter(pk=uid) if uid else rows.filter(no=str(case))).first()


def stands(case: Case, act: str) -> None:
    """Refuse an act that the table of acts does not allow in the case's state. Costs no statement."""
    CASE_ACTS.require(act, state=case.state, no=case.no)


def as_id(value: UUID | str) -> UUID | None:
    """An id as it comes from an address or a body; None when it is a number instead."""
    if isinstance(value, UUID):
        return value
    try:
        return UUID(str(value))
    except ValueError:
        return None


def may_see(work: Work, case: Case) -> bool:
    """A window sees every department's cases; a department sees its own."""
    mine = work.actor.department_id
    return mine is None or work.actor.can("case.check") or case.department_id == mine


def materials_of(case: Case) -> list[CaseMaterial]:
    """This person's list, in order. One statement."""
    return list(CaseMaterial.objects.filter(case=case, center_id=case.center_id).order_by("position"))


def text(value: Any, field: str, *, most: int = TEXT) -> str:
    """A person's words, trimmed; refused whole when too long, never cut."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Invalid("case.text_expected", field=field)
    said = value.strip()
    if len(said) > most:
        raise Invalid("case.text_too_long", field=field, most=most)
    if "\x00" in said:
        raise Invalid("case.text_expected", field=field)
    return said


def need(value: str, field: str, label: str) -> str:
    """The same words, or Invalid naming what is lacking."""
    if not value:
        raise Invalid("case.field_missing", field=field, label=gettext(label))
    return value


def among(value: Any, known: Iterable[str], field: str) -> str:
    """One of the known codes, or Invalid naming them."""
    names = tuple(known)
    if value not in names:
        raise Invalid("case.unknown_value", field=field, value=str(value)[:40], known=", ".join(names))
    return str(value)


def rule_by(work: Work, case: Case, stage: str, outcome: str, **facts: Any) -> Ruling:
    """Write down who decided what. Name and post are copied, for the day when the person has left."""
    return Ruling.objects.create(
        center_id=case.center_id,
        case=case,
        stage=stage,
        outcome=outcome,
        period=case.period,
        by_id=work.actor.id,
        by_name=work.actor.name,
        by_post=work.actor.post,
        at=work.at,
        **facts,
    )


def about(case: Case) -> str:
    """How the case is named in logs and events."""
    return subject("case", case.pk)


def tell(work: Work, case: Case) -> None:
    """Refresh every page that shows this case, its window, its ticket or its department's queue."""
    topics = [f"case:{case.pk}", "cases", f"department:{case.department_id}"]
    topics += [f"ticket:{case.ticket_id}"] if case.ticket_id else []
    work.live(*topics, *([f"window:{case.window_id}"] if case.window_id else []))


def answer(case: Case, **more: Any) -> dict[str, Any]:
    """What an act on one case returns."""
    return {
        "id": case.pk,
        "no": case.no,
        "state": case.state,
        "outcome": case.outcome,
        "due": case.due,
        "due_kind": case.due_kind,
        "version": case.version,
        **more,
    }


def paper_answer(paper: Any) -> dict[str, Any]:
    """A paper as an act's answer names it."""
    return {"id": paper.id, "kind": paper.kind, "no": paper.number_text, "title": paper.title}
