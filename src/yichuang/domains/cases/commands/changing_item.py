"""The wrong item was chosen: another one before acceptance, without losing what was looked at or the day of receipt."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from yichuang.domains.documents import api as documents
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .. import catalogue, commitments, events, papers
from ..carrying import Line, carry, same_points
from ..lifecycle import State
from ..models import Case, CaseDeadline, CaseFile, CaseMaterial, HandoverLine, ItemChange, ShownValue
from .checking import start_tell_limit
from .common import about, answer, materials_of, need, paper_answer, stands, take_case, tell, text
from .opening import write_materials

FOUND = ("status", "original_seen", "copies", "remark", "cure", "looked_at", "looked_by")
"""What a clerk found about a paper: it goes with the paper to the new list."""


@command("cases.change_item", needs="case.open")
def change_item(
    work: Work,
    *,
    case: UUID | str,
    item: str,
    reason: str,
    situation: Mapping[str, str] | str | None = None,
    keep: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Another item for the same application: number, parties, scans and receipt stay; the questions are asked again.

    A paper that the new item asks for too keeps what was found about it; `keep` says which is which where the names differ
    (old code → new code, or → "" to leave it). The limit for telling runs from the first receipt under the new item's rule. A
    receipt that named the wrong item is voided and given anew. Refused once something was told, handed over or decided.
    """
    found = take_case(work, case)
    said = need(text(reason, "reason", most=400), "reason", "改办原因")
    may_change(found)
    offer = catalogue.offered(work.actor, item, work.today)
    if offer.item.code == found.item_code:
        raise Invalid("case.item_same", field="item", item=found.item_name)
    chosen, label, lines = catalogue.materials(offer.item.version_id, situation)
    rows = materials_of(found)
    kept = carry([Line(m.code, m.name) for m in rows], [Line(m.code, m.name) for m in lines], keep)
    before = found.department_id
    _note(work, found, offer, said, rows, kept)
    _replace_list(found, rows, lines, kept)
    _repin(found, offer, chosen, label)
    commitments.apply_choice(found, offer.item)
    CaseDeadline.objects.filter(case=found, center_id=found.center_id, kind="tell").delete()
    if found.received_at:
        start_tell_limit(work, found, since=found.received_at)
    work.audit("case.item_changed", about(found), after={"item": found.item_code, "kept": kept}, reason=said)
    work.emit(
        events.ITEM_CHANGED, about(found), case=found.pk, no=found.no, item=found.item_code,
        department=found.department_id, ticket=found.ticket_id,
    )  # fmt: skip
    tell(work, found)
    work.live(f"department:{before}")
    given = _receipts_anew(work, found)
    return answer(found, item=found.item_code, kept=kept, papers=[paper_answer(p) for p in given])


def may_change(case: Case) -> None:
    """Before anything was told, handed over or decided."""
    stands(case, "change_item")
    if case.period > 1:
        raise Refused("case.item_fixed", no=case.no)
    if HandoverLine.objects.filter(case=case, center_id=case.center_id).exists():
        raise Refused("handover.already", no=case.no)


def _note(
    work: Work, case: Case, offer: catalogue.Offered, reason: str, rows: Sequence[CaseMaterial], kept: Mapping[str, str]
) -> None:
    ItemChange.objects.create(
        center_id=case.center_id, case=case, old_version_id=case.item_version_id, old_code=case.item_code,
        old_name=case.item_name, old_department_id=case.department_id, old_situation=case.situation,
        old_situation_label=case.situation_label, new_version_id=offer.item.version_id, new_code=offer.item.code,
        new_name=offer.item.name, sensitive=case.sensitive or offer.item.sensitive, reason=reason,
        materials=[
            {"code": m.code, "name": m.name, "status": m.status, "became": kept.get(m.code, "")} for m in rows
        ],
        at=work.at, by_id=work.actor.id, by_name=work.actor.name, by_post=work.actor.post,
    )  # fmt: skip


def _replace_list(
    case: Case, rows: Sequence[CaseMaterial], lines: Sequence[catalogue.MaterialLine], kept: Mapping[str, str]
) -> None:
    """The new list in place of the old one. Scans of papers that it does not ask for stay with the case. Seven statements at most."""
    old = {kept.get(m.code, ""): m for m in rows}
    ids = {m.pk: m.code for m in rows}
    values = list(ShownValue.objects.filter(material__in=list(ids)))
    scans = list(CaseFile.objects.filter(case=case, material__in=list(ids)).values_list("pk", "material_id"))
    CaseFile.objects.filter(case=case, material__in=list(ids)).update(material=None)
    CaseMaterial.objects.filter(pk__in=list(ids), center_id=case.center_id).delete()
    write_materials(case, lines)
    fresh = {m.code: m for m in materials_of(case)}
    for code, row in fresh.items():
        was = old.get(code)
        if was is not None:
            for name in FOUND:
                setattr(row, name, getattr(was, name))
            row.ticked = same_points(was.points, was.ticked, row.points)
    CaseMaterial.objects.bulk_update(fresh.values(), [*FOUND, "ticked"])
    _carry_values(values, fresh, {pk: kept.get(code, "") for pk, code in ids.items()})
    moved = [CaseFile(pk=pk, material=fresh.get(kept.get(ids[material], ""))) for pk, material in scans]
    CaseFile.objects.bulk_update([f for f in moved if f.material is not None], ["material"])


def _carry_values(values: list[ShownValue], fresh: Mapping[str, CaseMaterial], became: Mapping[UUID, str]) -> None:
    """What a paper shows goes with it, where the new list asks for the same datum."""
    moved = []
    for row in values:
        target = fresh.get(became[row.material_id])
        if target is not None and row.field in target.shows:
            row.material, row._state.adding = target, True
            moved.append(row)
    ShownValue.objects.bulk_create(moved)


def _repin(case: Case, offer: catalogue.Offered, situation: dict[str, str], label: str) -> None:
    facts = offer.item
    case.item_version_id, case.item_code, case.item_name = facts.version_id, facts.code, facts.name
    case.rule, case.handling, case.sensitive = facts.rule, facts.handling, facts.sensitive
    case.situation, case.situation_label = situation, label
    case.department_id, case.external, case.external_no = offer.department_id, offer.external, ""
    case.reviews_id, case.decides_id = offer.reviews_id, offer.decides_id
    case.turned, case.version = True, case.version + 1
    case.save(
        update_fields=[
            "item_version_id", "item_code", "item_name", "rule", "handling", "sensitive", "situation", "situation_label",
            "department_id", "reviews_id", "decides_id", "external", "external_no", "turned", "version",
        ]
    )  # fmt: skip


def _receipts_anew(work: Work, case: Case) -> list[documents.PaperRef]:
    """What was received is the same; the receipt that named the other item is void, and one with the right name takes its place."""
    if case.state == State.DRAFT:
        return []
    named = [p for p in documents.papers_of(work.actor, about(case)) if p.valid and p.kind == "receipt"]
    for paper in named:
        documents.void(work, paper.id, reason="办理事项改正，收件凭证重新出具")
    return [papers.receipt(work, case, instead_of=named[-1])] if named else []
