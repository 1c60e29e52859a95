"""Queues as they are set up from the pages: a new one, another name; and which items lead to them."""

import re
from collections.abc import Mapping
from typing import Any

from yichuang.domains.queueing.models import Queue
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .arriving import booking_figures
from .common import any_queue, names_of
from .issuing import issuing_limits


@command("queueing.add_queue", needs="place.manage")
def add_queue(work: Work, *, code: str, name: str, name_en: str = "") -> dict[str, Any]:
    """A new queue, without windows and items: windows choose the queues they call, items the queue that leads to them."""
    code = code.strip().upper()
    if not re.fullmatch(r"[A-Z]{1,3}", code):
        raise Invalid("queue.code_shape", field="code")
    if Queue.objects.filter(center_id=work.center_id, code=code).exists():
        raise Refused("queue.taken", field="code", queue=code)
    made = Queue.objects.create(center_id=work.center_id, code=code, **names_of(name, name_en))
    work.audit("queue.set_up", f"queue:{made.pk}", after={"code": code, "made": True, **names_of(name, name_en)})
    work.live("board", "queue")
    return {"id": made.pk, "code": code}


@command("queueing.change_queue", needs="place.manage")
def change_queue(
    work: Work, *, queue: str, name: str, name_en: str = "", active: bool = True,
    booking: Mapping[str, Any] | None = None, issuing: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Another name, no numbers any more, or other figures of `set_booking` and `set_issuing`: all of it or nothing. Who has a
    number of a queue out of use is still called."""
    row = any_queue(work, queue)
    after = {**names_of(name, name_en), "active": active}
    if booking is not None:
        after |= booking_figures(**booking)
    if issuing is not None:
        after |= issuing_limits(**issuing)
    before = {column: getattr(row, column) for column in after}
    changed = [column for column, value in after.items() if value != before[column]]
    if changed:
        Queue.objects.filter(pk=row.pk).update(**{c: after[c] for c in changed})
        work.audit(
            "queue.changed",
            f"queue:{row.pk}",
            before={c: before[c] for c in changed},
            after={c: after[c] for c in changed},
        )
        work.live("board", "queue")
    return {"id": row.pk, "code": row.code}


def lead_item(work: Work, *, item: str, queue: str) -> None:
    """Let an item lead to one queue at the kiosk and on the phone; to none when `queue` is empty. In the caller's transaction:
    what a center says of an item is decided in the catalogue, and the queues only follow."""
    to = any_queue(work, queue, "group") if queue else None
    changed = []
    for row in Queue.objects.select_for_update().filter(center_id=work.center_id).order_by("code"):
        here = to is not None and row.pk == to.pk
        if here != (item in row.items):
            row.items = sorted({*row.items, item} if here else {*row.items} - {item})
            row.save(update_fields=["items"])
            changed.append(row.code)
    if changed:
        work.audit("queue.item_routed", f"item:{item}", after={"queue": queue, "changed": changed})
        work.live("board", "queue")
