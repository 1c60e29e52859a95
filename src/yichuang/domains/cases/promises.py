"""What both promises have in common: made with the answer at the window, signed, waited for, ended with the case.

Each function takes the caller's `work`. `decide_intake` calls `plan`, `write` and `sign`; `decide` calls `hold_result` and
`after_decision`; whatever ends a case without an approval calls `end`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yichuang.domains.delivery import api as delivery
from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.domains.places import api as places
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Limit, StartsAt, Unit
from yichuang.foundation.errors import Invalid, Refused

from . import catalogue, clocks, commitments, tolerances
from .commands.common import among, as_id, text
from .lifecycle import State
from .models import Case, CaseMaterial, Commitment, Tolerance
from .models_promises import SIGNINGS
from .papers import promises as letters
from .rules import IntakeFacts, Outcome

FAVOURABLE = ("accept", "file")
SIGNING_KEYS = frozenset({"mode", "signer", "signature_request", "witnesses", "read_aloud"})
_MODELS = {"tolerance": Tolerance, "commitment": Commitment}


@dataclass(frozen=True, slots=True)
class Signing:
    """How a letter is signed in the same act. Without it the letter waits for its signature."""

    mode: str
    signer: str
    signature: str = ""
    witnesses: tuple[str, ...] = ()
    read_aloud: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What the answer at the window comes with, checked whole before anything is written.

    `outcome` is the acceptance that only the tolerance makes lawful; None where the ordinary rule decides.
    """

    item: catalogue.ItemFacts
    terms: tolerances.Terms | None = None
    outcome: Outcome | None = None
    commits: bool = False
    promise: Mapping[str, str] | None = None
    signing: Mapping[str, Signing | None] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A promise with its letter."""

    kind: str
    row: Tolerance | Commitment
    paper: PaperRef


def plan(
    work: Work, case: Case, rows: Sequence[CaseMaterial], seen: IntakeFacts, outcome: str, tolerate: Any, commit: Any
) -> Plan:
    """Judge what was asked for with the answer: refused with every reason, or invalid with the field that is wrong."""
    item = catalogue.pinned(case.item_version_id)
    told = commitments.last_telling(case) if item.letter is not None else None
    commits = outcome in FAVOURABLE and told is not None and told.choice == "commitment"
    _only_with_acceptance(outcome, tolerate, commit, commits)
    if commits:
        commitments.may_still_commit(case, item)
    terms, chosen = None, None
    if tolerate is not None:
        judged = tolerances.judge(work, case, item, rows, seen)
        terms = tolerances.terms_of(work, case, item, rows, judged, tolerate)
        commitments.must_have_told(case, item)
        chosen = Outcome("accept", True, judged.reasons)
    given = {"tolerance": tolerate or {}, "commitment": commit or {}}
    return Plan(
        item, terms, chosen, commits,
        promise={k: text(v.get("promise"), f"{_FIELDS[k]}.promise", most=1000) for k, v in given.items()},
        signing={k: _signing(work, case, v.get("signing"), f"{_FIELDS[k]}.signing") for k, v in given.items()},
    )  # fmt: skip


_FIELDS = {"tolerance": "tolerate", "commitment": "commit"}


def _only_with_acceptance(outcome: str, tolerate: Any, commit: Any, commits: bool) -> None:
    if tolerate is not None and outcome != "accept":
        raise Invalid("tolerance.with_acceptance", field="tolerate")
    if commit is None:
        return
    if not isinstance(commit, Mapping) or set(commit) - commitments.KEYS:
        raise Invalid("commitment.map_expected", field="commit", known=", ".join(sorted(commitments.KEYS)))
    if not commits:
        raise Invalid("commitment.not_chosen", field="commit")


def _signing(work: Work, case: Case, given: Any, field: str) -> Signing | None:
    """How the letter is signed: by hand on the pad with what was drawn there, on paper, by finger, by another with a witness."""
    if given is None:
        return None
    if not isinstance(given, Mapping) or set(given) - SIGNING_KEYS:
        raise Invalid("promise.signing_map", field=field, known=", ".join(sorted(SIGNING_KEYS)))
    mode = among(given.get("mode"), SIGNINGS, f"{field}.mode")
    witnesses = given.get("witnesses") or ()
    if not isinstance(witnesses, list | tuple) or not all(isinstance(w, str) for w in witnesses):
        raise Invalid("promise.witnesses_list", field=f"{field}.witnesses")
    signer = text(given.get("signer"), f"{field}.signer", most=100) or case.applicant
    drawn = _drawn(work, case, given.get("signature_request"), field) if mode == "tablet" else ""
    return Signing(mode, signer, drawn, tuple(witnesses), given.get("read_aloud") is True)


def _drawn(work: Work, case: Case, asked: Any, field: str) -> str:
    """The file of what was drawn on the evaluator for this case's promise."""
    uid = as_id(asked) if asked else None
    found = delivery.signature(work.actor, uid) if uid else None
    if found is None or found.subject != subject_of(case) or found.file_id is None:
        raise Invalid("promise.signature_needed", field=f"{field}.signature_request")
    return str(found.file_id)


