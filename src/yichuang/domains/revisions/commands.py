"""The acts on a revision: propose, check, give back, withdraw, publish."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused

from . import telling
from .lifecycle import OPEN, State
from .models import Revision

MOST = 1000


@command("revisions.propose_guide", needs="guide.propose")
def propose_guide(work: Work, *, code: str, given: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """Ask for another guide or other review points of an item of one's own department. Nothing changes for anybody yet.

    `given` names the parts that are wanted otherwise, in the catalogue's content shape; it is checked whole now, so that a
    revision which could never be published is not put before a checker.
    """
    offer = catalog.offer(work.actor, code)
    if offer is None:
        raise Missing("item.not_offered", code=code)
    mine = work.actor.department_id
    if mine is not None and offer.department_id != mine:
        raise Denied("revision.item_of_others", code=code)
    plan = catalog.plan_revision(code, given)
    return _propose(
        work, "guide", code, f"{plan.code} {plan.name}", offer.department_id, plan.base, dict(given),
        [asdict(c) for c in plan.changes], reason,
    )  # fmt: skip


@command("revisions.propose_words", needs="guide.propose")
def propose_words(work: Work, *, kind: str, texts: Mapping[str, str], reason: str) -> dict[str, Any]:
    """Ask for other words of the center on one kind of paper. They are the whole center's, so the center publishes them."""
    base, now, said = documents.plan_words(work.center_id, kind, texts)
    changes = [catalog.change_of(field, now[field], said[field]) for field in said if now[field] != said[field]]
    name = documents.KINDS[kind].label
    return _propose(
        work, "words", kind, name, work.actor.department_id, base, dict(said), [asdict(c) for c in changes], reason
    )


def _propose(
    work: Work, kind: str, target: str, name: str, department: UUID | None, base: int, content: dict[str, Any],
    changes: list[dict[str, Any]], reason: str,
) -> dict[str, Any]:  # fmt: skip
    why = _text(reason, "reason", "revision.reason_missing")
    assert work.actor.id is not None
    try:
        with transaction.atomic():
            row = Revision.objects.create(
                center_id=work.center_id, state=State.PROPOSED, state_since=work.at, kind=kind, target=target, name=name,
                department_id=department, base=base, content=content, changes=changes, reason=why, proposed_by=work.actor.id,
                proposed_by_name=work.actor.name, proposed_at=work.at,
            )  # fmt: skip
    except IntegrityError:  # two at once, or one that nobody has answered yet
        first = Revision.objects.filter(
            center_id=work.center_id, kind=kind, target=target, state__in=sorted(OPEN)
        ).first()
        raise Refused("revision.open_already", name=name, by=first.proposed_by_name if first else "") from None
    work.audit("revision.proposed", telling.about(row), after={"kind": kind, "target": target, "base": base, "changes": len(changes)}, reason=why)  # fmt: skip
    telling.tell_checkers(work, row)
    return _done(work, row)


@command("revisions.check", needs="guide.check")
def check(work: Work, *, revision: UUID | str, opinion: str = "") -> dict[str, Any]:
    """Say as another person that it is right. Who proposed it cannot."""
    row = _taken(work, revision)
    row.LIFECYCLE.plan("check", state=row.state)
    _by_another(work, row)
    said = _text(opinion, "opinion")
    row.move(
        "check", at=work.at, checked_by=work.actor.id, checked_by_name=work.actor.name, checked_at=work.at, opinion=said
    )
    work.audit("revision.checked", telling.about(row), after={"state": row.state}, reason=said)
    telling.tell_proposer(work, row, telling.CHECKED)
    return _done(work, row)


@command("revisions.give_back", needs="guide.check")
def give_back(work: Work, *, revision: UUID | str, opinion: str) -> dict[str, Any]:
    """Return it with the reason; also one that was checked, when something shows before it is published."""
    row = _taken(work, revision)
    row.LIFECYCLE.plan("give_back", state=row.state)
    _by_another(work, row)
    said = _text(opinion, "opinion", "revision.opinion_missing")
    row.move(
        "give_back",
        at=work.at,
        checked_by=work.actor.id,
        checked_by_name=work.actor.name,
        checked_at=work.at,
        opinion=said,
    )
    work.audit("revision.returned", telling.about(row), after={"state": row.state}, reason=said)
    telling.tell_proposer(work, row, telling.RETURNED, why=said)
    return _done(work, row)


@command("revisions.withdraw", needs="guide.propose")
def withdraw(work: Work, *, revision: UUID | str) -> dict[str, Any]:
    """The proposer takes it back before it is published."""
    row = _taken(work, revision)
    row.LIFECYCLE.plan("withdraw", state=row.state)
    if row.proposed_by != work.actor.id:
        raise Denied("revision.not_yours", name=row.proposed_by_name)
    row.move("withdraw", at=work.at)
    work.audit("revision.withdrawn", telling.about(row), after={"state": row.state})
    return _done(work, row)


@command("revisions.publish", needs="guide.publish")
def publish(work: Work, *, revision: UUID | str, effective_from: date | str, answer: str = "") -> dict[str, Any]:
    """Put it in force from a day on, today at the earliest, and tell the windows, who acknowledge it.

    A guide is a new version of the item; `answer` answers the warning that its promise may outlast the statute. Words on a paper
    are the whole center's: publishing them also needs `place.manage`. Refused when another version came in between.
    """
    row = _taken(work, revision)
    row.LIFECYCLE.plan("publish", state=row.state)
    day = _day(work, effective_from)
    if row.kind == "guide":
        number, _changes = catalog.revise_item(
            work, code=row.target, given=row.content, base=row.base, effective_from=day, answer=answer
        )
    else:
        if not work.actor.can("place.manage"):
            raise Denied("revision.words_by_center")
        number = documents.publish_words(work, row.target, row.content, row.base, effective_from=day)
    row.move(
        "publish", at=work.at, published_by_name=work.actor.name, published_at=work.at, effective_from=day,
        published_version=number,
    )  # fmt: skip
    if row.kind == "words":
        telling.tell_windows(work, row)
    work.audit("revision.published", telling.about(row), after={"version": number, "from": day})
    telling.tell_proposer(work, row, telling.PUBLISHED, day=f"{day}")
    return _done(work, row) | {"version": number, "effective_from": day}


def _taken(work: Work, revision: UUID | str) -> Revision:
    """The row, locked; that of another center or department is missing."""
    rows = Revision.objects.select_for_update().filter(center_id=work.center_id)
    if work.actor.department_id is not None:
        rows = rows.filter(department_id=work.actor.department_id)
    try:
        found = rows.filter(pk=UUID(str(revision))).first()
    except ValueError:
        found = None
    if found is None:
        raise Missing("revision.missing")
    return found


def _by_another(work: Work, row: Revision) -> None:
    if row.proposed_by == work.actor.id:
        raise Denied("revision.own")


def _text(text: str, field: str, missing: str = "") -> str:
    said = str(text or "").replace("\x00", "").strip()
    if missing and not said:
        raise Invalid(missing, field=field)
    if len(said) > MOST:
        raise Invalid("revision.text_too_long", field=field, most=MOST)
    return said


def _day(work: Work, given: date | str) -> date:
    try:
        day = given if isinstance(given, date) else date.fromisoformat(str(given).strip())
    except ValueError:
        raise Invalid("revision.day_expected", field="effective_from") from None
    if day < work.today:
        raise Invalid("revision.day_passed", field="effective_from", day=day.isoformat())
    return day


def _done(work: Work, row: Revision) -> dict[str, Any]:
    work.live(telling.about(row), "revisions")
    return {"id": row.pk, "state": row.state}
