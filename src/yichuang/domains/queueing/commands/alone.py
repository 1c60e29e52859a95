"""A kiosk without the server: the numbers kept for it, and what it gave by itself, taken into the line afterwards."""

from collections import Counter as Counts
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max
from django.utils.translation import gettext_noop as _

from yichuang.domains.queueing import events, needs
from yichuang.domains.queueing.lifecycle import State
from yichuang.domains.queueing.models import Counter, Queue, Ticket
from yichuang.domains.queueing.models_alone import NumberBlock
from yichuang.domains.queueing.rules import CARE, ticket_number
from yichuang.domains.queueing.rules_alone import (
    ALONE,
    block_size,
    lacking,
    left_of,
    next_first,
    place_in_time,
    why_not,
)
from yichuang.foundation import doors, messages, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.ids import uuid7

from .common import needs_of, priority_of

SOURCE = "alone"
MOST_AT_ONCE = 500
SLIP_REFUSED = _("%(kiosk)s 断网时发出的号 %(number)s 没能排进队列，请找到持号人，在咨询台为他重新取号。")
_LATELY = timedelta(minutes=30)


@command("queueing.reserve_numbers", needs="ticket.issue")
def reserve_numbers(work: Work, *, knows: Iterable[str] = ()) -> dict[str, Any]:
    """Renew what is kept for this kiosk, and keep more where half is gone.

    A block that the kiosk does not know (its memory was emptied, or it gave the block back) is closed: what nobody took of it is
    void. Six statements; four more for queues that lack numbers, whose rows are locked for that moment only.
    """
    device = _device(work)
    void_blocks(work, NumberBlock.objects.filter(device_id=device, day__lt=work.today))
    kept = [str(k) for k in knows]
    mine = list(_open(work, device).select_for_update(no_key=True, of=("self",)))
    void_blocks(work, NumberBlock.objects.filter(pk__in=[b.pk for b in mine if str(b.pk) not in kept]))
    queues = list(Queue.objects.filter(center_id=work.center_id, active=True).order_by("code"))
    sizes = _sizes(work)
    if any(lacking(n, sizes(q)) for q, n in _unused(work, device, queues)):
        # One kiosk after the other from here on: blocks of a queue follow each other, and each is somebody's.
        queues = list(Queue.objects.filter(pk__in=[q.pk for q in queues]).order_by("id").select_for_update(no_key=True))
        for queue, unused in _unused(work, device, queues):
            _reserve(work, device, queue, lacking(unused, sizes(queue), _room(work, queue)))
    _open(work, device).update(renewed_at=work.at)
    return {
        "at": work.at, "until": work.at + ALONE, "day": work.today,
        "blocks": _blocks(work, device),
    }  # fmt: skip


