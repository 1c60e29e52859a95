"""Founding a center, its description, figures and hours, and its departments."""

from datetime import time
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from yichuang.domains.places.models import Center, Department, OpeningHours
from yichuang.domains.places.settings import SETTINGS
from yichuang.domains.places.types import LEVELS, SEAL_MODES
from yichuang.foundation.command import Work, command
from yichuang.foundation.deadlines import Office
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.identity import check_uscc
from yichuang.foundation.texts import fitting

from .common import access_changed, code_of, known_choice, mine, text_of

_CENTER_FIELDS = frozenset(
    {
        "name",
        "name_en",
        "level",
        "region",
        "address",
        "phone",
        "supervision_phone",
        "zone",
        "is_default",
        "office_hours",
    }
)
_DEPARTMENT_FIELDS = frozenset({"name", "short_name", "uscc", "review_organ", "court", "seal_mode", "phone", "address"})


@command("places.found_center", needs="system.manage")
def found_center(
    work: Work, *, code: str, name: str, region: str, is_demo: bool = False, **details: Any
) -> dict[str, Any]:
    """Set up a center. It takes the id under which the actor acts, so that its first lines open its own audit chain."""
    return found(work, code=code, name=name, region=region, is_demo=is_demo, **details)


def found(work: Work, *, code: str, name: str, region: str, is_demo: bool = False, **details: Any) -> dict[str, Any]:
    """The same in the caller's transaction, for whoever founds a center together with its first people."""
    if Center.objects.filter(code=code).exists():
        raise Refused("center.code_taken", field="code", code=code)
    if Center.objects.filter(pk=work.center_id).exists():
        raise Refused("center.exists")
    made = Center(pk=work.center_id, code=code_of(code, address=True), is_demo=is_demo)
    _fill_center(made, {"name": name, "region": region, **details})
    if not Center.objects.exists():
        made.is_default = True
    made.save(force_insert=True)
    work.audit("center.founded", f"center:{made.pk}", after={"code": code, "name": name, "region": region})
    return {"id": made.pk, "code": made.code}


@command("places.change_center", needs="place.manage")
def change_center(work: Work, *, settings: dict[str, int] | None = None, **changes: Any) -> dict[str, Any]:
    """Change the actor's own center: its description, and the figures that the standard leaves open."""
    row = Center.objects.select_for_update().filter(pk=work.center_id).first()
    if row is None:
        raise Missing("center.missing")
    if "is_default" in changes:  # it takes the mark from another center, so a hall's own manager may not
        work.actor.require("system.manage")
    before = {k: getattr(row, k) for k in changes if k in _CENTER_FIELDS} | {"settings": row.settings}
    _fill_center(row, changes)
    row.settings = {**row.settings, **_checked_settings(settings or {})}
    if row.is_default:
        Center.objects.exclude(pk=row.pk).filter(is_default=True).update(is_default=False)
    row.save()
    access_changed(work)
    work.audit("center.changed", f"center:{row.pk}", before=before, after={**changes, "settings": row.settings})
    work.live("center")
    return {"id": row.pk, "settings": row.settings}


