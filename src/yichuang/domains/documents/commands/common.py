"""What the acts on a paper share: finding it, and who may do what with it."""

from __future__ import annotations

from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation.command import Work
from yichuang.foundation.errors import Denied, Invalid, Missing

from ..kinds import KINDS
from ..lifecycle import PAPER_ACTS, Fact, State
from ..models import Paper

HANDLERS = ("result.deliver", "case.check", "case.accept", "case.decide")
"""Any of these may print a paper and enter that it was served."""
LONGEST = 200


def locked(work: Work, paper_id: str | UUID) -> Paper:
    """The paper, locked for this act. A department's staff find their own department's only."""
    uid = as_id(paper_id)
    rows = Paper.objects.select_for_update().filter(pk=uid, center_id=work.center_id)
    if work.actor.department_id is not None and not work.actor.can("case.check"):
        rows = rows.filter(department_id=work.actor.department_id)
    row = rows.first() if uid else None
    if row is None:
        raise Missing("object.missing")
    return row


def as_id(value: str | UUID) -> UUID | None:
    """An id, or nothing when the text is none."""
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        return None


def must_handle(work: Work) -> None:
    """Whoever works on cases or hands over results handles their papers; whoever only reads cases does not."""
    if not any(work.actor.can(c) for c in HANDLERS):
        raise Denied("actor.lacks_capability", capability=HANDLERS[0])


def must_answer_for(work: Work, row: Paper) -> None:
    """Who seals or voids a paper is one of those who could have issued it."""
    able = KINDS[row.kind].responsible
    if not any(work.actor.can(c) for c in able):
        raise Denied("actor.lacks_capability", capability=min(able))


def facts_of(row: Paper) -> list[Fact]:
    """What has happened to it; that it is void comes first, because nothing else counts then."""
    seen = {
        Fact.VOIDED: row.state == State.VOIDED, Fact.ISSUED: True, Fact.PRINTED: row.printed > 0,
        Fact.AT_SEAL: row.seal_sent_at is not None and row.sealed_at is None, Fact.SEALED: row.sealed_at is not None,
        Fact.SIGNED: row.signed_at is not None, Fact.SERVED: row.served_at is not None,
    }  # fmt: skip
    return [fact for fact, so in seen.items() if so]


def stands(row: Paper, act: str) -> None:
    """Refuse an act that the table of acts does not allow after what has happened to the paper. Costs no statement."""
    for fact in facts_of(row):
        PAPER_ACTS.require(act, state=fact, number=row.number_text)


def text(value: str, field: str, *, most: int = LONGEST, code: str = "") -> str:
    """What was typed, trimmed. Too long is refused; empty is refused with `code`, when one is given."""
    said = str(value or "").strip()
    if code and not said:
        raise Invalid(code, field=field)
    if len(said) > most:
        raise Invalid("paper.text_too_long", field=field, most=most)
    return said


def place_of(work: Work) -> str:
    """Where the actor sits: 5 号窗口; empty for somebody without a window."""
    return f"{places.window(work.actor.window_id).code} 号窗口" if work.actor.window_id else ""
