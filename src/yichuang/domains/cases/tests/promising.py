"""What the tests of promises share: opening, accepting with something to come, reading a paper back."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pypdf import PdfReader

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .halls import Hall

PAPER = {"mode": "paper", "signer": "张小云"}
"""A signature by hand on the printed letter."""
TWO = ["赵敏行", "钱守正"]
FOUND = {"findings": "现场没有管理人员", "verifiers": TWO}
BREACH = {"result": "breach", "grade": "general", "basis": "《某条例》第九条", **FOUND}


def at(text: str) -> Any:
    """The clock at a time of the hall's zone: 11-30 23:59."""
    day, time = text.split()
    month, day_ = day.split("-")
    hour, minute = time.split(":")
    local = datetime(2026, int(month), int(day_), int(hour), int(minute), tzinfo=UTC)
    return clock.at(local - timedelta(hours=8))


def lacking(hall: Hall, item: str = "TOL", **statuses: str) -> str:
    """A case with everything received but what is named."""
    no: str = hall.open(item, **({"procedure": "ordinary"} if item == "COM" else {}))["no"]
    hall.check(no, {m.code: statuses.get(m.code, "received") for m in hall.page(no).materials})
    return no


def tolerated(hall: Hall, **statuses: str) -> str:
    """Accepted with the third material to come by 27 November, the letter signed."""
    no = lacking(hall, **(statuses or {"M3": "missing"}))
    hall.decide(no, "accept", tolerate={"by": "2026-11-27", "signing": PAPER})
    return no


def committed(hall: Hall, **more: Any) -> str:
    """Accepted on a commitment that replaces the second material, the letter signed."""
    no: str = hall.open("COM", procedure="commitment", **more)["no"]
    hall.check(no, {"M1": "received", "M3": "received"})
    hall.decide(no, "accept", commit={"signing": PAPER})
    return no


def approved(hall: Hall, no: str) -> str:
    """Decided in favour."""
    cases.decide(actor=hall.officer, case=no, decision="approve", reasons="符合条件")
    return no


def promises(hall: Hall, no: str, actor: Actor | None = None) -> cases.PromisesView:
    who = actor or hall.clerk
    with reading(who):
        return cases.promises_of(who, no)


def offer(hall: Hall, no: str, **more: Any) -> cases.ToleranceOffer:
    with reading(hall.clerk):
        return cases.tolerance_offer(hall.clerk, no, **more)


def paper(hall: Hall, no: str, kind: str) -> str:
    """The text of the newest paper of a kind, without blanks."""
    case = hall.page(no)
    with reading(hall.clerk):
        found = [p for p in documents.papers_of(hall.clerk, f"case:{case.id}") if p.kind == kind]
        pdf = documents.paper_bytes(hall.clerk, f"case:{case.id}", found[-1].id, "service").pdf
    return "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def rows(hall: Hall, model: Any, **where: Any) -> list[Any]:
    """Rows as the center sees them; outside a scope nothing is seen at all."""
    with reading(hall.system):
        return list(model.objects.filter(**where).order_by("id"))


def broken(hall: Hall, *, grade: str = "general", **more: Any) -> str:
    """Approved on a commitment, and found in breach on 14 December; the correction period ends on 13 January."""
    no = approved(hall, committed(hall, **more))
    with at("12-14 10:00"):
        cases.verify_commitment(actor=hall.officer, case=no, **(BREACH | {"grade": grade}))
    return no


def breach_state(hall: Hall, no: str) -> str:
    found = promises(hall, no).commitment
    assert found and found.breach
    return found.breach.state
