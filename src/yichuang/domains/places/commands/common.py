"""What the acts share: finding a row or refusing, checking what was typed, making processes forget what they keep."""

from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import CharField, Model

from yichuang.domains.places.models import Department, Device, Window, Zone
from yichuang.foundation.command import Work
from yichuang.foundation.errors import Invalid, Missing
from yichuang.foundation.texts import fitting

Row = TypeVar("Row", Department, Device, Window, Zone)


def mine(work: Work, model: type[Row], id_: UUID, missing: str) -> Row:
    row = model.objects.select_for_update(of=("self",)).filter(pk=id_, center_id=work.center_id).first()
    if row is None:
        raise Missing(missing)
    return row


def known_choice(field: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise Invalid("place.unknown_choice", field=field, known=", ".join(known))
    return value


def text_of(model: type[Model], field: str, value: str) -> str:
    """What its column can hold, and something where the column may not be empty."""
    column = model._meta.get_field(field)
    assert isinstance(column, CharField)
    if not value.strip() and not column.blank:
        raise Invalid("place.empty", field=field)
    return fitting(value, field, column.max_length)


def code_of(value: str, *, address: bool = False) -> str:
    """A code; one that stands in an address of the portal has none but ASCII letters."""
    if not value or len(value) > 20 or not all(c.isalnum() or c in "-_" for c in value):
        raise Invalid("place.code", field="code")
    if address and not value.isascii():
        raise Invalid("center.code", field="code")
    return value


def access_changed(work: Work) -> None:
    """Make every process forget what it keeps of this center: its actors, for whoever changes staff, grants, tokens or devices, and its
    set-up, for whoever changes its description, hours, zones or windows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO places_accessrevision (id, number) VALUES (%s, 1)"
            " ON CONFLICT (id) DO UPDATE SET number = places_accessrevision.number + 1",
            [work.center_id],
        )
