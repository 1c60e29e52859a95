"""A rule of intake: how an item answers an application, by which law, and in whose words its papers speak."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_noop as _

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
class Article:
    """A provision as papers cite it, and its words. `text` is empty where the item's own law is cited and not kept here."""

    cite: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground for turning an application away: what it is called, and the law that the clerk may begin from."""

    label: str
    basis: str = ""


class Settles(StrEnum):
    """Whether the favourable answer ends the case at the counter: never, where the item is decided on the spot, always."""

    NEVER = "never"
    MAY = "may"
    ALWAYS = "always"


GENERAL_GROUNDS = {
    "not_competent": Ground(_("不属于本机关职权范围")),
    "special_law": Ground(_("法律、法规另有规定")),
    "no_licence_needed": Ground(_("依法不需要办理")),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """`tell_within` is the number of working days for an answer after receipt; 0 means on the spot, None that no law sets one.

    `deems`: silence past that time is acceptance by force of law. `refuses_too`: what lacks is told together with a
    written refusal; None leaves that to the item, and after it to the center. `papers` is keyed by `<kind>` or `<kind>.<variant>`, `law` by outcome, and by `deemed`.
    """

    code: str
    label: str
    outcomes: Callable[[IntakeFacts], list[Outcome]]
    papers: Mapping[str, Words]
    tell_within: int | None
    tell_basis: str
    law: Mapping[str, Article] = field(default_factory=dict)
    grounds: Mapping[str, Ground] = field(default_factory=lambda: GENERAL_GROUNDS)
    labels: Mapping[str, str] = field(default_factory=dict)
    deems: bool = False
    settles: Settles = Settles.NEVER
    refuses_too: bool | None = False

    def words(self, kind: str, variant: str = "") -> Words:
        """The words of a paper; the variant's where the rule has them."""
        return self.papers.get(f"{kind}.{variant}") or self.papers[kind]

    def has(self, kind: str, variant: str) -> bool:
        """Whether the rule has words of its own for a variant of a paper."""
        return f"{kind}.{variant}" in self.papers

    def refuses_with_notice(self, item: bool | None, center: bool | int) -> bool:
        """Whether a written refusal goes with the notice: the law's word first, then the item's, then the center's."""
        if self.refuses_too is not None:
            return self.refuses_too
        return bool(center) if item is None else item

    @property
    def on_the_spot(self) -> bool:
        """Silence at the counter already is the answer: there is no day to wait for."""
        return self.deems and self.tell_within == 0

    def settled_at_once(self, *, instant: bool) -> bool:
        """Whether the favourable answer ends the case, when nothing else is chosen."""
        return self.settles is Settles.ALWAYS or (self.settles is Settles.MAY and instant)
