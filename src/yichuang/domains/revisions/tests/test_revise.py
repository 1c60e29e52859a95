"""A department proposes another guide or other words, another person checks, it is published with a day, the windows acknowledge."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from yichuang.domains.catalog import api as catalog
from yichuang.domains.catalog.tests.conftest import document, here, published, there
from yichuang.domains.catalog.tests.test_telling import offered
from yichuang.domains.documents import api as documents
from yichuang.domains.queueing import api as queueing
from yichuang.domains.revisions import api as revisions
from yichuang.domains.revisions.models import Revision
from yichuang.foundation import clock, messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.scope import reading

__all__ = ["here", "there"]

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = date(2026, 12, 1)
FEE = {"fee": "每件 10 元"}
WHY = "市监规〔2026〕3号"


@dataclass
class Desk:
    """Who plays: the department's two people, its representative, somebody of another department, a window, the manager."""

    admin: Actor
    officer: Actor
    colleague: Actor
    lead: Actor
    stranger: Actor
    window: Actor
    manager: Actor

    def propose(self, **over: Any) -> str:
        given = {"actor": self.officer, "code": "T01", "given": FEE, "reason": WHY} | over
        return str(revisions.propose_guide(**given)["id"])

    def checked(self, **over: Any) -> str:
        made = self.propose(**over)
        revisions.check(actor=self.colleague, revision=made, opinion="与文件一致")
        return made

    def view(self, made: str, actor: Actor | None = None) -> revisions.RevisionView:
        with reading(actor or self.officer):
            return revisions.revision(actor or self.officer, UUID(made))


@pytest.fixture
def desk(here: Actor) -> Iterator[Desk]:
    with clock.at(MONDAY):
        published(here)
        queueing.set_up_queue(actor=here, code="A", name="综合")
        offered(here)
        with reading(here):
            unit = catalog.offer(here, "T01").department_id  # type: ignore[union-attr]
        own = frozenset({"guide.propose", "guide.check"})

        def person(name: str, caps: frozenset[str], department: UUID | None) -> Actor:
            return replace(here, kind="staff", id=uuid4(), name=name, capabilities=caps, department_id=department)

        yield Desk(
            here, person("王经办", own, unit), person("刘同事", own, unit),
            person("首席", own | {"guide.publish"}, unit), person("外部门", own, uuid4()),
            person("窗口", frozenset({"window.operate"}), None),
            person("大厅", frozenset({"guide.publish", "place.manage"}), None),
        )  # fmt: skip


def inbox(actor: Actor) -> list[messages.InboxLine]:
    with reading(actor):
        return messages.inbox(actor)[0]


def test_from_the_proposal_to_the_receipt_of_the_window(desk: Desk) -> None:
    made = desk.propose(given=FEE | {"conditions": ["有一间店", "店内通风"]})
    view = desk.view(made)
    assert (view.row.state, view.row.name, view.base) == ("proposed", "T01 小店登记", 1)
    assert {c.path for c in view.changes} == {"fee", "conditions"}
    assert catalog.guide("T01").number == 1, "nothing counts before it is published"
    assert view.reason == WHY and "王经办" in inbox(desk.colleague)[0].text
    with reading(desk.colleague):
        assert (revisions.count_to_check(desk.colleague), revisions.count_to_check(desk.officer)) == (1, 0)
    revisions.check(actor=desk.colleague, revision=made, opinion="与文件一致")
    assert "刘同事" in inbox(desk.officer)[0].text
    done = revisions.publish(actor=desk.lead, revision=made, effective_from="2026-12-01")
    assert (done["version"], done["effective_from"]) == (2, LATER.isoformat())
    assert catalog.guide("T01", on=date(2026, 11, 30)).fee == "不收费"
    assert catalog.guide("T01", on=LATER).fee == FEE["fee"]
    (told,) = inbox(desk.window)
    assert "自 2026-12-01 起用第 2 版" in told.text and told.kind == "办事指南变更"
    with reading(desk.window):
        note = catalog.unread_change(desk.window, "T01", 2)
        assert note is not None and note.id == told.id and catalog.unread_change(desk.window, "T01", 1) is None
    messages.mark_read(actor=desk.window, message=told.id)
    with reading(desk.window):
        assert catalog.unread_change(desk.window, "T01", 2) is None
        assert catalog.acknowledged(desk.window, "T01", 2) == {desk.window.id}
    view = desk.view(made)
    assert (view.row.state, view.row.published_version, view.published_by_name) == ("published", 2, "首席")
    assert view.receipts is not None and view.possible == ()


def test_nobody_checks_his_own(desk: Desk) -> None:
    made = desk.propose()
    for act in (revisions.check, revisions.give_back):
        with pytest.raises(Denied) as no:
            act(actor=desk.officer, revision=made, opinion="好")
        assert no.value.code == "revision.own"
    with pytest.raises(IntegrityError), transaction.atomic():  # and the database says so as well
        Revision.objects.filter(pk=made).update(checked_by=desk.officer.id, checked_at=MONDAY)
    assert desk.view(made).row.state == "proposed"


def test_what_nobody_checked_is_not_published(desk: Desk) -> None:
    with pytest.raises(Refused) as no:
        revisions.publish(actor=desk.lead, revision=desk.propose(), effective_from=LATER)
    assert no.value.code == "revision.wrong_state" and catalog.versions("T01") == [
        (1, "published", date(2026, 11, 23), None)
    ]


