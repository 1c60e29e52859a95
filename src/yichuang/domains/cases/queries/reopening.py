"""What handling a case again would do, shown before it is done."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines import Term
from yichuang.foundation.deadlines.words import explain
from yichuang.foundation.errors import Refused

from .. import catalogue, clocks
from .. import reasons as words
from ..commands.reopening import basis_of, ordered_limit, paper_that_falls, require_open_to_it, was_examined
from ..models import Case, CaseFile, CaseMaterial
from ..rules import rule_of
from ..stages import stage_of
from ..types_story import ReopenPreview
from ..views import Lens
from .common import find, lens_of


def preview_reopening(
    actor: Actor, case: UUID | str, *, cause: str, effect: str, document: str, document_on: Any, binding_on: Any,
    reasons: str, organ: str = "", ordered_days: int | None = None, ordered_unit: str = "natural_day",
) -> ReopenPreview:  # fmt: skip
    """The paper that becomes void, what is carried, and the new date with its working. Refuses as the command would. At most
    ten statements."""
    actor.require("case.decide")
    old = find(actor, case)
    lens = lens_of(old.center_id)
    require_open_to_it(old)
    basis = basis_of(old, lens.today, cause, effect, organ, document, document_on, binding_on, reasons)
    terms = _terms(old, lens, basis["binding_on"], ordered_limit(ordered_days, ordered_unit, basis))
    paper = paper_that_falls(actor, old)
    examined = was_examined(old)
    shown = clocks.bound(terms) if examined else None
    term = shown.term if shown else terms.get("tell")
    return ReopenPreview(
        paper=f"《{paper.title}》{paper.number_text}" if paper else "", state="accepted" if examined else "received",
        materials=CaseMaterial.objects.filter(case=old).count(), files=CaseFile.objects.filter(case=old).count(),
        limit=words.label(words.DEADLINES, shown.which if shown else "tell"), binding_on=basis["binding_on"], due=term.due if term else None,
        explanation=tuple(explain(term)) if term else (), document=basis["document"], organ=basis["organ"],
    )  # fmt: skip


def _terms(old: Case, lens: Lens, binds: Any, ordered: Any) -> dict[str, Term]:
    """The limits that would start: the ordered one alone, or the item's; before acceptance the one for the answer."""
    item = catalogue.pinned(old.item_version_id)
    since, rule = datetime.combine(binds, time(), lens.zone), rule_of(old.rule)
    if not was_examined(old):
        tell = clocks.tell_limit(rule.tell_within, rule.tell_basis) if rule.tell_within is not None else None
        starting = {"tell": (ordered or tell, since)} if ordered or tell else {}
    elif ordered:
        starting = {"statutory": (ordered, since)}
    else:
        starting = dict(clocks.limits(item, received=since, accepted=since, stage=stage_of(old)))
        if not starting:
            raise Refused("case.item_without_limit", item=old.item_code)
    return {
        kind: clocks.run(limit, begun, lens.calendar, lens.now, lens.zone, lens.yellow, old.center_id)
        for kind, (limit, begun) in starting.items()
    }
