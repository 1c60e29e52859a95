"""A rule of intake: how an item answers an application, and in whose words its papers speak."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .facts import IntakeFacts, Outcome


@dataclass(frozen=True, slots=True)
class Words:
    """What a paper says under this rule. `{law}` becomes the item's own legal basis; `basis` the row that cites the law."""

    title: str
    opening: str
    basis: str = "{law}"
    statement: str = ""
    overdue: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """`tell_within` is the number of working days for a notice after receipt; 0 means on the spot, None that no law sets one.

    `papers` is keyed by `<kind>` or `<kind>.<variant>`; `settles` says that the favourable outcome ends the case at once.
    """

    code: str
    label: str
    outcomes: Callable[[IntakeFacts], list[Outcome]]
    papers: Mapping[str, Words]
    tell_within: int | None
    tell_basis: str
    deems: bool = False
    settles: bool = False

    def words(self, kind: str, variant: str = "") -> Words:
        """The words of a paper; the variant's where the rule has them."""
        return self.papers.get(f"{kind}.{variant}") or self.papers[kind]
