"""The calling order as it is set, and the answer to "why not me?"."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from . import calling
from .models import Queue, Ticket, WindowDesk
from .policy import Candidate, Policy
from .policy.order import target_of
from .types_calling import Because, Figures, Overtaker, WhyNot

MOST = 50
"""So many who were called sooner are listed, the latest first."""


def calling_order(actor: Actor) -> dict[str, Any]:
    """The center's setting, every figure with its present value. One statement."""
    row = calling.setting_of(actor.center_id)
    skip = ("id", "center_id", "weights")
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in skip}


def why_not(actor: Actor, ticket: UUID | str) -> WhyNot:
    """Who was called before this person although he came later, each with both people's figures at that moment. Six statements.

    Figures are worked out anew by the order that is set now; what was stored with a call says by which it was made.
    """
    try:
        mine = Ticket.objects.select_related("queue").filter(pk=UUID(str(ticket)), center_id__in=actor.reads).first()
    except ValueError:
        mine = None
    if mine is None:
        raise Missing("ticket.missing")
    actor = replace(actor, center_id=mine.center_id)
    until = mine.called_at or mine.ended_at or clock.now()
    queues = list(Queue.objects.filter(center_id=mine.center_id))
    row = calling.setting_of(mine.center_id)
    policy, codes = calling.policy_of(row, queues), {q.pk: q.code for q in queues}
    desks = {d.window_id: d for d in WindowDesk.objects.filter(center_id=mine.center_id)}
    called = Ticket.objects.filter(center_id=mine.center_id, day=mine.day, called_at__isnull=False).exclude(pk=mine.pk)
    later = called.filter(called_at__gt=mine.issued_at, called_at__lt=until, ordered_at__gt=mine.ordered_at)
    rows = list(later.order_by("-called_at"))
    here = [t for t in rows if t.window_id in desks and _serves(desks[t.window_id], mine)]
    return WhyNot(
        number=mine.number, policy=policy.name, called=mine.called_at is not None, place=_place(actor, mine),
        earlier=called.filter(called_at__gt=mine.issued_at, called_at__lt=until, ordered_at__lte=mine.ordered_at).count(),
        elsewhere=len(rows) - len(here), mine=_figures(policy, mine, codes, until),
        overtaken_by=tuple(_overtaker(policy, mine, t, codes, desks) for t in here[:MOST]), setting=row.setting(),
    )  # fmt: skip


def _serves(desk: WindowDesk, mine: Ticket) -> bool:
    if mine.for_window_id:
        return desk.window_id == mine.for_window_id
    return mine.queue_id in desk.queue_ids


def _place(actor: Actor, mine: Ticket) -> int | None:
    """How many are before him now; None once he has been called."""
    from .queries_line import ticket as view_of

    return view_of(actor, mine.pk).ahead if mine.state == "waiting" else None


def _figures(policy: Policy, ticket: Ticket, codes: Mapping[UUID, str], at: datetime) -> Figures:
    one = calling.figures_of(policy, [ticket], codes, at)[ticket.pk]
    return _told(policy, one)


def _told(policy: Policy, one: Candidate) -> Figures:
    cls = one.ticket.cls
    target = target_of(policy, cls, one.ticket.queue)
    return Figures(cls, max(0, int(one.waited // 60)), target, round(one.weight, 2), round(one.score, 3))


def _overtaker(
    policy: Policy, mine: Ticket, theirs: Ticket, codes: Mapping[UUID, str], desks: Mapping[UUID, WindowDesk]
) -> Overtaker:
    at = theirs.called_at
    assert at is not None and theirs.window_id is not None
    me, them = _figures(policy, mine, codes, at), _figures(policy, theirs, codes, at)
    return Overtaker(
        number=theirs.number, window=desks[theirs.window_id].code, called_at=at, because=because(mine, theirs, me, them),
        theirs=them, mine=me, said=str(theirs.why.get("said", "")),
    )  # fmt: skip


def because(mine: Ticket, theirs: Ticket, me: Figures, them: Figures) -> Because:
    """In one word, why somebody who came later was called sooner; from what was stored with the call where that says it."""
    why = theirs.why
    if str(why.get("rule", "")).startswith("chosen"):
        return "chosen"
    if why.get("direct"):
        return "own_window"
    if mine.needs:
        return "needs"
    if why.get("rule") in ("line", "turn") and me.cls != them.cls:
        return "its_line"
    if why.get("rule") == "starvation_bound" and me.score > them.score:
        return "bound"
    if them.cls != me.cls or them.target_minutes < me.target_minutes:
        return "shorter_target"
    return "short_item" if them.weight > me.weight else "waited_longer"
