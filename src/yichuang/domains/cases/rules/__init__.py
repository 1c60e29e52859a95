"""The lawful outcomes of intake, by the rule of the item. Pure: see `facts.py` for what goes in and what comes out."""

from . import (
    filing,
    instant,
    license_std,
    pollution_3d,
    public_service,
    real_estate_instant,
    registration_formal,
    unknown,
    water_5wd,
)
from .facts import (
    DEFECTS,
    GROUNDS,
    OUTCOMES,
    STATUSES,
    Differs,
    IntakeFacts,
    MaterialFact,
    Outcome,
    Reason,
    why,
)
from .rule import Article, Ground, Rule, Settles, Words

_MODULES = (
    license_std, registration_formal, real_estate_instant, pollution_3d, water_5wd, filing, instant, public_service,
)  # fmt: skip
RULES: dict[str, Rule] = {m.RULE.code: m.RULE for m in _MODULES}


def known(code: str) -> bool:
    """Whether the program has this rule; an item of any other can be received, and nothing else."""
    return code in RULES


def rule_of(code: str) -> Rule:
    """The rule of an item."""
    return RULES.get(code) or unknown.rule(code)


def lawful_outcomes(facts: IntakeFacts) -> list[Outcome]:
    """Each outcome with whether the law allows it here and now, and why."""
    if not facts.at_intake:
        return [Outcome(o, False, (why("case.not_at_intake"),)) for o in OUTCOMES]
    return rule_of(facts.rule).outcomes(facts)


__all__ = [
    "DEFECTS", "GROUNDS", "OUTCOMES", "RULES", "STATUSES", "Article", "Differs", "Ground", "IntakeFacts", "MaterialFact", "Outcome",
    "Reason", "Rule", "Settles", "Words", "known", "lawful_outcomes", "rule_of", "why",
]  # fmt: skip
