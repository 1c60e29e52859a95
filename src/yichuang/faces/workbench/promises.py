"""What the desk shows of promises: whether the applicant was told of the commitment, what may follow later, what was signed."""

from datetime import date
from typing import Any

from django.http import QueryDict

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.delivery import api as delivery
from yichuang.faces.workbench.seat import Seat
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid

TABLET = "tablet"
LATER = "later"
"""The letter is printed and signed on paper; the signature is recorded when it is handed over."""


def telling_facts(guide: catalog.Guide) -> dict[str, Any]:
    """For the form that opens a case: the choice of an item in scope, what to tell, and what a commitment replaces."""
    texts = [(catalog.PROMISE_LABELS[part], getattr(guide, part)) for part in catalog.PROMISE_PARTS]
    in_scope = guide.commitment and not guide.commitment_excluded and all(text for _label, text in texts)
    return {
        "letter": texts if in_scope else [], "letter_is_sample": guide.commitment_text_sure not in catalog.FIRM,
        "replaces": [m.name for m in guide.materials if m.replaceable],
    }  # fmt: skip


def case_promises(actor: Actor, case: cases.CaseView) -> dict[str, Any]:
    """What a case has of promises, for its page."""
    return {"promises": cases.promises_of(actor, case.id)}


def tolerance_tile(actor: Actor, case: cases.CaseView, guide: catalog.Guide) -> dict[str, Any]:
    """The button F7 with its reasons; nothing for an item that never lets something follow."""
    if not guide.tolerance or not case.rule_known:
        return {"offer": None}
    offer = cases.tolerance_offer(actor, case.id)
    return {
        "offer": offer, "offer_reason": offer.reasons[0].text if offer.reasons else "",
        "offer_more": max(len(offer.reasons) - 1, 0),
    }  # fmt: skip


def letter_facts(seat: Seat, case: cases.CaseView, outcome: str) -> dict[str, Any]:
    """For the dialog of an answer: the letter of an applicant who chose a commitment, and his signature."""
    if outcome not in ("accept", "file"):
        return {}
    found = cases.promises_of(seat.actor, case.id)
    if found.choice != "commitment":
        return {"promises": found}
    asked = {"subject": subject_of(case), "about": case.row.item_name, "seat": seat}
    return {"promises": found, **asked, "signature": delivery.signature_for(seat.actor, subject_of(case))}


def subject_of(case: cases.CaseView) -> str:
    """Under which name the evaluator is asked for the signature of a letter that does not exist yet."""
    return f"promise:{case.id}"


def signing_of(said: QueryDict) -> dict[str, Any] | None:
    """How the letter is signed: on the evaluator now, or on paper later (then nothing is recorded yet)."""
    if said.get("mode", LATER) != TABLET:
        return None
    return {"mode": TABLET, "signature_request": said.get("signature_request") or None}


def commit_of(seat: Seat, no: str, said: QueryDict) -> dict[str, Any] | None:
    """What goes with an answer to an applicant who chose a commitment; nothing where no letter was shown."""
    return {"signing": signing_of(said)} if "commits" in said else None


def day_of(said: QueryDict) -> date | None:
    """A day from a date field; what is no day is refused by name."""
    text = said.get("by", "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("case.date_expected", field="by") from None


def brought_of(said: QueryDict) -> dict[str, dict[str, Any]]:
    """`status.M3=received`, `seen.M3=1` → what was put on the counter; what was not brought is left out."""
    found: dict[str, dict[str, Any]] = {}
    for name, value in said.items():
        head, _dot, code = name.partition(".")
        if head == "status" and code and value:
            found[code] = {"status": str(value), "original_seen": f"seen.{code}" in said}
            remark = said.get(f"remark.{code}", "").strip()
            if remark:
                found[code]["remark"] = remark
    return found
