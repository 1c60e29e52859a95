"""What was let to be corrected on the spot is not forgotten: not at the end of the visit, not at closing time, not on the page."""

from datetime import timedelta

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.rules import MaterialFact
from yichuang.domains.cases.rules.spot import unmended
from yichuang.domains.cases.tasks import list_corrections_of
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, messages
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

from .halls import Hall
from .test_deeming import SECOND, WEEK, local

LIST = (
    MaterialFact("M1", "申请书", "wrong"), MaterialFact("M2", "身份证明", "received"),
    MaterialFact("M3", "场所证明", "missing"), MaterialFact("M4", "附图", "not_looked_at"),
)  # fmt: skip


@pytest.mark.parametrize(("let", "at_intake", "open_"), [
    ((), True, ()),
    (("M1",), True, ("M1",)),
    (("M2",), True, ()),  # mended
    (("M3", "M1"), True, ("M1", "M3")),  # in the order of the list; gone missing is not mended
    (("M4", "M9"), True, ()),  # nothing is known to be wrong; no longer on the list
    (("M1",), False, ()),  # answered
])  # fmt: skip
def test_what_was_let_and_is_still_wrong_waits(let: tuple[str, ...], at_intake: bool, open_: tuple[str, ...]) -> None:
    assert tuple(m.code for m in unmended(let, LIST, at_intake=at_intake)) == open_


def let(hall: Hall, item: str = "L1", **more: object) -> str:
    """One error that is let to be corrected on the spot."""
    no: str = hall.open(item, **more)["no"]
    hall.check(no, {"M1": "not_in_form", "M2": "received", "M3": "received"})
    hall.decide(no, "correct_now")
    return no


def ends(hall: Hall, ticket: str) -> bool:
    return bool(queueing.finish(actor=hall.system, ticket=ticket)["ticket"]["state"] == "served")


@pytest.mark.parametrize("item", ["L1", "P1", "I1", "R1"])
def test_the_ticket_does_not_end_before_it_is_mended(hall: Hall, item: str) -> None:
    ticket = hall.ticket()["id"]
    no = let(hall, item, ticket=ticket)
    assert hall.page(no).to_mend == ("申请书",)
    with pytest.raises(Refused) as refused:
        ends(hall, ticket)
    assert refused.value.code == "case.correct_before_leaving"
    assert (refused.value.facts["no"], refused.value.facts["names"]) == (no, "申请书")
    hall.check(no, {"M1": "received"})
    assert hall.page(no).to_mend == ()
    assert ends(hall, ticket)


def test_a_one_time_notice_ends_the_matter_too(hall: Hall) -> None:
    ticket = hall.ticket()["id"]
    no = let(hall, ticket=ticket)
    hall.decide(no, "one_time_notice")
    assert hall.page(no).to_mend == () and ends(hall, ticket)


def test_an_error_that_was_not_let_holds_no_ticket(hall: Hall) -> None:
    ticket = hall.ticket()["id"]
    no = hall.open("L1", ticket=ticket)["no"]
    hall.check(no, {"M1": "not_in_form", "M2": "received", "M3": "received"})
    assert ends(hall, ticket)


def test_what_was_let_before_a_notice_is_not_asked_for_again_in_the_next_period(hall: Hall) -> None:
    ticket = hall.ticket()["id"]
    no = let(hall, ticket=ticket)
    hall.decide(no, "one_time_notice")
    cases.complete_correction(actor=hall.clerk, case=no, materials={"M1": {"status": "wrong"}})
    assert hall.page(no).to_mend == ()
    hall.decide(no, "correct_now")
    assert hall.page(no).to_mend == ("申请书",)


def inbox(hall: Hall, no: str) -> list[str]:
    with reading(hall.clerk):
        return [m.text for m in messages.inbox(hall.clerk)[0] if no in m.text]


def test_closing_time_tells_the_clerk_once_of_what_is_still_open(hall: Hall) -> None:
    places.set_opening_hours(actor=hall.system, week=WEEK)
    with clock.at(local("2026-11-23T10:00:00")):
        left, mended = let(hall), let(hall)
        hall.check(mended, {"M1": "received"})
    closes = local("2026-11-23T17:30:00")
    with clock.at(closes - SECOND):
        list_corrections_of(str(hall.id))
        assert inbox(hall, left) == []
    for later in (timedelta(0), timedelta(minutes=5), timedelta(days=1)):
        with clock.at(closes + later):
            list_corrections_of(str(hall.id))
            (said,) = inbox(hall, left)
            assert "等待当场更正：申请书" in said and inbox(hall, mended) == []
