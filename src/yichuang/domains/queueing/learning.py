"""A night's work on a center's own past days: the forecast's model, the weights of items in the calling order, the advice on windows.
Reads its days, then computes outside any transaction."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .advising import advice_of
from .forecast import Forecaster
from .forecast.keeping import pack
from .forecast.model import Model
from .hall import DayLog, read_logs
from .models import CallingOrder
from .past_days import past_days
from .policy import Policy, read_policy
from .policy.order import weight_of

ENOUGH = 5
"""With fewer days of its own a center's items do not weigh in its calling order, and no advice is given."""


def learn(actor: Actor, until: date) -> dict[str, Any]:
    """What `store_fit` keeps, from the days before `until`; an empty model where there are none. Seconds of work for sixty full days."""
    with reading(actor):
        raw = past_days(actor, until)
        row = CallingOrder.objects.filter(center_id=actor.center_id).first()
    days, faults = read_logs(raw)
    model = Forecaster.fit(days).model if days else Model()
    policy = read_policy(row.setting() if row else None)
    enough = len(days) >= ENOUGH
    return {
        "model": b64encode(pack(model)).decode(), "days": len(days), "tickets": sum(len(d.visits) for d in days),
        "first_day": raw[0]["day"] if raw else None, "last_day": raw[-1]["day"] if raw else None, "grace": grace_of(days),
        "weights": weights_of(model, policy, days) if enough else {}, "advice": advice_of(days) if enough else {}, "faults": faults[:20],
    }  # fmt: skip


def grace_of(days: Sequence[DayLog]) -> int:
    """Seconds after closing within which calling ended on three days of four."""
    late = sorted(d.grace for d in days)
    return ceil(late[3 * len(late) // 4]) if late else 0


def weights_of(model: Model, policy: Policy, days: Sequence[DayLog]) -> dict[str, dict[str, float]]:
    """How much sooner each item of each queue comes; what counts as usual is left out."""
    found: dict[str, dict[str, float]] = {}
    for queue, item in sorted({(v.ticket.queue, v.ticket.item) for d in days for v in d.visits}):
        weight = weight_of(policy, model.services.mean(queue, item), model.usual)
        if weight != 1.0:
            found.setdefault(queue, {})[item] = weight
    return found
