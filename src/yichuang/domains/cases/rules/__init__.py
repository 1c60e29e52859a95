"""The lawful outcomes of intake, by the rule of the item. Pure: see `facts.py` for what goes in and what comes out."""

from . import filing, instant, license_std, not_built
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
from .rule import Rule, Words

_BUILT = {r.code: r for r in (license_std.RULE, filing.RULE, instant.RULE)}
RULES: dict[str, Rule] = {**_BUILT, **{code: not_built.rule(code) for code in not_built.LABELS}}


def built(code: str) -> bool:
    """Whether outcomes under this rule can be decided."""
    return code in _BUILT


def rule_of(code: str) -> Rule:
    """The rule of an item; a code that nobody has heard of can receive, and nothing else."""
    return RULES.get(code) or not_built.rule(code)


def lawful_outcomes(facts: IntakeFacts) -> list[Outcome]:
    """Each outcome with whether the law allows it here and now, and why."""
    if not facts.at_intake:
        return [Outcome(o, False, (why("case.not_at_intake"),)) for o in OUTCOMES]
    return rule_of(facts.rule).outcomes(facts)


__all__ = [
    "DEFECTS", "GROUNDS", "OUTCOMES", "RULES", "STATUSES", "Differs", "IntakeFacts", "MaterialFact", "Outcome", "Reason", "Rule",
    "Words", "built", "lawful_outcomes", "rule_of", "why",
]  # fmt: skip
