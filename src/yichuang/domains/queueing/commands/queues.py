"""Queues as they are set up from the pages: a new one, another name; and which items lead to them."""

import re
from typing import Any

from yichuang.domains.queueing.models import Queue
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .common import text_of

NAME, NAME_EN = 60, 120


@command("queueing.add_queue", needs="place.manage")
def add_queue(work: Work, *, code: str, name: str, name_en: str = "") -> dict[str, Any]:
    """A new queue, without windows and items: windows choose the queues they call, items the queue that leads to them."""
    code = code.strip().upper()
    if not re.fullmatch(r"[A-Z]{1,3}", code):
        raise Invalid("queue.code_shape", field="code")
    if Queue.objects.filter(center_id=work.center_id, code=code).exists():
        raise Refused("queue.taken", field="code", queue=code)
    made = Queue.objects.create(center_id=work.center_id, code=code, **_names(name, name_en))
    work.audit("queue.set_up", f"queue:{made.pk}", after={"code": code, "made": True, **_names(name, name_en)})
    work.live("board", "queue")
    return {"id": made.pk, "code": code}


@command("queueing.change_queue", needs="place.manage")
def change_queue(work: Work, *, queue: str, name: str, name_en: str = "", active: bool = True) -> dict[str, Any]:
    """Another name, or no numbers any more. Who has a number of it is still called."""
    row = _queue(work, queue)
    before = {"name": row.name, "name_en": row.name_en, "active": row.active}
    after = {**_names(name, name_en), "active": active}
    if before != after:
        Queue.objects.filter(pk=row.pk).update(**after)
        work.audit("queue.changed", f"queue:{row.pk}", before=before, after=after)
        work.live("board", "queue")
    return {"id": row.pk, "code": row.code}


def lead_item(work: Work, *, item: str, queue: str) -> None:
    """Let an item lead to one queue at the kiosk and on the phone; to none when `queue` is empty. In the caller's transaction:
    what a center says of an item is decided in the catalogue, and the queues only follow."""
    to = _queue(work, queue, "group") if queue else None
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


def _queue(work: Work, code: str, field: str = "queue") -> Queue:
    """A queue by its code, whether it gives numbers or not."""
    found = Queue.objects.filter(center_id=work.center_id, code=code).first()
    if found is None:
        raise Invalid("queue.unknown", field=field, queue=code)
    return found


def _names(name: str, name_en: str) -> dict[str, str]:
    if not name.strip():
        raise Invalid("queue.name_missing", field="name")
    return {"name": text_of(name, "name", NAME), "name_en": text_of(name_en, "name_en", NAME_EN)}