def subject_of(case: Case) -> str:
    """Under which name the evaluator is asked for the signature of a letter that does not exist yet."""
    return f"promise:{case.pk}"


def write(work: Work, case: Case, rows: Sequence[CaseMaterial], made: Plan) -> list[Written]:
    """The promises and their letters, before the paper of the answer, which cites their numbers."""
    found: list[Written] = []
    said = made.promise or {}
    if made.commits:
        promise = said.get("commitment") or letters.COMMITMENT_PROMISE
        row = commitments.make(work, case, made.item, rows, promise)
        found.append(_lettered("commitment", row, letters.commitment(work, case, row)))
    if made.terms is not None:
        promise = said.get("tolerance") or letters.TOLERANCE_PROMISE
        agreed = tolerances.agree(work, case, made.terms, promise)
        found.append(_lettered("tolerance", agreed, letters.tolerance(work, case, agreed)))
    return found


def _lettered(kind: str, row: Any, paper: PaperRef) -> Written:
    type(row).objects.filter(pk=row.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    return Written(kind, row, paper)


def sign(work: Work, case: Case, made: Plan, written: Sequence[Written]) -> None:
    """Record the signatures that were given with the answer; a case that is decided in the same breath needs them now."""
    for w in written:
        signing = (made.signing or {}).get(w.kind)
        if signing is not None:
            documents.serve(
                work, w.paper.id, mode=signing.mode, receiver=signing.signer, witnesses=signing.witnesses,
                signature=signing.signature, read_aloud=signing.read_aloud,
            )  # fmt: skip
        elif case.state == State.DECIDED:
            raise Invalid("promise.sign_now", field=f"{_FIELDS[w.kind]}.signing")
    if case.state == State.DECIDED:
        after_decision(work, case, made.item, "approve")


def mark_signed(work: Work, case_id: UUID, kind: str, paper_id: UUID, mode: str) -> None:
    """The letter was signed. Saying it again changes nothing."""
    model = _MODELS.get(kind)
    if model is None:
        return
    rows = model.objects.filter(case_id=case_id, center_id=work.center_id, paper_id=paper_id, signed_at=None)
    if rows.update(signed_at=work.at, signing=mode):
        after = {"mode": mode}
        work.audit(f"case.{kind}_signed", f"case:{case_id}", after=after)


def hold_result(work: Work, case: Case, decision: str) -> None:
    """No result before what was tolerated is there, and none on a letter that nobody signed. Two statements.

    A refusal may follow a lapse: then the applicant's days are over.
    """
    tolerances.due_lapses(work, case)
    row = tolerances.unfinished(case)
    if row is not None and (row.state == "open" or decision == "approve"):
        left = "、".join(row.lines.filter(supplied_at=None).values_list("name", flat=True))
        code = "tolerance.still_open" if row.state == "open" else "tolerance.lapsed_open"
        raise Refused(code, no=case.no, materials=left, by=row.supply_by)
    if decision != "approve":
        return
    for model in (Tolerance, Commitment):
        unsigned = model.objects.filter(case=case, center_id=case.center_id, signed_at=None)
        if unsigned.filter(state__in=["supplied", "made"]).exists():
            raise Refused("promise.unsigned", no=case.no)


def after_decision(work: Work, case: Case, item: catalogue.ItemFacts, decision: str) -> None:
    """Approved on a commitment: the time for looking into it starts. Not approved: the promises end."""
    if decision != "approve":
        end(work, case)
        return
    row = Commitment.objects.filter(case=case, center_id=case.center_id, state="made").first()
    if row is None:
        return
    own = item.letter.verify_days if item.letter else None
    days = own or places.center(work.center_id).setting("commitment_verify_days")
    limit = Limit(days, Unit.NATURAL_DAY, "", StartsAt.DECISION)
    found = clocks.start(work, case, "verification", limit, work.at)
    Commitment.objects.filter(pk=row.pk).update(verify_by=found.due)


def end(work: Work, case: Case) -> None:
    """The case is over without an approval: what was promised has no object any more. Two statements."""
    row = tolerances.unfinished(case)
    if row is not None:
        row.move("end", at=work.at, closed_at=work.at, closed_by=work.actor.name)
    made = Commitment.objects.filter(case=case, center_id=case.center_id, state="made").first()
    if made is not None:
        made.move("end", at=work.at)
    clocks.meet(work, case, "tolerance", "verification")
