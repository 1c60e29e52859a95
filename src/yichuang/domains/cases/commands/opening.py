"""Beginning a case: who comes, for which item, in which situation; and changing that while nothing is decided."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import doors, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Refused

from .. import catalogue, commitments, events, numbers
from ..lifecycle import State
from ..models import CHANNELS, METHODS, Case, CaseMaterial
from ..parties import write_parties
from ..repeating import from_this_visit
from .common import about, among, answer, materials_of, need, stands, take_case, tell, text


@command("cases.open_case", needs="case.open")
def open_case(
    work: Work,
    *,
    item: str,
    parties: Sequence[Mapping[str, Any]],
    situation: Mapping[str, str] | str | None = None,
    ticket: UUID | str | None = None,
    window: str = "",
    channel: str = "window",
    delivery_method: str = "on_site",
    procedure: str = "",
) -> dict[str, Any]:
    """Open a case for an item; the version of the item that holds today is pinned, and the list of materials copied from it.

    With a ticket the case belongs to that visit and its window. `procedure` records that the applicant was told of the commitment
    of an item in scope, and which he chose: commitment or ordinary. A party given `as` the id of one in an earlier case of this ticket
    need not say number and phone again. Answers id, no, tracking_code, state and the materials.
    """
    case, lines = begin(work, item=item, parties=parties, situation=situation, ticket=ticket, window=window,
                        channel=channel, delivery_method=delivery_method, procedure=procedure)  # fmt: skip
    tell(work, case)
    return answer(
        case,
        tracking_code=case.tracking_code,
        item=case.item_code,
        ticket=case.ticket_id,
        materials=[{"code": m.code, "name": m.name, "required": m.required, "status": "not_looked_at"} for m in lines],
    )


def begin(
    work: Work, *, item: str, parties: Sequence[Mapping[str, Any]], situation: Mapping[str, str] | str | None = None,
    ticket: UUID | str | None = None, window: str = "", channel: str = "window", delivery_method: str = "on_site",
    procedure: str = "",
) -> tuple[Case, Sequence[catalogue.MaterialLine]]:  # fmt: skip
    """Write the case down as a draft, inside an act: everything that `open_case` does but for its answer."""
    offer = catalogue.offered(work.actor, item, work.today)
    facts = offer.item
    center = places.center(work.center_id)
    chosen, label, lines = catalogue.materials(facts.version_id, situation)
    case = Case(
        center_id=work.center_id,
        no=numbers.next_case_no(work, center.region),
        tracking_code=privacy.random_code(),
        item_version_id=facts.version_id,
        item_code=facts.code,
        item_name=facts.name,
        rule=facts.rule,
        handling=facts.handling,
        situation=chosen,
        situation_label=label,
        sensitive=facts.sensitive,
        department_id=offer.department_id,
        reviews_id=offer.reviews_id,
        decides_id=offer.decides_id,
        external=offer.external,
        channel=among(channel, CHANNELS, "channel"),
        delivery_method=among(delivery_method, METHODS, "delivery_method"),
        state=State.DRAFT,
        state_since=work.at,
        opened_at=work.at,
        opened_by=work.actor.name,
    )
    _place(work, case, ticket, window)
    case.save(force_insert=True)
    write_parties(work, case, from_this_visit(case, parties))
    Case.objects.filter(pk=case.pk).update(applicant=case.applicant)
    write_materials(case, lines)
    if procedure and not (procedure == "ordinary" and facts.letter is None):  # which is what an item out of scope has
        commitments.choose(work, case, facts, procedure)
    doors.add(work, "case", case.tracking_code, case.pk)
    work.audit("case.opened", about(case), after={"no": case.no, "item": case.item_code, "parties": len(parties)})
    work.emit(
        events.OPENED, about(case), case=case.pk, no=case.no, item=case.item_code, department=case.department_id,
        ticket=case.ticket_id,
    )  # fmt: skip
    return case, lines


def _place(work: Work, case: Case, ticket: UUID | str | None, window: str) -> None:
    """Where the case is being opened: at the ticket's window, else at the named one, else at no window."""
    if ticket:
        ref = queueing.attach_case(work, ticket=ticket, case_id=case.pk, no=case.no)
        case.ticket_id, case.window_id = ref.id, ref.window_id
    if window:
        case.window_id = places.window_by_code(work.center_id, window).id
    case.window_id = case.window_id or work.actor.window_id


@command("cases.change_parties", needs="case.open")
def change_parties(work: Work, *, case: UUID | str, parties: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Put down the parties anew. Possible until an outcome is decided."""
    found = take_case(work, case)
    stands(found, "change_parties")
    write_parties(work, found, parties)
    found.version += 1
    found.save(update_fields=["applicant", "version"])
    work.audit("case.parties_changed", about(found), after={"roles": [p.get("role", "applicant") for p in parties]})
    tell(work, found)
    return answer(found)


@command("cases.set_situation", needs="case.open")
def set_situation(work: Work, *, case: UUID | str, situation: Mapping[str, str] | str) -> dict[str, Any]:
    """Answer the item's questions; the list follows. What was already found about a material that stays is kept."""
    found = take_case(work, case)
    stands(found, "set_situation")
    if found.period > 1:
        raise Refused("case.situation_fixed", no=found.no)
    chosen, label, lines = catalogue.materials(found.item_version_id, situation)
    before = {m.code: m for m in materials_of(found)}
    CaseMaterial.objects.filter(case=found, center_id=found.center_id).exclude(
        code__in=[m.code for m in lines]
    ).delete()
    write_materials(found, [m for m in lines if m.code not in before])
    commitments.apply_choice(found, catalogue.pinned(found.item_version_id))
    found.situation, found.situation_label, found.version = chosen, label, found.version + 1
    found.save(update_fields=["situation", "situation_label", "version"])
    work.audit("case.situation_set", about(found), after={"situation": chosen})
    tell(work, found)
    return answer(found, materials=[m.code for m in lines])


@command("cases.note_external", needs="case.check")
def note_external(work: Work, *, case: UUID | str, number: str) -> dict[str, Any]:
    """For an item that an outside system handles: the number that the case has there."""
    found = take_case(work, case)
    stands(found, "note_external")
    if not found.external:
        raise Refused("case.not_external", no=found.no)
    before, found.external_no = found.external_no, need(text(number, "number", most=100), "number", "外部系统编号")
    found.version += 1
    found.save(update_fields=["external_no", "version"])
    work.audit("case.external_noted", about(found), before={"number": before}, after={"number": found.external_no})
    tell(work, found)
    return answer(found, external=found.external, external_no=found.external_no)


def write_materials(case: Case, lines: Sequence[catalogue.MaterialLine]) -> None:
    """This person's list as rows. One statement."""
    CaseMaterial.objects.bulk_create(
        CaseMaterial(
            center_id=case.center_id,
            case=case,
            position=line.position,
            code=line.code,
            name=line.name,
            klass=line.klass,
            required=line.required,
            tolerable=line.tolerable,
            form=line.form,
            source=line.source,
            copies_asked=line.copies,
            points=[dict(p) for p in line.points],
            shows=list(line.shows),
            blank_file_id=line.blank_file_id,
            sample_file_id=line.sample_file_id,
        )
        for line in lines
    )
