"""What the reads share: which rows an actor may see, the lens of today, the mark of a page."""

from uuid import UUID

from django.db.models import Q, QuerySet

from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Missing
from yichuang.foundation.workdays.table import calendar_of

from ..commands.common import as_id
from ..models import Case
from ..views import Lens


def seen(actor: Actor) -> QuerySet[Case]:
    """The cases of the centers that the actor reads; a department's own staff see the department's, and what it has reported to another."""
    rows = Case.objects.filter(center_id__in=actor.reads)
    if actor.department_id is not None and not actor.can("case.check"):
        rows = rows.filter(Q(department_id=actor.department_id) | Q(reviews_id=actor.department_id))
    return rows


def find(actor: Actor, case: UUID | str) -> Case:
    """One case by number or id; Missing when it is not the actor's to see. One statement.

    Two centers of one region may give the same number: who reads both gets his own center's.
    """
    actor.require("case.read")
    uid = as_id(case)
    found = list(seen(actor).filter(pk=uid) if uid else seen(actor).filter(no=str(case)).order_by("id")[:20])
    if not found:
        raise Missing("case.missing")
    return next((c for c in found if c.center_id == actor.center_id), found[0])


def lens_of(center_id: UUID) -> Lens:
    """Two statements: the center, and the mark of the legal calendar."""
    center = places.center(center_id)
    return Lens(
        clock.now(), center.zone, calendar_of(), center.yellow_threshold, bool(center.setting("refusal_with_notice"))
    )


def page_mark(after: str, field: str = "after") -> list[str]:
    """The parts of a page's mark; a forged one is refused."""
    parts = after.split("~")
    if len(parts) != 2 or as_id(parts[1]) is None:
        raise Invalid("case.page_mark", field=field)
    return parts
