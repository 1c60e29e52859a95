"""By when a question is due, who sees it: the rules, without a database."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from yichuang.domains.helping import rules

DAY = datetime(2026, 11, 23, tzinfo=UTC)


def t(day: int, hour: int, minute: int = 0) -> datetime:
    return DAY + timedelta(days=day, hours=hour, minutes=minute)


# Monday 9–12 and 13–17; Tuesday is a holiday; Wednesday 9–12.
SERVED = [(t(0, 9), t(0, 12)), (t(0, 13), t(0, 17)), (t(2, 9), t(2, 12))]


@pytest.mark.parametrize(
    ("asked", "minutes", "due"),
    [
        (t(0, 9, 30), 60, t(0, 10, 30)),
        (t(0, 11, 30), 30, t(0, 12)),  # on the last minute before the break
        (t(0, 11, 30), 60, t(0, 13, 30)),  # the break does not count
        (t(0, 16, 30), 60, t(2, 9, 30)),  # nor the night, nor the holiday
        (t(0, 8), 60, t(0, 10)),  # before the opening it begins at the opening
        (t(0, 20), 60, t(2, 10)),
        (t(2, 11, 30), 60, t(2, 12, 30)),  # beyond the hours that are known it runs on
    ],
)
def test_an_answer_time_runs_while_the_center_serves(asked: datetime, minutes: int, due: datetime) -> None:
    assert rules.due_at(asked, timedelta(minutes=minutes), SERVED) == due


def test_what_was_worked_is_service_time() -> None:
    assert rules.worked(t(0, 11, 30), t(0, 13, 30), SERVED) == timedelta(hours=1)
    assert rules.worked(t(0, 17), t(2, 9), SERVED) == timedelta()


def test_a_question_is_put_to_those_of_its_kind_and_department() -> None:
    mine, other = uuid4(), uuid4()
    assert rules.kinds_of({"case.decide"}) == ("business",) and rules.kinds_of({"*"}) == rules.KINDS
    see = rules.may_see
    assert see("business", mine, answers=["business"], own_department=mine)
    assert see("business", None, answers=["business"], own_department=mine)
    assert see("business", mine, answers=["business"], own_department=None)
    assert not see("business", other, answers=["business"], own_department=mine)
    assert not see("system", None, answers=["business"], own_department=mine)
    assert see("hardware", None, answers=["hardware"], own_department=mine)


def test_the_middle_of_some_minutes() -> None:
    assert rules.median([7, 1, 3]) == 3 and rules.median([1, 2]) == 1 and rules.median([]) is None
