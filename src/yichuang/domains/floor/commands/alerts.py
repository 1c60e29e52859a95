"""That an alert was seen, and that it was settled, each by a name."""

from typing import Any

from yichuang.domains.floor.models import AlertRecord
from yichuang.domains.floor.queries import open_alerts
from yichuang.domains.floor.rules import Alert
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.turns import one_at_a_time

from .common import TOPIC, named, text_of


@command("floor.see_alert", needs="floor.help")
def see_alert(work: Work, *, alert: str) -> dict[str, Any]:
    """Say that one has seen it: the others know that somebody looks after it. Whoever was first stays."""
    named(work)
    found = _alert(work, alert)
    row = _record(work, found)
    work.audit("alert.seen", f"alert:{found.key}", after={"kind": found.kind, "about": found.about})
    work.live(TOPIC)
    return {"alert": found.key, "seen_by": row.seen_name}


@command("floor.settle_alert", needs="hall.lead")
def settle_alert(work: Work, *, alert: str, note: str = "") -> dict[str, Any]:
    """Take an alert off the list. Waiting beyond the target comes back when it is still so a while later."""
    named(work)
    said = text_of(note, "note")
    found = _alert(work, alert)
    if found.call_id is not None:
        raise Refused("alert.by_call")
    row = _record(work, found)
    fresh = {"settled_at": work.at, "settled_by": work.actor.id, "settled_name": work.actor.name, "note": said}
    if not AlertRecord.objects.filter(pk=row.pk, settled_at=None).update(**fresh):
        raise Refused("alert.over")
    after = {"kind": found.kind, "about": found.about, "since": found.since, "minutes": found.minutes}
    work.audit("alert.settled", f"alert:{found.key}", after=after, reason=said)
    work.live(TOPIC)
    return {"alert": found.key}


def _alert(work: Work, key: str) -> Alert:
    """The alert as it stands now: what has passed meanwhile, or was settled by who came first, cannot be seen or settled any more."""
    one_at_a_time(work.center_id, f"floor.alert:{key}")
    found = next((a for a in open_alerts(work.actor) if a.key == key), None)
    if found is not None:
        return found
    if AlertRecord.objects.filter(center_id=work.center_id, key=key).exists():
        raise Refused("alert.over")
    raise Missing("alert.missing")


def _record(work: Work, found: Alert) -> AlertRecord:
    """The open record of an alert; who sees it second gets the same row, with the name of the first."""
    fresh = AlertRecord(
        center_id=work.center_id, day=work.today, key=found.key, kind=found.kind, about=found.about[:60], since=found.since,
        seen_at=work.at, seen_by=work.actor.id, seen_name=work.actor.name,
    )  # fmt: skip
    AlertRecord.objects.bulk_create([fresh], ignore_conflicts=True)
    rows = AlertRecord.objects.filter(center_id=work.center_id, day=work.today, key=found.key)
    row = rows.filter(settled_at=None).first()
    if row is None:
        raise Refused("alert.over")
    return row