@command("queueing.take_in_alone", needs="ticket.issue")
def take_in_alone(work: Work, *, tickets: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Take into the line what this kiosk gave by itself: `{"block", "number", "issued_at", "priority", "needs"}` each.

    Each number exists once, however often it is told. A number that cannot stand is answered with its reason and the floor is
    told once, since somebody holds that slip; the others are taken in all the same.
    """
    device = _device(work)
    if len(tickets) > MOST_AT_ONCE:
        raise Invalid("alone.too_many", field="tickets", most=MOST_AT_ONCE)
    rows = NumberBlock.objects.filter(center_id=work.center_id, device_id=device, pk__in=_ids(tickets))
    blocks = {
        str(b.pk): b for b in rows.select_related("queue").order_by("id").select_for_update(no_key=True, of=("self",))
    }
    there = _numbers_there(work, blocks.values())
    answer: dict[str, list[Any]] = {"taken": [], "known": [], "refused": []}
    for told in tickets:
        try:
            outcome = _take_in(work, blocks.get(str(told.get("block"))), told, there)
            answer[outcome[0]].append(outcome[1])
        except Refused as no:
            answer["refused"].append({"block": told.get("block"), "number": told.get("number"), "code": no.code})
            _tell_refused(work, told, no)
    if answer["taken"]:
        work.live("queue", "board")
    return dict(answer)


def void_blocks(work: Work, blocks: Any) -> int:
    """Close open blocks of the center: what nobody took of them is void for good. How many were closed."""
    rows = list(
        blocks.filter(center_id=work.center_id, closed_at=None)
        .select_related("queue")
        .order_by("id")
        .select_for_update(no_key=True, of=("self",))
    )
    for row in rows:
        row.voided = left_of(row.first, row.last, _used(row))
        row.closed_at = work.at
        row.save(update_fields=["voided", "closed_at"])
        work.audit("numbers.voided", f"block:{row.pk}", after={"queue": row.queue.code, "voided": _said(row.voided)})
    return len(rows)


def _device(work: Work) -> UUID:
    if work.actor.kind != "device" or work.actor.device_id is None:
        raise Refused("alone.device")
    return work.actor.device_id


def _ids(tickets: Iterable[Mapping[str, Any]]) -> list[UUID]:
    found = []
    for told in tickets:
        try:
            found.append(UUID(str(told.get("block"))))
        except ValueError:
            continue  # refused below, by name
    return found


def _open(work: Work, device: UUID) -> Any:
    rows = NumberBlock.objects.filter(center_id=work.center_id, device_id=device, day=work.today, closed_at=None)
    return rows.order_by("queue__code", "first")


def _used(block: NumberBlock) -> list[int]:
    """The numbers of a block that are in the line. One statement."""
    names = {ticket_number(block.queue.code, n): n for n in range(block.first, block.last + 1)}
    rows = Ticket.objects.filter(center_id=block.center_id, day=block.day, number__in=list(names))
    return sorted(names[number] for number in rows.values_list("number", flat=True))


def _unused(work: Work, device: UUID, queues: Iterable[Queue]) -> list[tuple[Queue, int]]:
    """How many numbers of each queue the kiosk still holds. Two statements."""
    blocks = list(_open(work, device).select_related("queue"))
    there = _numbers_there(work, blocks)
    left: Counts[UUID] = Counts()
    for b in blocks:
        names = {ticket_number(b.queue.code, n) for n in range(b.first, b.last + 1)}
        left[b.queue_id] += len(names - there)
    return [(q, left[q.pk]) for q in queues]


def _numbers_there(work: Work, blocks: Iterable[NumberBlock]) -> set[str]:
    names = [ticket_number(b.queue.code, n) for b in blocks for n in range(b.first, b.last + 1)]
    if not names:
        return set()
    rows = Ticket.objects.filter(center_id=work.center_id, day=work.today, number__in=names)
    return set(rows.values_list("number", flat=True))


def _sizes(work: Work) -> Any:
    """How many numbers of a queue a kiosk should hold just now. One statement."""
    since = work.at - _LATELY
    rows = Ticket.objects.filter(
        center_id=work.center_id, day=work.today, issued_at__gte=since, source__in=["kiosk", SOURCE]
    )
    lately = {row["queue_id"]: row["n"] for row in rows.values("queue_id").annotate(n=Count("id"))}
    return lambda queue: block_size(lately.get(queue.pk, 0))


def _room(work: Work, queue: Queue) -> int | None:
    """How many more numbers the queue's cap of the day allows, those counted that are kept somewhere. None without a cap."""
    if queue.day_cap is None:
        return None
    given = Counter.objects.filter(queue=queue, day=work.today).values_list("last", flat=True).first() or 0
    rows = NumberBlock.objects.filter(queue=queue, day=work.today)
    voided = sum(len(v) for v in rows.values_list("voided", flat=True))
    kept = sum(last - first + 1 for first, last in rows.values_list("first", "last"))
    return queue.day_cap - given - kept + voided


def _reserve(work: Work, device: UUID, queue: Queue, count: int) -> None:
    """The next numbers of the queue, for this kiosk. The queue's row is locked by the caller."""
    if count <= 0:
        return
    last = NumberBlock.objects.filter(queue=queue, day=work.today).aggregate(last=Max("last"))["last"]
    first = next_first(last)
    row = NumberBlock.objects.create(
        center_id=work.center_id, device_id=device, queue=queue, day=work.today, first=first, last=first + count - 1,
        codes=[privacy.random_code() for _ in range(count)], reserved_at=work.at, renewed_at=work.at,
    )  # fmt: skip
    after = {"queue": queue.code, "first": row.first, "last": row.last}
    work.audit("numbers.reserved", f"block:{row.pk}", after=after)


def _blocks(work: Work, device: UUID) -> list[dict[str, Any]]:
    """What the kiosk gets: each number as it is said, with its code, without those that are in the line already."""
    rows = list(_open(work, device).select_related("queue"))
    there = _numbers_there(work, rows)
    return [
        {
            "id": b.pk, "queue": b.queue.code,
            "numbers": [
                {"n": n, "number": name, "code": code}
                for n, code in zip(range(b.first, b.last + 1), b.codes, strict=True)
                if (name := ticket_number(b.queue.code, n)) not in there
            ],
        }
        for b in rows
    ]  # fmt: skip


def _take_in(work: Work, block: NumberBlock | None, told: Mapping[str, Any], there: set[str]) -> tuple[str, Any]:
    """("taken" or "known", the number), or a refusal that says why this slip cannot stand."""
    number, issued_at = told.get("number"), _moment(told.get("issued_at"))
    if block is None or not isinstance(number, int):
        raise Refused("alone.not_in_block")
    name = ticket_number(block.queue.code, number)
    if name in there and block.first <= number <= block.last:
        return "known", name
    no = why_not(block.kept(), number, issued_at, work.today)
    if no:
        raise Refused(no, number=name)
    urgent, reason = priority_of(told.get("priority") or "")
    wanted = needs_of([*(told.get("needs") or ()), *([reason] if reason in CARE else [])])
    at = place_in_time(issued_at, block.kept(), work.at)
    ticket = Ticket.objects.create(
        id=uuid7(), center_id=work.center_id, state=State.WAITING, state_since=at, queue=block.queue, day=work.today,
        number=name, tracking_code=block.codes[number - block.first], priority=urgent, priority_reason=reason, needs=wanted,
        source=SOURCE, issued_at=at, first_issued_at=at, ordered_at=at, checked_in_at=at,
    )  # fmt: skip
    there.add(name)
    doors.add(work, "ticket", ticket.tracking_code, ticket.pk)
    after = {"number": name, "priority": reason, "source": SOURCE, "issued_at": at.isoformat()}
    work.audit("ticket.issued", f"ticket:{ticket.pk}", after=after)
    work.emit(events.TICKET_ISSUED, f"ticket:{ticket.pk}", ticket=ticket.pk, queue=block.queue.code)
    if wanted:
        left = needs.unmet_by_all(work.center_id, block.queue_id, wanted)
        if left:
            needs.tell_floor(work, ticket.pk, name, left)
    return "taken", name


def _moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        raise Refused("alone.no_time") from None
    if found.tzinfo is None:
        raise Refused("alone.no_time")
    return found


def _tell_refused(work: Work, told: Mapping[str, Any], no: Refused) -> None:
    """Somebody stands there with a slip that is in no line: the floor has to find him. It is told once, however often the kiosk tells of the slip."""
    about = f"slip:{work.actor.device_id}:{str(told.get('block'))[:40]}:{str(told.get('number'))[:20]}"
    if messages.messages_about(work.actor, about):
        return
    number = no.facts.get("number") or told.get("number") or "?"
    facts = {"number": str(number)[:12], "kiosk": work.actor.name}
    messages.post(
        work, to=[needs.FLOOR], template="ticket.slip_refused", text=SLIP_REFUSED, facts=facts, link="/desk/guide/",
        about=about,
    )  # fmt: skip
    work.audit("numbers.refused", f"device:{work.actor.device_id}", after={**facts, "code": no.code})


def _said(numbers: Sequence[int]) -> str:
    return f"{numbers[0]}–{numbers[-1]} ({len(numbers)})" if numbers else "0"
