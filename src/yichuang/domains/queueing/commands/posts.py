"""Who leads a zone, and the look at who has been away too long (DB50/T 1603-2024, 4.2.2)."""

from typing import Any
from uuid import UUID

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import posts
from yichuang.domains.queueing.models import Absence, ZoneLead
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Missing


@command("queueing.name_zone_lead", needs="hall.lead")
def name_zone_lead(work: Work, *, zone: str, staff_id: UUID | str | None = None) -> dict[str, Any]:
    """Say who leads a part of the hall, or that nobody does: whoever leaves a window there reports to him."""
    if zone not in {z.code for z in places.zones(work.center_id)}:
        raise Missing("window.no_zone", zone=zone)
    before = ZoneLead.objects.select_for_update().filter(center_id=work.center_id, zone=zone).first()
    if staff_id:
        person = people.colleague(work, staff_id)
        values = {"staff_id": person.id, "staff_name": person.name, "since": work.at}
        ZoneLead.objects.update_or_create(center_id=work.center_id, zone=zone, defaults=values)
    elif before:
        before.delete()
    after = {"lead": person.name if staff_id else ""}
    work.audit("zone.lead", f"zone:{zone}", before={"lead": before.staff_name if before else ""}, after=after)
    work.live("posts")
    return {"zone": zone, **after}


@command("queueing.tell_overlong", needs="system.manage")
def tell_overlong(work: Work) -> dict[str, Any]:
    """Alert for every absence without cover that has become too long; what is left over from earlier days is ended."""
    told = 0
    open_now = Absence.objects.select_for_update(skip_locked=True).filter(center_id=work.center_id, ended_at=None)
    for row in open_now.order_by("started_at"):
        told += posts.note_overlong(work, row, work.at)
        if row.day < work.today:
            posts.end_covers(work, row)
            posts.end(work, row, "day_over")
    return {"told": told}
