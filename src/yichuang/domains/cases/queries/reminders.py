"""Reading what was reminded and urged: of one case, as marks in a list, as lists of their own, and for the applicant."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor

from .. import reasons, views
from ..commands.urging import last_of
from ..models import Case, CaseReminder, CaseUrging
from ..reminding import may_urge
from ..types import Page
from ..types_reminders import CaseMarks, NudgeView, ReminderView, UrgeState, UrgingView
from .common import lens_of, page_mark, seen

_LIGHTS = {"green": "ok", "yellow": "warn", "red": "bad"}


def reminders_of(actor: Actor, case_id: UUID) -> list[ReminderView]:
    """What was told of a case, the newest first. One statement."""
    rows = CaseReminder.objects.filter(center_id__in=actor.reads, case_id=case_id)
    return [_reminder(r) for r in rows.order_by("-at", "-id")]


def urgings_of(actor: Actor, case_id: UUID) -> list[UrgingView]:
    """Who urged a case, the newest first. One statement."""
    rows = CaseUrging.objects.filter(center_id__in=actor.reads, case_id=case_id)
    return [_urging(r) for r in rows.order_by("-at", "-id")]


def marks(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, CaseMarks]:
    """What the lines of a list say of reminding; cases without any are left out. Two statements."""
    ids = list(case_ids)
    told = CaseReminder.objects.filter(center_id__in=actor.reads, case_id__in=ids).values("case_id")
    red = {r["case_id"]: bool(r["red"]) for r in told.annotate(red=Count("id", filter=Q(light="red")))}
    rows = CaseUrging.objects.filter(center_id__in=actor.reads, case_id__in=ids).values("case_id")
    urged = {
        r["case_id"]: (r["n"], r["open"])
        for r in rows.annotate(n=Count("id"), open=Count("id", filter=Q(state="open")))
    }
    found = {}
    for i in {*red, *urged}:
        light = ("bad" if red[i] else "warn") if i in red else ""
        found[i] = CaseMarks(light, *urged.get(i, (0, 0)))
    return found


def reminder_list(actor: Actor, *, light: str = "", after: str = "", size: int = 50) -> Page:
    """The reminders that an actor may see, the newest first, each with its case. Five statements."""
    actor.require("case.read")
    rows = CaseReminder.objects.filter(center_id=actor.center_id, case__in=seen(actor))
    if light in ("yellow", "red"):
        rows = rows.filter(light=light)
    return _page(actor, rows, _reminder, after, size)


def urging_list(actor: Actor, *, state: str = "", after: str = "", size: int = 50) -> Page:
    """The urgings that an actor may see, the newest first, each with its case. Five statements."""
    actor.require("case.read")
    rows = CaseUrging.objects.filter(center_id=actor.center_id, case__in=seen(actor))
    if state in ("open", "answered"):
        rows = rows.filter(state=state)
    return _page(actor, rows, _urging, after, size)


def unanswered(actor: Actor) -> int:
    """How many urgings wait for an answer of those that the actor may see. One statement."""
    return CaseUrging.objects.filter(center_id=actor.center_id, state="open", case__in=seen(actor)).count()


def _page(actor: Actor, rows: Any, view: Any, after: str, size: int) -> Page:
    if after:
        rows = rows.filter(pk__lt=page_mark(f"x~{after}")[1])
    found = list(rows.order_by("-pk")[: size + 1])
    page = found[:size]
    assert actor.center_id is not None
    lens = lens_of(actor.center_id)
    cases = {c.pk: views.case_row(c, lens) for c in Case.objects.filter(pk__in={r.case_id for r in page})}
    return Page([view(r, cases.get(r.case_id)) for r in page], str(page[-1].pk) if len(found) > size else "")


# ---- for the applicant ----


def nudges(center_id: UUID, case_id: UUID) -> list[NudgeView]:
    """What was done so that the case gets on, in plain words and without a name, the newest first. Two statements.

    What concerns the applicant's own dates, and the inner dates of the house, are left out.
    """
    told = CaseReminder.objects.filter(center_id=center_id, case_id=case_id, kind__in=["promise", "statutory", "tell"])
    lines = [NudgeView(r.at, _LIGHTS[r.light], _told_words(r)) for r in told]
    for u in CaseUrging.objects.filter(center_id=center_id, case_id=case_id):
        lines.append(NudgeView(u.at, "run", _urged_words(u), *_answer_for_applicant(u)))
    return sorted(lines, key=lambda n: n.at, reverse=True)


def _told_words(row: CaseReminder) -> str:
    if row.light == "red":
        return _("已超过%(limit)s，系统已通知经办人、部门负责人和监督人员。") % {"limit": _limit(row)}
    return _("%(limit)s将到，系统已提醒经办人和部门负责人。") % {"limit": _limit(row)}


def _limit(row: CaseReminder) -> str:
    return {"promise": _("承诺期限"), "statutory": _("法定期限"), "tell": _("受理期限")}[row.kind]


def _urged_words(row: CaseUrging) -> str:
    return {
        "applicant": _("您已催办。"), "window": _("窗口已替您催办。"), "representative": _("部门负责人已督办。"),
        "supervisor": _("监督人员已督办。"),
    }[row.urger]  # fmt: skip


def _answer_for_applicant(row: CaseUrging) -> tuple[Any, ...]:
    """What the department wrote to the applicant himself; what it wrote to its own people is theirs."""
    return (row.answer, row.answered_at) if row.urger == "applicant" else ()


def urge_state(center_id: UUID, case_id: UUID) -> UrgeState:
    """Whether the applicant may urge now. Four statements."""
    row = Case.objects.filter(center_id=center_id, pk=case_id).first()
    if row is None:
        return UrgeState(False, "case.missing")
    lens, gap = lens_of(center_id), places.center(center_id).setting("urge_gap_days")
    why, again = may_urge(row.state, last_of(row, "applicant"), lens.today, gap, lens.calendar)
    return UrgeState(not why, why, again)


def _reminder(row: CaseReminder, case: Any = None) -> ReminderView:
    roles = dict.fromkeys(t["role"] for t in row.told)
    return ReminderView(
        id=row.pk, kind=row.kind, label=reasons.label(reasons.REMINDED, row.kind), light=_LIGHTS[row.light], due=row.due,
        at=row.at, told=tuple(reasons.label(reasons.TOLD, r) for r in roles), row=case,
    )  # fmt: skip


def _urging(row: CaseUrging, case: Any = None) -> UrgingView:
    return UrgingView(
        id=row.pk, urger=row.urger, urger_label=reasons.label(reasons.URGERS, row.urger), by_name=row.by_name, at=row.at,
        said=row.said, light=_LIGHTS.get(row.light, "off"), state=row.state, answer=row.answer, answered_at=row.answered_at,
        answered_by=row.answered_by, row=case,
    )  # fmt: skip
