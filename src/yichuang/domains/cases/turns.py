"""The turns that a story can take, as steps of its timeline: what not every case goes through."""

from django.db.models import Q
from django.utils.translation import gettext as _

from .models import Case, ItemChange, Reopening
from .types import Step


def turns(case: Case, *, public: bool = False) -> list[Step]:
    """What happened beside the usual way, in order. `public` is for whoever holds the code: no reasons of the desk, and a
    sensitive item is not named. No statement for a story without turns, else two."""
    if not case.turned:
        return []
    rows = Reopening.objects.filter(Q(old=case) | Q(new=case)).select_related("old", "new")
    found = [_reopened(row, case, public) for row in rows]
    found += [_item_changed(row, public) for row in ItemChange.objects.filter(case=case).order_by("at", "id")]
    return sorted(found, key=lambda s: s.at or case.opened_at)


def _reopened(row: Reopening, case: Case, public: bool) -> Step:
    """In the old story, that its decision fell and where it goes on; in the new one, where it comes from."""
    facts = {"by": f"{row.organ}{row.document}", "old": row.old.no, "new": row.new.no}
    why = "" if public else f"（{row.reasons}）"
    if row.old_id == case.pk:
        label = _("原决定被撤销") if row.effect == "revoked" else _("原决定被变更")
        note, other = _("%(by)s；重新办理：%(new)s") % facts, row.new.no
        return Step("overturned", label, "done", at=row.at, note=note + why, by=facts["by"], other=other)
    note, other = _("%(by)s；原办件：%(old)s") % facts, row.old.no
    return Step("reopened", _("重新办理"), "done", at=row.at, note=note + why, by=facts["by"], other=other)


def _item_changed(row: ItemChange, public: bool) -> Step:
    names = {"old": row.old_name, "new": row.new_name}
    note = "" if public and row.sensitive else _("由“%(old)s”改为“%(new)s”") % names
    if public:
        return Step("item_changed", _("改正办理事项"), "done", at=row.at, note=note)
    why = _("%(name)s：%(reason)s") % {"name": row.by_name, "reason": row.reason}
    return Step("item_changed", _("改正办理事项"), "done", at=row.at, note=f"{note}（{why}）")
