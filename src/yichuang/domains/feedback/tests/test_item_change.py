"""A case whose item was corrected is rated for the item that it is about."""

from datetime import UTC, datetime

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.tests.halls import build
from yichuang.domains.feedback.models import VisitCase
from yichuang.foundation import clock
from yichuang.foundation.scope import reading


def test_the_case_is_rated_for_its_new_item(real_db: None) -> None:
    with clock.at(datetime(2026, 11, 23, 2, 6, tzinfo=UTC)):
        hall = build()
        no = hall.open("L1")["no"]
        cases.change_item(actor=hall.clerk, case=no, item="Q1", reason="选错事项")
        with reading(hall.clerk):
            link = VisitCase.objects.get(subject=f"case:{hall.page(no).id}")
    assert (link.item, link.department_id) == ("Q1", hall.department)
