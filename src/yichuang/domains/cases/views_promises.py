"""Rows of promises as the values of `types_promises`. Pure but for the active language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from . import clocks, reasons
from . import reasons_promises as labels
from .models import Breach, Commitment, Telling, Tolerance, ToleratedMaterial
from .rules import commitment as commit_rule
from .rules import tolerance as tolerance_rule
from .types_promises import BreachView, CommitmentView, TellingView, ToleranceView, ToleratedView
from .views import Lens


def telling(row: Telling) -> TellingView:
    """Who told, and what was chosen."""
    return TellingView(row.choice, reasons.label(labels.CHOICES, row.choice), row.at, row.by_name, row.note)


def tolerated(row: ToleratedMaterial) -> ToleratedView:
    """One material that may follow."""
    return ToleratedView(row.code, row.name, reasons.label(reasons.STATUSES, row.defect), row.cure, row.supplied_at)


def tolerance(row: Tolerance, lines: Iterable[ToleratedMaterial], lens: Lens) -> ToleranceView:
    """As it stands today: what ran out is lapsed, noticed or not."""
    state = "lapsed" if tolerance_rule.lapsed(row.state, row.supply_by, lens.today) else row.state
    open_ = state in ("open", "lapsed")
    return ToleranceView(
        id=row.pk, state=state, label=reasons.label(labels.TOLERANCES, state), light=_light(row.supply_by, lens, open_),
        supply_by=row.supply_by, remaining=_remaining(row.supply_by, lens) if open_ else None,
        lines=tuple(tolerated(line) for line in lines), promise=row.promise, made_at=row.made_at, made_by=row.made_by,
        signed_at=row.signed_at, signing=row.signing, paper_id=row.paper_id, paper_no=row.paper_no,
        late=row.late or state == "lapsed", reasons=row.reasons, closed_at=row.closed_at, closed_by=row.closed_by,
    )  # fmt: skip


def commitment(row: Commitment, found: Breach | None, lens: Lens) -> CommitmentView:
    """A commitment with its breach, when there is one."""
    waits = row.state == "made" and row.verify_by is not None
    return CommitmentView(
        id=row.pk, state=row.state, label=reasons.label(labels.COMMITMENTS, row.state),
        light="bad" if row.state == "broken" else _light(row.verify_by, lens, waits), told=dict(row.told),
        replaced=tuple(m["name"] for m in row.replaced), promise=row.promise, made_at=row.made_at, made_by=row.made_by,
        signed_at=row.signed_at, signing=row.signing, paper_id=row.paper_id, paper_no=row.paper_no,
        verify_by=row.verify_by, remaining=_remaining(row.verify_by, lens) if waits else None,
        verified_at=row.verified_at, verifiers=tuple(row.verifiers),
        method_label=reasons.label(labels.METHODS, row.method) if row.method else "", findings=row.findings,
        withdrawn_at=row.withdrawn_at, withdrawn_reason=row.withdrawn_reason,
        breach=breach(found, lens) if found else None,
    )  # fmt: skip


def breach(row: Breach, lens: Lens) -> BreachView:
    """As it stands today: a period that is over is over, noticed or not."""
    state = "uncorrected" if commit_rule.overdue(row.state, row.repair_by, lens.today) else row.state
    waiting = row.appealed_at is not None and row.answered_at is None
    past = commit_rule.PastBreach(row.grade, state, row.credit_repaired_at is not None, row.found_on)
    return BreachView(
        id=row.pk, state=state, label=reasons.label(labels.BREACHES, state),
        light={"open": _light(row.repair_by, lens, True), "uncorrected": "bad", "decided": "off"}.get(state, "ok"),
        grade=row.grade, grade_label=reasons.label(labels.GRADES, row.grade), facts=row.facts, basis=row.basis,
        found_on=row.found_on, found_by=tuple(row.found_by), repair_by=row.repair_by, paper_no=row.paper_no,
        checked_at=row.checked_at, checked_by=tuple(row.checked_by), check_findings=row.check_findings,
        appeal_by=row.appeal_by, appealed_at=row.appealed_at, appeal=row.appeal, answer_by=row.answer_by,
        answered_at=row.answered_at, answer=row.answer, upheld=row.upheld, decided_at=row.decided_at,
        decision=row.decision, decision_label=reasons.label(labels.DECISIONS, row.decision) if row.decision else "",
        reasons=row.reasons, decision_paper_no=row.decision_paper_no, credit_repaired_at=row.credit_repaired_at,
        credit_reason=row.credit_reason, bars=commit_rule.bars(past),
        told=row.told_at is not None,
        may_appeal=commit_rule.may_appeal(
            state, row.appealed_at is not None, row.appeal_by, lens.today, told=row.told_at is not None
        ),
        may_answer=waiting,
        may_decide=not waiting and commit_rule.may_decide(row.grade, state, row.repair_by, lens.today),
        may_correct=state in ("open", "uncorrected"),
        may_repair_credit=row.credit_repaired_at is None and commit_rule.may_repair_credit(state, waiting),
    )  # fmt: skip


def _light(due: date | None, lens: Lens, running: bool) -> str:
    if not running:
        return "done"
    return {"green": "ok", "yellow": "warn", "red": "bad", "off": "off"}[
        clocks.light_of(lens.today, due, lens.yellow_until)
    ]


def _remaining(due: date | None, lens: Lens) -> int | None:
    return clocks.working_days_left(lens.today, due, lens.calendar) if due else None


def by_key(rows: Iterable[Any], key: str) -> Mapping[Any, list[Any]]:
    """Rows by one of their fields."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found
