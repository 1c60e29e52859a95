"""Sending somebody to a window: to stand in for who is away, or to open it. He is there when he has sat down (`came_at`)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.domains.floor.models import WindowOrder
from yichuang.domains.floor.rules import ORDER_KINDS
from yichuang.domains.people import api as people
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import messages
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused

from .common import TOPIC, as_id, named

GO = {
    "cover": _("%(by)s 请您到 %(window)s 号窗口补岗%(until)s。办完手上的号后请过去，用本人登录开窗。"),
    "open": _("%(by)s 请您开 %(window)s 号窗口%(until)s。请做班前检查，用本人登录开窗。"),
}
UNTIL = "，到 %s"


@command("floor.send_to_window", needs="hall.lead")
def send_to_window(
    work: Work, *, window: str, staff_id: UUID | str, kind: str = "cover", until: datetime | None = None
) -> dict[str, Any]:
    """Name who goes to a window, and tell him. The window opens, and the cover begins, when he sits down there himself."""
    named(work)
    if kind not in ORDER_KINDS:
        raise Invalid("order.kind", field="kind")
    if until is not None and until <= work.at:
        raise Invalid("order.until", field="until")
    desk = next((d for d in queueing.desks(work.actor) if d.code == window), None)
    if desk is None:
        raise Missing("window.missing", window=window)
    person = _who_can(work, staff_id)
    if desk.staff_id == person.id and desk.state == "open":
        raise Refused("order.there", name=person.name, window=window)
    _end_stale(work)
    row = WindowOrder(
        center_id=work.center_id, kind=kind, day=work.today, window_id=desk.id, window=desk.code, staff_id=person.id,
        staff_name=person.name, until=until, by_name=work.actor.name, sent_at=work.at,
    )  # fmt: skip
    WindowOrder.objects.bulk_create([row], ignore_conflicts=True)
    first = WindowOrder.objects.filter(window_id=desk.id, ended_at=None, center_id=work.center_id).first()
    if first is not None and first.pk != row.pk:
        raise Refused("order.already", name=first.staff_name, window=window)
    _send(work, row)
    return {"id": row.pk, "window": desk.code, "staff": person.name}


def _who_can(work: Work, staff_id: UUID | str) -> Any:
    person = people.colleague(work, staff_id)
    if "window.operate" not in people.capabilities_of(list(person.roles)):
        raise Refused("order.not_operator", name=person.name)
    if any(a.staff_id == person.id for a in queueing.away_now(work.actor)):
        raise Refused("order.away", name=person.name)
    return person


def _end_stale(work: Work) -> None:
    """What an earlier day left open hinders nobody."""
    rows = WindowOrder.objects.filter(center_id=work.center_id, day__lt=work.today, ended_at=None)
    rows.update(ended_at=work.at)


def _send(work: Work, row: WindowOrder) -> None:
    until = UNTIL % f"{row.until.astimezone(work.zone):%H:%M}" if row.until else ""
    messages.post(
        work, to=[messages.Recipient.staff(row.staff_id, row.staff_name)], template="floor.sent", text=GO[row.kind],
        facts={"by": work.actor.name, "window": row.window, "until": until}, link="/desk/window/",
        about=f"window:{row.window_id}",
    )  # fmt: skip
    after = {"window": row.window, "staff": row.staff_name, "kind": row.kind, "until": row.until}
    work.audit("floor.sent_to_window", f"window:{row.window_id}", after=after)
    work.live(TOPIC, f"window:{row.window_id}")


@command("floor.withdraw_order", needs="hall.lead")
def withdraw_order(work: Work, *, order: UUID | str) -> dict[str, Any]:
    """The person need not go there any more."""
    named(work)
    wanted = as_id(order, "order.missing")
    row = WindowOrder.objects.select_for_update().filter(pk=wanted, center_id=work.center_id, ended_at=None).first()
    if row is None:
        raise Missing("order.missing")
    WindowOrder.objects.filter(pk=row.pk).update(ended_at=work.at)
    messages.post(
        work, to=[messages.Recipient.staff(row.staff_id, row.staff_name)], template="floor.sent",
        text=_("%(window)s 号窗口的安排已撤回，不用过去了。"), facts={"window": row.window}, link="/desk/window/",
        about=f"window:{row.window_id}",
    )  # fmt: skip
    work.audit("floor.order_withdrawn", f"window:{row.window_id}", after={"staff": row.staff_name})
    work.live(TOPIC, f"window:{row.window_id}")
    return {"id": row.pk}
