"""What each rule declares beside its outcomes: its law, its grounds, its days, and words for every paper that it can cause."""

import re

import pytest

from yichuang.domains.cases.rules import RULES, Settles
from yichuang.domains.cases.rules.rule import Rule

EACH = [pytest.param(rule, id=code) for code, rule in RULES.items()]
DAYS = {
    "LICENSE_STD": (5, True), "POLLUTION_3D": (3, True), "WATER_5WD": (5, True), "REAL_ESTATE_INSTANT": (0, True),
    "REGISTRATION_FORMAL": (3, False), "FILING": (0, False), "INSTANT": (0, False), "PUBLIC_SERVICE": (0, False),
}  # fmt: skip


@pytest.mark.parametrize(("code", "days"), DAYS.items())
def test_the_days_for_an_answer_and_whether_silence_is_one(code: str, days: tuple[int, bool]) -> None:
    assert (RULES[code].tell_within, RULES[code].deems) == days
    assert RULES[code].on_the_spot == (code == "REAL_ESTATE_INSTANT")


@pytest.mark.parametrize("rule", EACH)
def test_a_rule_has_words_for_every_paper_that_it_can_cause(rule: Rule) -> None:
    wanted = {"receipt", "notice", "refusal"}
    wanted |= {"filing"} if rule.code == "FILING" else set()
    wanted |= {"instant"} if rule.code != "FILING" and rule.settles is not Settles.NEVER else set()
    wanted |= {"acceptance", "approval", "denial"} if rule.settles is not Settles.ALWAYS else set()
    wanted |= {"deemed"} if rule.deems else set()
    wanted |= {"refusal.incomplete"} if rule.refuses_too is not False else set()
    assert wanted <= set(rule.papers)


@pytest.mark.parametrize("rule", EACH)
def test_a_rule_whose_silence_accepts_cites_a_law_for_it_and_no_other_rule_speaks_of_it(rule: Rule) -> None:
    assert ("deemed" in rule.law) == rule.deems == any("deemed" in k for k in rule.papers)


@pytest.mark.parametrize("rule", EACH)
def test_whatever_the_rule_cites_names_a_law_and_an_article(rule: Rule) -> None:
    cited = [a.cite for a in rule.law.values()] + [g.basis for g in rule.grounds.values() if g.basis]
    cited += [w.basis for w in rule.papers.values() if w.basis and "{law}" not in w.basis]
    assert all(re.search(r"《.+》第.+条|DB50/T 1603-2024 第 5", c) for c in cited)
    assert all(a.text.endswith("。") for a in rule.law.values())


@pytest.mark.parametrize("rule", EACH)
def test_the_words_of_a_paper_cite_what_its_row_cites(rule: Rule) -> None:
    """A paper that decides by one article and shows another in its row could be fought over."""
    for kind, words in rule.papers.items():
        article = re.search(r"依照(《[^》]+》第[^，。]+?)的规定", words.opening)
        if article and words.basis and "{law}" not in words.basis:
            assert article[1] in words.basis, kind


@pytest.mark.parametrize("rule", EACH)
def test_a_refusal_knows_where_to_send_the_person(rule: Rule) -> None:
    assert "refusal.not_competent" in rule.papers and "下列" in rule.papers["refusal.not_competent"].opening
