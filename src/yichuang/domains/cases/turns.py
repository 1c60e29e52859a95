"""The turns that a story can take, as steps of its timeline: what not every case goes through."""

from django.utils.translation import gettext as _

from .models import Case, ItemChange
from .types import Step


def turns(case: Case, *, public: bool = False) -> list[Step]:
    """What happened beside the usual way, in order. `public` is for whoever holds the code: no reasons of the desk, and a
    sensitive item is not named. No statement for a story without turns, else one."""
    if not case.turned:
        return []
    found = [_item_changed(row, public) for row in ItemChange.objects.filter(case=case).order_by("at", "id")]
    return sorted(found, key=lambda s: s.at or case.opened_at)


def _item_changed(row: ItemChange, public: bool) -> Step:
    names = {"old": row.old_name, "new": row.new_name}
    note = "" if public and row.sensitive else _("由“%(old)s”改为“%(new)s”") % names
    if public:
        return Step("item_changed", _("改正办理事项"), "done", at=row.at, note=note)
    why = _("%(name)s：%(reason)s") % {"name": row.by_name, "reason": row.reason}
    return Step("item_changed", _("改正办理事项"), "done", at=row.at, note=f"{note}（{why}）")
