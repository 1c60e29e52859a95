"""A code that no rule of the program bears: its items are received, with a receipt; nothing more is guessed."""

from .facts import OUTCOMES, IntakeFacts, Outcome, why
from .rule import Rule, Words


def outcomes(facts: IntakeFacts) -> list[Outcome]:
    """Every outcome is withheld, with the one honest reason."""
    no = (why("intake.rule_unknown", rule=facts.rule),)
    return [Outcome(o, False, no) for o in OUTCOMES]


def rule(code: str) -> Rule:
    """A rule that can only receive."""
    return Rule(
        code=code,
        label=code,
        outcomes=outcomes,
        tell_within=None,
        tell_basis="",
        papers={
            "receipt": Words(
                title="收件凭证",
                opening="你（单位）提交的下列材料，本窗口已经收到，将转交承办部门依法审查并答复。",
                basis="",
                statement="申请人对所提交材料的真实性负责。",
            )
        },
    )