@command("places.add_department", needs="place.manage")
def add_department(
    work: Work, *, code: str, name: str, short_name: str, uscc: str, review_organ: str, court: str,
    seal_mode: str = "wet", phone: str = "", address: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Let a department into the center. Its short name begins every paper number, so it is taken once."""
    known_choice("seal_mode", seal_mode, SEAL_MODES)
    words = {"name": name, "short_name": short_name, "review_organ": review_organ, "court": court, "phone": phone,
             "address": address}  # fmt: skip
    taken = Department.objects.filter(center_id=work.center_id)
    if taken.filter(code=code).exists() or taken.filter(name=name).exists():
        raise Refused("department.taken", name=name)
    if taken.filter(short_name=short_name).exists():
        raise Refused("department.short_name_taken", short_name=short_name)
    made = Department.objects.create(
        center_id=work.center_id, code=code_of(code), uscc=_uscc(uscc), seal_mode=seal_mode,
        **{field: text_of(Department, field, value) for field, value in words.items()},
    )  # fmt: skip
    work.audit("department.added", f"department:{made.pk}", after={"code": code, "name": name, "uscc": made.uscc})
    return {"id": made.pk, "code": made.code}


@command("places.change_department", needs="place.manage")
def change_department(work: Work, *, department_id: UUID, **changes: Any) -> dict[str, Any]:
    """Change how a department is named on papers yet to come; issued papers keep their frozen words."""
    row = mine(work, Department, department_id, "department.missing")
    before = {k: getattr(row, k) for k in changes}
    for field, value in changes.items():
        if field not in _DEPARTMENT_FIELDS:
            raise Invalid("request.invalid", field=field)
        if field == "seal_mode":
            row.seal_mode = known_choice("seal_mode", value, SEAL_MODES)
        else:
            setattr(row, field, _uscc(value) if field == "uscc" else text_of(Department, field, value))
    row.save()
    work.audit("department.changed", f"department:{row.pk}", before=before, after=changes)
    return {"id": row.pk}


@command("places.set_opening_hours", needs="place.manage")
def set_opening_hours(work: Work, *, week: dict[str, list[list[str]]]) -> dict[str, Any]:
    """Replace the whole week: weekday ('0' is Monday) to stretches of ['HH:MM', 'HH:MM']."""
    fresh = [
        OpeningHours(center_id=work.center_id, weekday=int(day), opens=opens, closes=closes)
        for day, stretches in week.items()
        for opens, closes in _stretches(day, stretches)
    ]
    old = OpeningHours.objects.filter(center_id=work.center_id).order_by("weekday", "opens")
    before = {"week": [str(h.period()) for h in old]}
    old.delete()
    OpeningHours.objects.bulk_create(fresh)
    access_changed(work)
    work.audit("center.hours_set", f"center:{work.center_id}", before=before, after={"week": week})
    work.live("center")
    return {"stretches": len(fresh)}


def _stretches(day: str, stretches: list[list[str]]) -> list[tuple[time, time]]:
    found: list[tuple[time, time]] = []
    for place, stretch in enumerate(stretches):
        where = f"week.{day}.{place}"
        try:
            opens, closes = (time.fromisoformat(t) for t in stretch)
        except (TypeError, ValueError):
            raise Invalid("hours.not_a_time", field=where) from None
        if closes <= opens or (found and opens < found[-1][1]) or not 0 <= int(day) <= 6:
            raise Invalid("hours.order", field=where)
        found.append((opens, closes))
    return found


def center_faults(values: dict[str, Any]) -> list[Invalid]:
    """Everything that is wrong with a center's description, a field each, before anything is written."""
    faults = []
    for field, value in values.items():
        try:
            _check_center(field, value)
        except Invalid as no:
            faults.append(no)
    return faults


def _check_center(field: str, value: Any) -> None:
    if field == "code":
        code_of(value, address=True)
    elif field not in _CENTER_FIELDS:
        raise Invalid("request.invalid", field=field)
    elif field == "name":
        text_of(Center, "name", value)
    elif field == "level":
        known_choice("level", value, LEVELS)
    elif field == "region" and not (len(value) == 6 and value.isascii() and value.isdigit()):
        raise Invalid("center.region", field="region", region=value)
    elif field == "zone" and value not in available_timezones():
        raise Invalid("center.zone", field="zone", zone=value)
    elif field == "office_hours" and value.strip():
        Office.read(value)
    most = Center._meta.get_field(field).max_length
    if most is not None:
        fitting(value, field, most)


def _fill_center(row: Center, values: dict[str, Any]) -> None:
    for fault in center_faults(values):
        raise fault
    for field, value in values.items():
        setattr(row, field, value)
    row.office_hours = str(Office.read(row.office_hours)) if row.office_hours.strip() else ""


def _checked_settings(given: dict[str, int]) -> dict[str, int]:
    for key, value in given.items():
        known = SETTINGS.get(key)
        if known is None:
            raise Invalid("request.invalid", field=f"settings.{key}")
        if not isinstance(value, int) or not known.low <= value <= known.high:
            raise Invalid("center.setting_range", field=f"settings.{key}", low=known.low, high=known.high)
    return given


def _uscc(value: str) -> str:
    check_uscc(value, field="uscc")
    return value.strip().upper()