def test_a_return_says_why_and_frees_the_item(desk: Desk) -> None:
    made = desk.checked()
    with pytest.raises(Invalid) as lacks:
        revisions.give_back(actor=desk.colleague, revision=made, opinion=" ")
    assert lacks.value.field == "opinion"
    with pytest.raises(Refused) as twice:
        desk.propose(actor=desk.colleague)
    assert twice.value.code == "revision.open_already" and twice.value.facts["by"] == "王经办"
    revisions.give_back(actor=desk.colleague, revision=made, opinion="收费依据不对")
    assert "收费依据不对" in inbox(desk.officer)[0].text
    again = desk.propose()
    with pytest.raises(Denied):
        revisions.withdraw(actor=desk.colleague, revision=again)
    revisions.withdraw(actor=desk.officer, revision=again)
    with reading(desk.officer):
        assert {r.state for r in revisions.revisions(desk.officer, show="ended")} == {"returned", "withdrawn"}
        assert revisions.open_revision(desk.officer, "guide", "T01") is None


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"given": {"fee": "不收费"}}, "item.nothing_revised"),
        ({"given": {"intake_rule": "INSTANT"}}, "item.not_revisable"),
        ({"given": {"conditions": []}}, "item.lacks"),
        ({"given": {"materials": []}}, "catalog.file"),
        ({"reason": " "}, "revision.reason_missing"),
        ({"reason": "长" * 1001}, "revision.text_too_long"),
        ({"code": "T99"}, "item.not_offered"),
    ],
)
def test_what_cannot_be_proposed(desk: Desk, over: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as no:
        desk.propose(**over)
    assert no.value.code == code and not Revision.objects.exists()


def test_a_department_revises_its_own_items_only(desk: Desk) -> None:
    with pytest.raises(Denied) as no:
        desk.propose(actor=desk.stranger)
    assert no.value.code == "revision.item_of_others"
    made = desk.propose()
    with pytest.raises(Missing):
        revisions.check(actor=desk.stranger, revision=made)
    with pytest.raises(Missing):
        revisions.check(actor=desk.colleague, revision="none")
    with reading(desk.stranger):
        assert revisions.revisions(desk.stranger) == []


@pytest.mark.parametrize(
    ("day", "code"), [("2026-11-22", "revision.day_passed"), ("tomorrow", "revision.day_expected")]
)
def test_it_counts_from_today_at_the_earliest(desk: Desk, day: str, code: str) -> None:
    made = desk.checked()
    with pytest.raises(Invalid) as no:
        revisions.publish(actor=desk.lead, revision=made, effective_from=day)
    assert (no.value.code, no.value.field) == (code, "effective_from") and desk.view(made).row.state == "checked"


def test_another_version_in_between_or_a_draft_stops_it(desk: Desk) -> None:
    made = desk.checked()
    catalog.import_catalogue(actor=desk.admin, document=document(fee={"text": "每件 5 元", "sure": "confirmed"}))
    with pytest.raises(Refused) as no:
        revisions.publish(actor=desk.lead, revision=made, effective_from=LATER)
    assert no.value.code == "item.draft_waits"
    catalog.publish_item(actor=desk.admin, code="T01")
    with pytest.raises(Refused) as no:
        revisions.publish(actor=desk.lead, revision=made, effective_from=LATER)
    assert no.value.code == "item.revised_meanwhile" and catalog.guide("T01", on=LATER).fee == "每件 5 元"


def test_words_on_a_paper_wait_for_their_day_and_are_the_center_s(desk: Desk) -> None:
    said = {
        "actor": desk.officer,
        "kind": "receipt",
        "texts": {"note": "请走东门", "ask": ""},
        "reason": "东门施工结束",
    }
    made = str(revisions.propose_words(**said)["id"])
    assert [(c.path, c.after) for c in desk.view(made).changes] == [("note", "请走东门")]
    revisions.check(actor=desk.colleague, revision=made)
    with pytest.raises(Denied) as no:
        revisions.publish(actor=desk.lead, revision=made, effective_from=LATER)
    assert no.value.code == "revision.words_by_center"
    assert revisions.publish(actor=desk.manager, revision=made, effective_from=LATER)["version"] == 1
    (told,) = inbox(desk.window)
    assert "收件凭证" in told.text and "2026-12-01" in told.text
    with reading(desk.manager):
        assert documents.template_words(desk.manager)["receipt"].built_in, "its day has not come"
        with clock.at(datetime(2026, 12, 1, 2, tzinfo=UTC)):
            assert documents.template_words(desk.manager)["receipt"].note == "请走东门"
    with pytest.raises(Refused) as early:  # a later text may not begin before the one that is set already
        documents.publish_template_words(actor=desk.admin, kind="receipt", texts={"note": "请走西门"}, base=1)
    assert early.value.code == "words.later_version"


def test_another_center_knows_nothing_of_it(desk: Desk, there: Actor) -> None:
    made = desk.propose()
    other = replace(there, kind="staff", id=uuid4(), capabilities=frozenset({"guide.check", "guide.publish"}))
    for act, more in ((revisions.check, {}), (revisions.publish, {"effective_from": LATER})):
        with pytest.raises(Missing):
            act(actor=other, revision=made, **more)
    with reading(other), pytest.raises(Missing):
        revisions.revision(other, UUID(made))


def test_the_same_key_is_one_proposal(desk: Desk) -> None:
    assert desk.propose(key="k") == desk.propose(key="k") and Revision.objects.count() == 1
