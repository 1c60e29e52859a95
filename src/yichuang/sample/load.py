"""The demo center: founded, furnished, staffed and supplied with the sample catalogue, by the same commands as any other.

Safe to repeat: what is there stays as it is, what is missing is made. Device keys follow from the installation's secret, so
that the demo page can enrol a browser as any sample device; they exist nowhere but there and are worthless elsewhere.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from yichuang.domains.catalog import api as catalog
from yichuang.domains.devices import api as devices
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading

from . import forms

HERE = Path(__file__).parent
CODE = "demo"
Say = Callable[[str], None]


@dataclass(slots=True)
class Loaded:
    """What the loader made or found; `accounts` are (user name, name, post, roles)."""

    center_id: UUID
    made: dict[str, int] = field(default_factory=dict)
    accounts: list[tuple[str, str, str, list[str]]] = field(default_factory=list)
    password: str = people.DEMO_PASSWORD


def overlay() -> dict[str, Any]:
    """The invented part of the sample: furniture, people, situations, review points."""
    return json.loads((HERE / "overlay.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def load_demo(say: Say = lambda line: None) -> Loaded:
    """Make the demo center, or bring it up to the sample. Takes some seconds the first time."""
    extra = overlay()
    try:
        center_id, fresh = places.center_by_code(CODE).id, False
    except Missing:
        center_id, fresh = uuid7(), True
    actor = Actor.system(center_id, name="yichuang demo load", channel="cli")
    if fresh:
        places.found_center(actor=actor, is_demo=True, **extra["center"])
        places.set_opening_hours(actor=actor, week=extra["opening_hours"])
    done = Loaded(center_id)
    say("大厅：区域、窗口、部门、设备")
    _furnish(actor, extra, done)
    say("人员和岗位")
    _staff(actor, extra, done)
    say("队列和窗口")
    _queues(actor, extra, done)
    say("事项：36 项，情形、审核要点、示范文本")
    _catalogue(actor, extra, done)
    return done


def _furnish(actor: Actor, extra: dict[str, Any], done: Loaded) -> None:
    here = done.center_id
    with reading(actor):
        have = {
            "zones": {z.code for z in places.zones(here)},
            "windows": {w.code for w in places.windows(here)},
            "departments": {d.code for d in places.departments(here)},
            "devices": {d.code for d in places.devices(here)},
        }
    _english(actor, extra, here)
    add = {"zones": places.add_zone, "windows": places.add_window, "devices": places.add_device}
    for kind, act in add.items():
        for row in extra[kind]:
            if row["code"] not in have[kind]:
                act(actor=actor, **row)
                _count(done, kind)
    for row in extra["departments"]:
        if row["code"] not in have["departments"]:
            places.add_department(actor=actor, **{k: v for k, v in row.items() if k != "catalogue_name"})
            _count(done, "departments")
    with reading(actor):
        keyless = [d for d in places.devices(here) if d.live and not d.has_key]
    for device in keyless:
        places.new_device_key(actor=actor, device_id=device.id, secret=people.demo_device_key(device.code))
    _self_service(actor, here)


def _english(actor: Actor, extra: dict[str, Any], here: UUID) -> None:
    """Zones and windows from before they had English names, as long as they are still called as in the sample."""
    with reading(actor):
        zones = {(z.code, z.name): z for z in places.zones(here) if not z.name_en}
        windows = {(w.code, w.name): w for w in places.windows(here) if not w.name_en}
    for row in extra["zones"]:
        if zone := zones.get((row["code"], row["name"])):
            places.change_zone(actor=actor, zone_id=zone.id, name_en=row["name_en"], floor_en=row["floor_en"])
    for row in extra["windows"]:
        if window := windows.get((row["code"], row["name"])):
            places.change_window(actor=actor, window_id=window.id, name_en=row["name_en"])


def _self_service(actor: Actor, here: UUID) -> None:
    """One area with the sample's first kiosk; the rota is the center's to make."""
    with reading(actor):
        kiosk = next((d for d in places.devices(here) if d.kind == "kiosk"), None)
        if any(a.code == "self" for a in devices.areas(actor)):
            return
    devices.set_area(
        actor=actor, code="self", name="大厅自助服务区", kind="hall", place="一楼大门东侧", hours="随大厅开放"
    )
    if kiosk is not None:
        devices.set_machine(
            actor=actor, area="self", name=kiosk.name, does="取号、签到、查进度、打印办事指南、评价", device_id=kiosk.id
        )
    devices.set_machine(actor=actor, area="self", name="网上办事电脑", does="登录网上大厅申报、上传材料、下载电子证照")


def _staff(actor: Actor, extra: dict[str, Any], done: Loaded) -> None:
    with reading(actor):
        today = clock.center_day(clock.now(), places.center(done.center_id).zone)
        have = {s.username: s for s in people.staff_list(done.center_id, today=today)}
        units = {d.code: d.id for d in places.departments(done.center_id)}
    # Hashing is slow on purpose, and these forty accounts have one published password anyway.
    hashed = people.hash_password(people.DEMO_PASSWORD) if len(have) < len(extra["staff"]) else ""
    for row in extra["staff"]:
        unit = units.get(row["department"])
        done.accounts.append((row["username"], row["name"], row["post"], row["roles"]))
        known = have.get(row["username"])
        if known is not None and (known.grants or not known.active):
            continue
        staff_id = known.id if known else _add(actor, row, unit, hashed)
        for role in row["roles"]:
            people.grant_role(actor=actor, staff_id=staff_id, role=role, department_id=unit)
        _count(done, "staff")


def _add(actor: Actor, row: dict[str, Any], unit: UUID | None, hashed: str) -> UUID:
    made = people.add_staff(
        actor=actor, username=row["username"], password=people.DEMO_PASSWORD, name=row["name"], post=row["post"],
        badge_no=row["badge_no"], department_id=unit, skills=row["skills"], hashed=hashed,
    )  # fmt: skip
    return UUID(made["id"])


def document(extra: dict[str, Any] | None = None) -> dict[str, Any]:
    """The sample catalogue with the overlay laid over it, in the shape of an import file."""
    extra = extra or overlay()
    base = json.loads((HERE / "catalogue-sample.json").read_text(encoding="utf-8"))
    for item in base["items"]:
        _overlay_item(item, extra)
    return base  # type: ignore[no-any-return]


def _overlay_item(item: dict[str, Any], extra: dict[str, Any]) -> None:
    own = extra["items"][item["id"]]
    item["procedure"] = extra["procedure"][item["intake_rule"]]
    item["quantity"] = own.get("quantity", extra["quantity"])
    for key in (
        "name_en",
        "aliases",
        "conditions",
        "accept_channels",
        "questions",
        "in_person",
        "sensitive",
        "review_limit",
    ):
        if key in own:
            item[key] = own[key]
    promised = item["commitment_告知承诺"]
    promised |= (extra["commitment"] if promised["applies"] else {}) | own.get("commitment", {})
    for limit in (
        "statutory_limit",
        "delivery_limit",
    ):  # among others the citation that papers print instead of the note
        if limit in own:
            item[limit] |= own[limit]
    for material in item["materials"]:
        special = own.get("materials", {}).get(material["name"], {})
        material["review_points"] = _points(material["name"], extra["review_points"])
        material["shows"] = _shows(material["name"], extra["shows"])
        material |= special


def _points(name: str, table: list[dict[str, Any]]) -> list[dict[str, str]]:
    return next(row["points"] for row in table if any(word in name for word in row["match"]))


def _shows(name: str, table: list[dict[str, Any]]) -> list[str]:
    """Which data a paper of this name shows; most show none that others have to agree with."""
    return next((row["shows"] for row in table if any(word in name for word in row["match"])), [])


def _catalogue(actor: Actor, extra: dict[str, Any], done: Loaded) -> None:
    with reading(actor):
        published = {line.code for line in catalog.search(actor, limit=1000)}
        offered = {o.item_code for o in catalog.offers(actor)}
        units = {d.code: d.id for d in places.departments(done.center_id)}
    whole = document(extra)
    missing = [i for i in whole["items"] if i["id"] not in published]
    if missing:
        catalog.import_catalogue(actor=actor, document={"items": missing})
    by_name = {d["catalogue_name"]: units[d["code"]] for d in extra["departments"]}
    for item in whole["items"]:
        own = extra["items"][item["id"]]
        if item["id"] not in published:
            _attach_forms(actor, item, own["sample_forms"])
            catalog.publish_item(actor=actor, code=item["id"], answer=extra["promise_warning_answer"])
            _count(done, "items")
        if item["id"] not in offered:
            above = own.get("decides")  # what the street reviews, the district decides
            unit = by_name[item["department"]]
            catalog.offer_item(
                actor=actor, code=item["id"], department_id=units[above] if above else unit, group=own["group"],
                review_department_id=unit if above else None,
            )  # fmt: skip


def _attach_forms(actor: Actor, item: dict[str, Any], names: list[str]) -> None:
    person = item["service_object"][0] == "自然人"
    for place, material in enumerate(item["materials"], start=1):
        if material["name"] not in names:
            continue
        for kind, filled in (("blank_form", False), ("filled_sample", True)):
            data = forms.make(title=material["name"], item=item["name"], person=person, filled=filled)
            label = f"{material['name']}（{'填写示范' if filled else '空白表'}）.pdf"
            catalog.attach_form(
                actor=actor, code=item["id"], material=f"M{place}", kind=kind, name=label,
                content_type="application/pdf", data=data,
            )  # fmt: skip


def _queues(actor: Actor, extra: dict[str, Any], done: Loaded) -> None:
    with reading(actor):
        have = {q.code for q in queueing.queues(actor)}
    for row in extra["queues"]:
        if row["code"] not in have:
            queueing.set_up_queue(actor=actor, code=row["code"], name=row["name"], name_en=row["name_en"])
            queueing.set_booking(actor=actor, queue=row["code"], slot_minutes=30, slot_places=4, remote=True)
            _count(done, "queues")
    with reading(actor):
        desks = {d.code: d for d in queueing.desks(actor)}
    for window in extra["windows"]:
        desk = desks.get(window["code"])
        if desk is not None and desk.since is None:  # a demo that is in use keeps the state of its windows
            queueing.open_window(actor=actor, window=window["code"])
        served = [q["code"] for q in extra["queues"] if window["code"] in q["windows"]]
        if desk is not None and not desk.queues and served:
            queueing.serve_queues(actor=actor, window=window["code"], queues=served)


def _count(done: Loaded, what: str) -> None:
    done.made[what] = done.made.get(what, 0) + 1


def report(done: Loaded) -> str:
    """What `demo load` prints: what was made, who can log in, and with which password."""
    made = "、".join(f"{k} {v}" for k, v in done.made.items()) or "nothing: all there already"
    lines = [f"Demo center '{CODE}' is ready ({made}).", f"Every sample account has the password: {done.password}"]
    seen: set[str] = set()
    for username, name, post, roles in done.accounts:
        if roles[0] not in seen:
            seen.add(roles[0])
            lines.append(f"  {roles[0]:<15} {username:<12} {name}（{post}）")
    lines.append("All accounts and one-click devices: /demo/")
    return "\n".join(lines)
