"""What a rule looks at, and what it answers. Plain values: a rule asks no database and no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

STATUSES = ("not_looked_at", "received", "missing", "not_in_form", "wrong", "inconsistent")
"""What a clerk can say of one material."""

DEFECTS = frozenset({"missing", "not_in_form", "wrong", "inconsistent"})
MENDABLE_NOW = frozenset({"not_in_form", "wrong", "inconsistent"})
"""An error that the applicant may put right at the counter; what is not there at all has to be brought."""

OUTCOMES = ("accept", "file", "correct_now", "one_time_notice", "refuse", "not_required")

GROUNDS = ("not_competent", "special_law", "no_licence_needed")
"""Why an application may be turned away for good. A lacking paper is never one of them."""


@dataclass(frozen=True, slots=True)
class MaterialFact:
    """One line of this person's list. `required` is false where only a person can tell whether it is needed: once a clerk
    says that something is wrong with it, it is. `told`: a notice of this case has already named it."""

    code: str
    name: str
    status: str = "not_looked_at"
    required: bool = True
    told: bool = False

    @property
    def defective(self) -> bool:
        """Something is wrong with it."""
        return self.status in DEFECTS


@dataclass(frozen=True, slots=True)
class Differs:
    """A paper that says something else of `what` (a code of the catalogue) than the parties or another paper, unanswered."""

    code: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class IntakeFacts:
    """`period` is 1 at first, 2 after the first completion; `tell_by` the last day on which a notice is in time.

    `ground` is empty while the lawful outcomes are only shown, and the stated ground when one is decided. `instant`: the item
    is one that is decided at the counter (即办件). `refuses_too`: what lacks is
    told together with a written refusal, by the rule, the item or the center.
    """

    rule: str
    materials: tuple[MaterialFact, ...]
    today: date
    at_intake: bool = True
    has_applicant: bool = True
    tell_by: date | None = None
    period: int = 1
    ground: str = ""
    differs: tuple[Differs, ...] = ()
    instant: bool = False
    refuses_too: bool = False

    @property
    def unlooked(self) -> tuple[MaterialFact, ...]:
        """Required lines that nobody has looked at yet."""
        return tuple(m for m in self.materials if m.required and m.status == "not_looked_at")

    @property
    def defects(self) -> tuple[MaterialFact, ...]:
        """Lines with something wrong."""
        return tuple(m for m in self.materials if m.defective)

    @property
    def tellable(self) -> tuple[MaterialFact, ...]:
        """Defects that may still be told: in a later period only those of material that was asked for and is new."""
        return self.defects if self.period == 1 else tuple(m for m in self.defects if m.told)

    @property
    def kept_silent(self) -> tuple[MaterialFact, ...]:
        """Defects that the first notice should have named: telling them now would be a second telling."""
        return () if self.period == 1 else tuple(m for m in self.defects if not m.told)

    @property
    def overdue(self) -> bool:
        """The day for telling is over, and nothing was told in this period."""
        return self.tell_by is not None and self.today > self.tell_by


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable code with its facts; the sentence is made where it is shown."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def why(code: str, **facts: object) -> Reason:
    """Shorthand."""
    return Reason(code, facts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`needs` names what must be stated when it is chosen, `papers` the kinds that it issues. `deemed`: by force of law.

    `settles`: choosing it ends the case; `may_wait` that it may also be accepted only, with a day for the decision.
    """

    outcome: str
    lawful: bool
    reasons: tuple[Reason, ...]
    needs: tuple[str, ...] = ()
    deemed: bool = False
    papers: tuple[str, ...] = ()
    settles: bool = False
    may_wait: bool = False
