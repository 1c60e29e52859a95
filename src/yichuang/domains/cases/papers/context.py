"""What every paper of a case is made from, read once for an act: case, item, center, department, parties, materials."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from django.utils import translation

from yichuang.domains.places import api as places
from yichuang.foundation.command import Work
from yichuang.foundation.identity_words import id_type_words

from .. import catalogue
from ..models import Case, CaseMaterial, Party
from ..rules import Rule, rule_of

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Context:
    """One act's view of the case. The center and the department are values; party and material rows are this room's own."""

    work: Work
    case: Case
    item: catalogue.ItemFacts
    rule: Rule
    center: places.CenterInfo
    department: places.DepartmentInfo
    window: places.WindowInfo | None
    parties: tuple[Party, ...]
    materials: tuple[CaseMaterial, ...]

    @property
    def zone(self) -> ZoneInfo:
        """Where the center stands."""
        return self.center.zone

    def day(self, at: datetime | None) -> date | None:
        """The center's day of an instant."""
        return at.astimezone(self.zone).date() if at else None

    def by_role(self, role: str) -> list[Party]:
        """The parties in a role, in their order."""
        return [p for p in self.parties if p.role == role]

    def received(self) -> list[CaseMaterial]:
        """What is there and in order."""
        return [m for m in self.materials if m.status == "received"]


def in_chinese(make: Callable[P, R]) -> Callable[P, R]:
    """Papers are Chinese, whatever language the clerk's page speaks."""

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override("zh-hans"):
            return make(*args, **kwargs)

    return made


def context(work: Work, case: Case) -> Context:
    """Read what papers need. A known handful of statements, the catalogue and the center mostly from memory."""
    return Context(
        work=work,
        case=case,
        item=catalogue.pinned(case.item_version_id),
        rule=rule_of(case.rule),
        center=places.center(work.center_id),
        department=places.department(case.department_id),
        window=places.window(case.window_id) if case.window_id else None,
        parties=tuple(Party.objects.filter(case=case, center_id=case.center_id).order_by("position")),
        materials=tuple(CaseMaterial.objects.filter(case=case, center_id=case.center_id).order_by("position")),
    )


def id_label(party: Party) -> str:
    """What the number is called: 居民身份证, 统一社会信用代码 …"""
    return id_type_words(party.id_type)
