"""Acts of rating. A rating comes from the evaluator of the window, or from whoever holds the code; never from staff."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from yichuang.domains.places import api as places
from yichuang.foundation import doors, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused

from . import events, joins, rules
from .models import Invitation, Rating, Visit

KINDS = ("ticket", "case")
"""The doors that lead to a visit."""


@command("feedback.invite_to_rate", needs="window.operate")
def invite_to_rate(work: Work, *, window_id: UUID, subject: str, label: str = "") -> dict[str, Any]:
    """Ask once more at the window's evaluator, for a visit that is over and not rated yet."""
    if window_id not in {w.id for w in places.windows(work.center_id)}:
        raise Missing("window.missing")
    visit = _visit(work, subject)
    _may(work, visit)
    return {"invitation": joins.invite(work, visit_id=visit.pk, window_id=window_id, label=label)}


@command("feedback.cancel_invitation", needs="window.operate")
def cancel_invitation(work: Work, *, invitation_id: UUID | str) -> dict[str, Any]:
    """The person has gone, or does not want to: the evaluator goes back to its resting page."""
    row = _invitation(work, invitation_id)
    row.move("cancel", at=work.at)
    work.audit("invitation.cancelled", f"invitation:{row.pk}", after={"window": str(row.window_id)})
    work.live(f"evaluator:{row.window_id}", f"window:{row.window_id}")
    return {"invitation": row.pk, "state": row.state}


@command("feedback.rate_at_window", needs="")
def rate_at_window(
    work: Work, *, invitation_id: UUID | str, grade: int, reasons: Sequence[str] = (), comment: str = ""
) -> dict[str, Any]:
    """Rate on the evaluator: only the device of that very window, and only while it is asked to."""
    _not_staff(work)
    row = _invitation(work, invitation_id)
    if work.actor.kind != "device" or work.actor.window_id != row.window_id:
        raise Denied("rating.not_here")
    if work.at > row.expires_at:
        raise Refused("invitation.over")
    row.move("answer", at=work.at)
    work.live(f"evaluator:{row.window_id}", f"window:{row.window_id}")
    return _rate(work, row.visit, "evaluator", grade, reasons, comment, follow_up=False)


@command("feedback.rate_by_code", needs="")
def rate_by_code(
    work: Work,
    *,
    code: str,
    grade: int,
    reasons: Sequence[str] = (),
    comment: str = "",
    channel: str = "slip_code",
    follow_up: bool = False,
) -> dict[str, Any]:
    """Rate with the code on the slip or on a paper. Holding the code is the right to rate; a device may carry it in.

    `follow_up` is the second rating (追评), given after the first; without it a second one is refused.
    """
    _not_staff(work)
    if channel not in rules.CHANNELS or channel == "evaluator":
        raise Invalid("rating.channel", field="channel", given=channel[:20])
    found = behind(code)
    if found is None or found[0] != work.center_id:
        raise Missing("rating.missing")
    visit = _visit(work, joins.visit_subject(work.center_id, found[1]))
    return _rate(work, visit, channel, grade, reasons, comment, follow_up=follow_up)


def behind(code: str) -> tuple[UUID, str] | None:
    """(center, subject) behind the code of a ticket or a case, as typed or scanned. Needs no scope; two queries at most."""
    plain = privacy.normal_code(code)
    for kind in KINDS:
        found = doors.door(kind, plain) if plain else None
        if found is not None:
            return found[0], f"{kind}:{found[1]}"
    return None


def _not_staff(work: Work) -> None:
    if work.actor.kind not in ("device", "citizen"):
        raise Denied("rating.staff")


def _invitation(work: Work, invitation_id: UUID | str) -> Invitation:
    try:
        wanted = UUID(str(invitation_id))
    except ValueError:
        raise Missing("invitation.missing") from None
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("visit")
    row = rows.filter(center_id=work.center_id, pk=wanted).first()
    if row is None:
        raise Missing("invitation.missing")
    return row


def _visit(work: Work, subject: str) -> Visit:
    row = Visit.objects.filter(center_id=work.center_id, subject=subject).first()
    if row is None:  # its door was found, so it is there, but nobody has finished serving it
        raise Refused("rating.too_early")
    return row


def _may(work: Work, visit: Visit, *, follow_up: bool = False) -> None:
    had = Rating.objects.filter(visit=visit).values_list("round", flat=True)
    why = rules.may_rate(had, visit.rate_until, work.at, follow_up=follow_up)
    if why:
        raise Refused(why)


def _rate(
    work: Work, visit: Visit, channel: str, grade: int, reasons: Sequence[str], comment: str, *, follow_up: bool
) -> dict[str, Any]:
    _may(work, visit, follow_up=follow_up)
    row = Rating(
        center_id=work.center_id,
        visit=visit,
        round=rules.FOLLOW_UP if follow_up else rules.FIRST,
        grade=rules.check_grade(grade),
        reasons=rules.check_reasons(reasons),
        comment=rules.check_comment(comment),
        channel=channel,
        by_kind=work.actor.kind,
        device_id=work.actor.device_id,
        rated_at=work.at,
    )
    try:
        with transaction.atomic():  # two at once: the constraint decides who was first
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("rating.followed_up" if follow_up else "rating.done") from None
    after = {"grade": row.grade, "round": row.round, "channel": channel, "reasons": row.reasons}
    work.audit("visit.rated", visit.subject, after=after)
    work.emit(events.RATED, visit.subject, rating=row.pk, grade=row.grade, round=row.round)
    if row.grade in rules.BAD:
        work.emit(events.BAD_RATING, visit.subject, rating=row.pk, grade=row.grade, window=visit.window_id)
    work.live("ratings", visit.subject, *([f"window:{visit.window_id}"] if visit.window_id else []))
    return {"rating": row.pk, "grade": row.grade, "round": row.round}
