"""The first day of a center: it and its three administrators are there together, or nothing is."""

import secrets
from dataclasses import dataclass
from typing import Any

from yichuang.domains.places import api as places
from yichuang.foundation import doors
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from .commands import give_role, hash_password, set_password, take_in
from .models import Staff
from .roles import ADMINISTRATORS
from .second import forget_app

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when it is read from paper

_NAMED = {"staff.username_taken": "username", "staff.badge_taken": "badge_no"}


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """One of the three, as the founder names him."""

    role: str
    username: str
    name: str
    post: str
    badge_no: str


def found_with_people(*, actor: Actor, center: dict[str, Any], people: list[FirstPerson]) -> dict[str, str]:
    """Found a center with its system, security and audit administrators; their one-time passwords by user name.

    One transaction, though each act has its own line in the log: a center without somebody who may take people in could
    not be helped from its pages.
    """
    given = {person.username.strip().lower(): one_time_password() for person in people}
    rows = [(p, hash_password(given[p.username.strip().lower()])) for p in people]
    _found(actor=actor, center=center, people=rows)
    return given


@command("people.found_center", needs="system.manage")
def _found(work: Work, *, center: dict[str, Any], people: list[tuple[FirstPerson, str]]) -> dict[str, Any]:
    if sorted(person.role for person, _ in people) != sorted(ADMINISTRATORS):
        raise Invalid("center.three", field="administrators")
    made = places.found(work, **center)
    for person, hashed in people:
        try:
            taken = take_in(
                work, username=person.username, hashed=hashed, name=person.name, post=person.post,
                badge_no=person.badge_no, temporary=True,
            )  # fmt: skip
        except Refused as no:
            where = no.field or _NAMED.get(no.code, "")
            raise type(no)(no.code, field=f"administrators.{person.role}.{where}", **no.facts) from None
        give_role(work, staff_id=taken["id"], role=person.role)
    return {"id": made["id"]}


def let_in_again(username: str, *, name: str, reason: str) -> str:
    """A one-time password for somebody who can be helped by nobody in his center; his app is forgotten too."""
    found = doors.door("login", username.strip().lower())
    actor = Actor.system(found[0] if found else None, name=name, channel="cli")
    with reading(actor):
        if found is None or not Staff.objects.filter(pk=found[1], active=True).exists():
            raise Missing("staff.missing")
    password = one_time_password()
    set_password(actor=actor, staff_id=found[1], password=password, temporary=True)
    forget_app(actor=actor, staff_id=found[1], reason=reason)
    return password


def one_time_password() -> str:
    """Sixteen letters in groups of four, for typing from paper once."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
