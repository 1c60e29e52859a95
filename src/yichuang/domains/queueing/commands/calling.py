"""The calling order as a setting of the center."""

from collections.abc import Mapping
from typing import Any

from yichuang.domains.queueing.hall.values import CLASSES
from yichuang.domains.queueing.models import CallingOrder
from yichuang.domains.queueing.policy import NAMES
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid

LIMITS: Mapping[str, tuple[int, int]] = {
    "start": (0, 60), "brevity": (0, 100), "most": (0, 60), "first": (1, 20), "then": (1, 20),
    **{f"lead_{c}": (0, 480) for c in CLASSES}, **{f"rate_{c}": (1, 100) for c in CLASSES},
}  # fmt: skip
"""The range in which each figure makes sense; minutes, hundredths for `brevity`."""


@command("queueing.set_calling_order", needs="place.manage")
def set_calling_order(work: Work, *, name: str, **figures: int | None) -> dict[str, Any]:
    """Say in which order people are called; it holds from the next call on. Figures that are not named stay as they are."""
    if name not in NAMES:
        raise Invalid("order.unknown", field="name")
    given = {k: v for k, v in figures.items() if v is not None}
    for field, value in given.items():
        if field not in LIMITS:
            raise Invalid("order.figure_unknown", field=field)
        low, high = LIMITS[field]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Invalid("order.range", field=field, low=low, high=high)
    row, _made = CallingOrder.objects.select_for_update().get_or_create(center_id=work.center_id)
    before = {"name": row.name, **{k: getattr(row, k) for k in given}}
    CallingOrder.objects.filter(pk=row.pk).update(name=name, **given)
    work.audit("queue.calling_order", "queue", before=before, after={"name": name, **given})
    work.live("board", "queue")
    return {"name": name, **given}
