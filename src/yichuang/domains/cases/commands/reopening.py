"""A decision fell by a review, a judgment or the organ's own correction: the matter is handled again in a new case."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.foundation import doors, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.deadlines import Binding, Limit, StartsAt, Unit, binding
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.ids import uuid7

from .. import catalogue, clocks, events, numbers, papers
from ..acts import CASE_ACTS
from ..lifecycle import State
from ..models import CAUSES, EFFECTS, Case, CaseDeadline, CaseFile, CaseMaterial, Party, Reopening, Ruling
from ..stages import carry_report
from .checking import start_tell_limit
from .common import about, among, answer, need, paper_answer, stands, take_case, tell, text

REOPENED_IN = CASE_ACTS.acts["reopen"].states
"""Where a decision stands that may fall."""
UNITS = (Unit.WORKING_DAY.value, Unit.NATURAL_DAY.value)
COPIED = (
    "item_version_id", "item_code", "item_name", "rule", "handling", "situation", "situation_label", "sensitive", "applicant",
    "department_id", "reviews_id", "decides_id", "channel", "delivery_method", "external", "external_no", "center_id",
)  # fmt: skip


@command("cases.reopen", needs="case.decide")
def reopen(
    work: Work, *, case: UUID | str, cause: str, effect: str, document: str, document_on: date | str,
    binding_on: date | str, reasons: str, organ: str = "", ordered_days: int | None = None, ordered_unit: str = "natural_day",
) -> dict[str, Any]:  # fmt: skip
    """Handle again what was decided: a new case with the parties, materials and scans of the old one, linked both ways.

    Its clock runs from the day on which the document binds (for the organ's own correction: its day), by the item's limits or
    by the days that were ordered. The old case keeps its decision; the decision's paper is void with the document as its reason.
    """
    old = take_case(work, case)
    require_open_to_it(old)
    basis = basis_of(old, work.today, cause, effect, organ, document, document_on, binding_on, reasons)
    ordered = ordered_limit(ordered_days, ordered_unit, basis)
    new = _copy(work, old, basis["binding_on"])
    Reopening.objects.create(
        center_id=work.center_id, old=old, new=new, ordered_value=ordered_days,
        ordered_unit=ordered_unit if ordered else "", at=work.at, by_id=work.actor.id, by_name=work.actor.name,
        by_post=work.actor.post, **basis,
    )  # fmt: skip
    Case.objects.filter(pk=old.pk).update(turned=True, version=old.version + 1)
    shown = _start(work, new, ordered)
    after = {"new": new.no, "cause": cause, "effect": effect, "document": basis["document"]}
    work.audit("case.reopened", about(old), after=after, reason=basis["reasons"])
    facts = {"case": new.pk, "no": new.no, "item": new.item_code, "department": new.department_id, "ticket": None}
    work.emit(events.REOPENED, about(new), old=old.pk, **facts)
    tell(work, old)
    tell(work, new)
    _void_old(work, old, basis["document"], effect)
    paper = papers.acceptance(work, new, shown, instead=_words(old, basis)) if shown else papers.receipt(work, new)
    return answer(new, old=old.no, tracking_code=new.tracking_code, papers=[paper_answer(paper)])


def require_open_to_it(old: Case) -> None:
    """Only what was decided can fall, and only once. One statement."""
    stands(old, "reopen")
    if Reopening.objects.filter(old=old, center_id=old.center_id).exists():
        raise Refused("case.reopened_already", no=old.no)


def basis_of(
    old: Case,
    today: date,
    cause: str,
    effect: str,
    organ: str,
    document: str,
    document_on: Any,
    binding_on: Any,
    reasons: str,
) -> dict[str, Any]:
    """What the document is; a day that has not come binds nobody yet, and nothing binds before it was written."""
    own = places.department(old.department_id).name if among(cause, CAUSES, "cause") == "own" else ""
    written, binds = _day(document_on, "document_on"), _day(binding_on, "binding_on")
    if binds > today:
        raise Invalid("case.binds_later", field="binding_on")
    if binds < written:
        raise Invalid("case.binds_before", field="binding_on")
    return {
        "cause": cause, "effect": among(effect, EFFECTS, "effect"), "document_on": written, "binding_on": binds,
        "organ": need(text(organ, "organ", most=200) or own, "organ", "作出机关"),
        "document": need(text(document, "document", most=200), "document", "文书名称和文号"),
        "reasons": need(text(reasons, "reasons"), "reasons", "事实和理由"),
    }  # fmt: skip


def _day(value: Any, field: str) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Invalid("case.date_expected", field=field) from None


def ordered_limit(days: Any, unit: str, basis: dict[str, Any]) -> Limit | None:
    """The limit that the judgment set, where it set one."""
    if days is None:
        return None
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= 365:
        raise Invalid("case.ordered_days", field="ordered_days")
    return Limit(
        days, Unit(among(unit, UNITS, "ordered_unit")), f"{basis['organ']}{basis['document']}", StartsAt.BINDING
    )


def was_examined(old: Case) -> bool:
    """Whether the department had it: then it goes on there, else the window answers again. One statement."""
    limits = CaseDeadline.objects.filter(case=old, center_id=old.center_id, kind__in=clocks.UNTIL_DECISION)
    return old.accepted_at is not None and limits.exists()


def _copy(work: Work, old: Case, binds: date) -> Case:
    """The new case: with the department when it had been accepted there before, else at the window again."""
    since = datetime.combine(binds, time(), work.zone)
    accepted = was_examined(old)
    new = Case(
        **{name: getattr(old, name) for name in COPIED}, no=numbers.next_case_no(work, places.center(work.center_id).region),
        tracking_code=privacy.random_code(), state=State.ACCEPTED if accepted else State.RECEIVED, state_since=work.at,
        opened_at=work.at, opened_by=work.actor.name, received_at=since, accepted_at=since if accepted else None,
        taken_over_at=work.at if accepted else None, outcome="accept" if accepted else "", turned=True,
    )  # fmt: skip
    new.save(force_insert=True)
    doors.add(work, "case", new.tracking_code, new.pk)
    carry_report(old, new)
    parties = list(Party.objects.filter(case=old, center_id=work.center_id).order_by("position"))
    materials = list(CaseMaterial.objects.filter(case=old, center_id=work.center_id).order_by("position"))
    codes = {m.pk: m.code for m in materials}
    files = list(CaseFile.objects.filter(case=old, center_id=work.center_id))
    for row in (*parties, *materials, *files):
        row.pk, row.case, row._state.adding = uuid7(), new, True
    for row in materials:
        row.told = False
    Party.objects.bulk_create(parties)
    fresh = {m.code: m for m in CaseMaterial.objects.bulk_create(materials)}
    for scan in files:
        scan.material = fresh.get(codes.get(scan.material_id, ""))
    CaseFile.objects.bulk_create(files)
    return new


def _start(work: Work, new: Case, ordered: Limit | None) -> Binding | None:
    """Statute and promise of the item, or the ordered days; before acceptance the limit for the answer."""
    assert new.received_at is not None
    if new.state == State.RECEIVED:
        if ordered:
            clocks.start(work, new, "tell", ordered, new.received_at)
        else:
            start_tell_limit(work, new, since=new.received_at)
        return None
    if ordered:
        shown: Binding | None = binding(None, clocks.start(work, new, "statutory", ordered, new.received_at))
    else:
        shown = clocks.start_after_acceptance(work, new, catalogue.pinned(new.item_version_id))
    if shown is None:
        raise Refused("case.item_without_limit", item=new.item_code)
    new.due, new.due_kind = shown.due, shown.which
    Case.objects.filter(pk=new.pk).update(due=shown.due, due_kind=shown.which)
    return shown


def paper_that_falls(actor: Actor, old: Case) -> documents.PaperRef | None:
    """The paper of the last ruling, when it is still valid and the actor answers for papers of its kind."""
    rulings = Ruling.objects.filter(case=old, center_id=old.center_id, paper_id__isnull=False)
    last = rulings.order_by("-at", "-id").first()
    if last is None or last.paper_id is None:
        return None
    paper = documents.paper(actor, last.paper_id)
    responsible = any(actor.can(c) for c in documents.KINDS[paper.kind].responsible)
    return paper if paper.valid and responsible else None


def _void_old(work: Work, old: Case, document: str, effect: str) -> None:
    """The paper of what fell is void, with the document as the reason; it stays in the register."""
    paper = paper_that_falls(work.actor, old)
    if paper is not None:
        verb = "撤销" if effect == "revoked" else "变更"
        documents.void(work, paper.id, reason=f"原决定已被{document}{verb}")


def _words(old: Case, basis: dict[str, Any]) -> str:
    verb = "撤销" if basis["effect"] == "revoked" else "变更"
    return (
        f"你（单位）的上述申请（原办件 {old.no}），原处理决定已被{basis['organ']}{basis['document']}{verb}。"
        "本机关依法重新办理，原申请和材料继续有效，期限重新计算。"
    )
