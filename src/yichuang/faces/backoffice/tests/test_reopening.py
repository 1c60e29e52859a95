"""A decision that fell is handled again: shown before it is done, done as shown, and linked from both sides."""

from datetime import date
from typing import Any

from yichuang.domains.cases import api as cases
from yichuang.foundation import clock
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import zone_of
from yichuang.foundation.scope import reading

from .conftest import Office


def today(office: Office) -> date:
    assert office.clerk.center_id is not None
    return center_day(clock.now(), zone_of(office.clerk.center_id))


def judgment(office: Office, **more: Any) -> dict[str, Any]:
    day = today(office).isoformat()
    return {
        "cause": "judgment", "effect": "revoked", "document_kind": "行政判决书", "document_no": "（2026）云行初12号",
        "organ": "云岭区人民法院", "document_on": day, "binding_on": day, "reasons": "主要证据不足，责令重新作出决定。", **more,
    }  # fmt: skip


def denied(office: Office) -> str:
    no = office.accepted()
    done = office.post("office_decide", no, decision="deny", reasons="布局不符。", basis="《食品安全法》第三十三条")
    assert done.status_code == 302
    return no


def page(office: Office, no: str) -> cases.CaseView:
    with reading(office.clerk):
        return cases.case_page(office.clerk, no)


def test_only_what_was_decided_offers_it(office: Office) -> None:
    no = office.accepted()
    assert 'data-testid="reopen"' not in office.get("office_case", no).content.decode()
    assert "还没有可以重新办理的决定" in office.get("office_reopen", no).content.decode()
    assert 'data-testid="reopen"' in office.get("office_case", denied(office)).content.decode()


def test_the_effect_is_shown_before_and_nothing_is_done_yet(office: Office) -> None:
    no = denied(office)
    assert 'data-testid="confirm"' not in office.get("office_reopen", no).content.decode()
    shown = office.post("office_reopen", no, act="show", **judgment(office)).content.decode()
    for part in (
        "不予行政许可决定书",
        "作废",
        "（2026）云行初12号行政判决书",
        "一并带入",
        "最迟",
        'data-testid="confirm"',
    ):
        assert part in shown, part
    assert page(office, no).overturned is None


def test_what_was_shown_is_what_is_done(office: Office) -> None:
    no = denied(office)
    asked = judgment(office, ordered_days="60", ordered_unit="natural_day")
    taken = {k: v for k, v in asked.items() if k not in ("document_kind", "document_no", "ordered_days")}
    with reading(office.clerk):
        officer = cases_officer(office)
    with reading(officer):
        said = cases.preview_reopening(officer, no, **taken, document="（2026）云行初12号行政判决书", ordered_days=60)
    answer = office.post("office_reopen", no, act="confirm", **asked)
    assert answer.status_code == 302
    old = page(office, no)
    assert old.overturned is not None
    new = page(office, old.overturned.other)
    assert answer["Location"].endswith(f"/cases/{new.no}/")
    assert new.reopened is not None and new.reopened.other == no
    assert said.due is not None and new.row.due == said.due
    assert (new.state, len(new.materials)) == (said.state, said.materials)


def test_both_pages_say_so_linked_with_the_reasons_in_the_story(office: Office) -> None:
    no = denied(office)
    office.post("office_reopen", no, act="confirm", **judgment(office))
    step = page(office, no).overturned
    assert step is not None
    before, after = (office.get("office_case", n).content.decode() for n in (no, step.other))
    assert 'data-testid="overturned"' in before and f'href="/office/cases/{step.other}/"' in before
    assert 'data-testid="reopened"' in after and f'href="/office/cases/{no}/"' in after
    assert "主要证据不足" in before and "主要证据不足" in after
    assert 'data-testid="reopen"' not in before
    assert "已经重新办理为" in office.get("office_reopen", no).content.decode()


def test_what_cannot_be_is_refused_at_its_field_and_kept(office: Office) -> None:
    no = denied(office)
    for act in ("show", "confirm"):
        answer = office.post("office_reopen", no, act=act, **judgment(office, ordered_days="many"))
        said = answer.content.decode()
        assert answer.status_code == 422 or answer.status_code == 400
        assert 'id="e-ordered_days"' in said and "主要证据不足" in said and 'data-testid="confirm"' not in said
    later = office.post("office_reopen", no, act="show", **judgment(office, binding_on="2999-01-01"))
    assert "生效日期还没有到" in later.content.decode()
    assert page(office, no).overturned is None


def test_another_departments_case_is_not_there(office: Office) -> None:
    no = office.accepted("S06")
    assert office.get("office_reopen", no).status_code == 404
    assert office.post("office_reopen", no, act="show", **judgment(office)).status_code == 404


def cases_officer(office: Office) -> Any:
    """The officer who is logged in, as an actor."""
    from dataclasses import replace

    from yichuang.domains.people import api as people

    return replace(
        office.clerk, capabilities=frozenset(people.capabilities_of(["department"])), department_id=office.department
    )
