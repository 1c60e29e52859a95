"""告知承诺 inside another act's transaction: told, chosen, made. Each function takes the caller's `work`.

The pure rule is in `rules/commitment.py`, the acts that a person names in `commands/committing.py` and `commands/breaching.py`.
"""

from collections.abc import Sequence
from dataclasses import replace

from yichuang.foundation.command import Work
from yichuang.foundation.errors import Invalid, Refused

from . import catalogue, events, tolerances
from .commands.common import about, text
from .models import Breach, Case, CaseMaterial, Commitment, Party, Telling
from .reasons import words
from .rules import Outcome, why
from .rules import commitment as rule
from .stages import report_of

KEYS = frozenset({"promise", "signing"})
HELD_OUTCOMES = ("accept", "file", "one_time_notice")
"""Answers to an application in scope that need the applicant to have been told (DB50/T 1603-2024 5.2.2.2)."""
_OWN = ["applicant", "joint_applicant"]


def last_telling(case: Case) -> Telling | None:
    """The choice that holds. One statement."""
    rows = Telling.objects.filter(case=case, center_id=case.center_id, item_version_id=case.item_version_id)
    return rows.order_by("-at", "-id").first()


def standing(case: Case, item: catalogue.ItemFacts) -> rule.Offer:
    """Whether this applicant may choose a commitment for this item. No statement when the item offers none, else three."""
    if item.letter is None:
        return rule.Offer(False, item.excluded)
    withdrawn = Commitment.objects.filter(case=case, center_id=case.center_id, state="withdrawn").exists()
    return rule.standing(True, item.excluded, past_breaches(case), withdrawn=withdrawn)


def past_breaches(case: Case) -> list[rule.PastBreach]:
    """The breaches of this case's applicants in this center, found by the digest of their numbers. Two statements."""
    people = Party.objects.filter(case=case, role__in=_OWN).exclude(id_blind="")
    digests = list(people.values_list("id_blind", flat=True))
    if not digests:
        return []
    theirs = Party.objects.filter(center_id=case.center_id, id_blind__in=digests, role__in=_OWN)
    rows = Breach.objects.filter(center_id=case.center_id, case_id__in=theirs.values("case_id")).exclude(case=case)
    return [
        rule.PastBreach(b.grade, b.state, b.credit_repaired_at is not None, b.found_on)
        for b in rows.order_by("found_on")
    ]


def choose(work: Work, case: Case, item: catalogue.ItemFacts, choice: str, note: str = "") -> Telling:
    """Write down that the applicant was told and what he chose; his list follows the choice. Refused where he may not."""
    if choice not in rule.CHOICES:
        raise Invalid("case.unknown_value", field="procedure", value=str(choice)[:40], known=", ".join(rule.CHOICES))
    offer = standing(case, item)
    if not rule.must_tell(offer):
        raise Refused("commitment.not_in_scope", no=case.no)
    if choice == "commitment":
        no = rule.obstacles(offer)
        if no:
            raise Refused("commitment.not_offered", no=case.no, why="；".join(words(r) for r in no))
    row = Telling.objects.create(
        center_id=case.center_id, case=case, item_version_id=case.item_version_id, period=case.period, choice=choice, note=text(note, "note", most=400),
        at=work.at, by_id=work.actor.id, by_name=work.actor.name,
    )  # fmt: skip
    apply_choice(case, item, choice)
    work.audit("case.told_of_commitment", about(case), after={"told": True, "choice": choice})
    work.emit(events.TOLD_OF_COMMITMENT, about(case), case=case.pk, no=case.no, choice=choice)
    return row


def apply_choice(case: Case, item: catalogue.ItemFacts, choice: str = "") -> None:
    """Mark on the list what the commitment replaces; an ordinary procedure asks for the full list again. Two statements."""
    if item.letter is None:
        return
    if not choice:
        told = last_telling(case)
        choice = told.choice if told else ""
    rows = CaseMaterial.objects.filter(case=case, center_id=case.center_id)
    mine = item.letter.replaces if choice == "commitment" else frozenset()
    rows.filter(code__in=mine).update(replaced=True)
    rows.exclude(code__in=mine).filter(replaced=True).update(replaced=False)


def must_have_told(case: Case, item: catalogue.ItemFacts) -> None:
    """Refused while an applicant in scope was not told. One statement for an item in scope, none for the others."""
    if item.letter is not None and last_telling(case) is None:
        raise Refused("commitment.not_told", no=case.no)


def held_back(case: Case, found: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes, withheld while an applicant in scope was not told. What the law deems is never withheld.

    One statement for an item in scope, none for the others.
    """
    item = catalogue.pinned(case.item_version_id)
    if item.letter is None or last_telling(case) is not None:
        return list(found)
    no = (why("commitment.not_told"),)
    return [
        replace(o, lawful=False, reasons=no) if o.lawful and not o.deemed and o.outcome in HELD_OUTCOMES else o
        for o in found
    ]


def make(work: Work, case: Case, item: catalogue.ItemFacts, rows: Sequence[CaseMaterial], promise: str) -> Commitment:
    """Write the commitment down with what was told and what it replaces, before its letter. One statement."""
    assert item.letter is not None, "nobody chooses what is not offered"
    letter = item.letter
    row = Commitment.objects.create(
        center_id=case.center_id, case=case, period=case.period, state="made", state_since=work.at, made_at=work.at,
        made_by_id=work.actor.id, made_by=work.actor.name, promise=promise,
        told={"basis": letter.basis, "terms": letter.terms, "duties": letter.duties, "breach": letter.breach},
        replaced=[{"code": m.code, "name": m.name} for m in rows if m.replaced],
    )  # fmt: skip
    work.audit("case.committed", about(case), after={"replaced": [m.code for m in rows if m.replaced]})
    work.emit(events.COMMITTED, about(case), case=case.pk, no=case.no, department=case.department_id)
    return row


def taken_back(case: Case) -> tuple[list[CaseMaterial], list[CaseMaterial]]:
    """What is asked for when the commitment is taken back now, and what it stood in for that is in the file all the same.

    Three statements at most, one more for a case in two stages.
    """
    waiting, report = tolerances.unfinished(case), report_of(case)
    late = set(waiting.lines.filter(supplied_at=None).values_list("code", flat=True)) if waiting else set()
    sent = {str(p["code"]) for p in report.papers} if report else set()
    rows = list(CaseMaterial.objects.filter(case=case, center_id=case.center_id).order_by("position"))
    owed = [
        m for m in rows
        if rule.owed_again(m.status, replaced=m.replaced, awaited=m.code in late, reported=m.code in sent)
    ]  # fmt: skip
    return owed, [m for m in rows if m.replaced and m not in owed]


def may_still_commit(case: Case, item: catalogue.ItemFacts) -> None:
    """Refused when, since the choice was made, the applicant lost the right to it."""
    no = rule.obstacles(standing(case, item))
    if no:
        raise Refused("commitment.not_offered", no=case.no, why="；".join(words(r) for r in no))
