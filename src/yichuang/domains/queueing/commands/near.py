"""Messages that the line itself sends."""

from typing import Any

from yichuang.domains.places import api as places
from yichuang.domains.queueing import calling
from yichuang.domains.queueing.lifecycle import Desk, State
from yichuang.domains.queueing.models import Ticket, WindowDesk
from yichuang.domains.queueing.near import near
from yichuang.foundation import messages, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.messages import Recipient

TEXT = "【%(center)s】您的号 %(number)s 快到了，前面还有 %(ahead)s 人，请回到大厅等候叫号。"


@command("queueing.tell_near", needs="system.manage")
def tell_near(work: Work) -> dict[str, Any]:
    """Tell whoever left a phone number that three or fewer are before him; each ticket once."""
    rows = Ticket.objects.filter(center_id=work.center_id, day=work.today, state=State.WAITING, for_window_id=None)
    people = {t.pk: t for t in rows.select_related("queue")}
    asked = {t.pk: t.issued_at for t in people.values() if t.phone_hash and t.near_told_at is None}
    told = near(_lines(work, people), asked, work.at) if asked else []
    center = places.center(work.center_id).name if told else ""
    for ticket_id, ahead in told:
        ticket = people[ticket_id]
        done = Ticket.objects.filter(pk=ticket_id, near_told_at=None, state=State.WAITING).update(near_told_at=work.at)
        if not done:
            continue
        messages.post(
            work, to=[Recipient("sms", address=privacy.unseal(ticket.phone))], template="ticket.near", text=TEXT,
            facts={"center": center, "number": ticket.number, "ahead": ahead}, link=f"/t/{ticket.tracking_code}/",
            about=f"ticket:{ticket_id}",
        )  # fmt: skip
        work.audit("ticket.told_near", f"ticket:{ticket_id}", after={"ahead": ahead})
    return {"told": len(told)}


def _lines(work: Work, people: dict[Any, Ticket]) -> dict[Any, list[Any]]:
    """By queue, in calling order: everybody who waits there or in a queue that shares an open window with it."""
    shared: dict[Any, set[Any]] = {}
    for served in WindowDesk.objects.filter(center_id=work.center_id, state=Desk.OPEN).values_list(
        "queue_ids", flat=True
    ):
        for queue_id in served:
            shared.setdefault(queue_id, {queue_id}).update(served)
    queues = {t.queue_id: t.queue for t in people.values()}
    policy = calling.policy_of(calling.setting_of(work.center_id), queues.values())
    before = calling.called_before(work.center_id, work.today, policy)
    codes = {q: row.code for q, row in queues.items()}
    whole = [c.ticket.id for c in calling.line_of(policy, list(people.values()), codes, work.at, before)]
    return {q: [i for i in whole if people[i].queue_id in shared.get(q, {q})] for q in queues}
