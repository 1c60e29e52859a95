"""Taking up a revision that a department proposed and another person checked (DB50/T 1603-2024, 6.2.2).

What may be revised is what a department answers for: conditions, steps, quantity, fee, result, notes, the promised days, the
materials with their review points. Law, class, intake rule and statutory limit change by import only.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yichuang.foundation.command import Work
from yichuang.foundation.errors import Invalid, Missing, Refused

from . import content as contents
from . import rules, store
from .commands import check_whole, latest_of, put_in_force, write_draft
from .labels import GATE_LABELS
from .models import ItemVersion
from .telling import tell_windows
from .types import Change, RevisionPlan

REVISED = frozenset(
    {"conditions", "procedure", "quantity", "fee", "result_name", "result_validity", "notes", "promised", "materials"}
)
"""The parts of an item that a department revises."""


def plan_revision(code: str, given: Mapping[str, Any]) -> RevisionPlan:
    """What a revision would change against the newest version, which it starts from. Writes nothing; nine queries.

    Refused while an unpublished draft waits (two texts would overwrite each other), when nothing would change, and when one
    of the eight contents of 行政许可法 30 would be lacking.
    """
    base, before, wanted = _wanted(code, given)
    changes = tuple(rules.differences(before, wanted))
    if not changes:
        raise Refused("item.nothing_revised", code=code)
    return RevisionPlan(code, base.name, base.number, changes)


def revise_item(
    work: Work, *, code: str, given: Mapping[str, Any], base: int, effective_from: date, answer: str = ""
) -> tuple[int, tuple[Change, ...]]:
    """Put a revision in force from a day on and tell the windows, inside another act's transaction: (version, what changed).

    `base` is the version that it was written against: when another has come since, what was checked is no longer what would
    be published, and it is refused.
    """
    found, before, wanted = _wanted(code, given, lock=True)
    if found.number != base:
        raise Refused("item.revised_meanwhile", code=code, base=base, number=found.number)
    changes = tuple(rules.differences(before, wanted))
    write_draft(work, code, wanted)
    version = put_in_force(work, code, effective_from, answer)
    tell_windows(work, version, changes)
    work.live("catalog", f"item:{code}")
    return version.number, changes


def change_of(path: str, old: str, new: str) -> Change:
    """One text before and after, in the shape of the differences between two contents."""
    return Change(path, "added" if not old else "changed" if new else "removed", old, new)


def _wanted(
    code: str, given: Mapping[str, Any], *, lock: bool = False
) -> tuple[ItemVersion, dict[str, Any], dict[str, Any]]:
    """The newest version, its content, and the content after the revision."""
    if unknown := sorted(set(given) - REVISED):
        raise Invalid("item.not_revisable", field=unknown[0], part=unknown[0])
    base = latest_of([code]).get(code)
    if base is None:
        raise Missing("item.missing", code=code)
    if lock:
        ItemVersion.objects.select_for_update(of=("self",)).get(pk=base.pk)
    if base.state == "draft":
        raise Refused("item.draft_waits", code=code)
    before = store.contents([base])[base.pk]
    wanted = contents.merged(before, given)
    errors = check_whole(wanted, code)
    if errors:
        raise Invalid("catalog.file", field=errors[0].path, count=len(errors), first=str(errors[0]))
    if lacks := rules.lacking(wanted):
        raise Refused("item.lacks", code=code, parts=lacks, lacks="、".join(str(GATE_LABELS[p]) for p in lacks))
    return base, before, wanted
