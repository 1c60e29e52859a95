"""What changing the item of a case would do, shown before it is done."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from yichuang.foundation.actor import Actor

from .. import catalogue, clocks
from ..carrying import Line, carry
from ..models import CaseMaterial
from ..rules import rule_of
from ..types_story import ItemChangePreview
from .common import find, lens_of


def preview_item_change(
    actor: Actor, case: UUID | str, item: str, *, situation: Any = None, keep: Mapping[str, str] | None = None
) -> ItemChangePreview:
    """Which papers stay, which are left, what is asked for anew, and by when the answer is due under the new rule. Four
    statements or five; Invalid when this center does not offer the item."""
    row = find(actor, case)
    lens = lens_of(row.center_id)
    offer = catalogue.offered(actor, item, lens.today)
    _answers, _label, lines = catalogue.materials(offer.item.version_id, situation)
    rows = list(CaseMaterial.objects.filter(case=row).order_by("position"))
    kept = carry([Line(m.code, m.name) for m in rows], [Line(m.code, m.name) for m in lines], keep)
    rule, due = rule_of(offer.item.rule), None
    if row.received_at and rule.tell_within is not None:
        limit = clocks.tell_limit(rule.tell_within, rule.tell_basis)
        due = clocks.run(limit, row.received_at, lens.calendar, lens.now, lens.zone, lens.yellow, row.center_id).due
    return ItemChangePreview(
        item_code=offer.item.code, item_name=offer.item.name, department_id=offer.department_id,
        kept=kept, left=tuple(m.code for m in rows if m.code not in kept and m.status not in ("not_looked_at", "missing")),
        lines=tuple((m.code, m.name) for m in lines), fresh=tuple(m.name for m in lines if m.code not in kept.values()),
        answer_by=due, late=_over(due, lens.today, deems=rule.deems),
    )  # fmt: skip


def _over(due: date | None, today: date, *, deems: bool) -> bool:
    """The day for telling has passed: under the new rule the application counts as accepted."""
    return deems and due is not None and today > due
