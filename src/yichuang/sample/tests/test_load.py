"""The demo center: whole, invented, and safe to load again."""

import json
import re

import pytest
from django.conf import settings

from yichuang.domains.catalog import api as catalog
from yichuang.domains.people import api as people
from yichuang.domains.people.roles import STAFF_ROLES
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.identity import check_uscc
from yichuang.foundation.scope import reading
from yichuang.sample import load

CITATION = re.compile(r"《[^》]+》(第[一二三四五六七八九十百]+条(、第[一二三四五六七八九十百]+条)*|关于\w+的规定)")
ITEMS = {i["id"]: i for i in load.document()["items"]}


@pytest.fixture
def demo(demo_db: None) -> Actor:
    center = places.demo_center()
    assert center
    return Actor.system(center.id, channel="cli")


def test_loading_again_makes_nothing_and_changes_nothing(demo: Actor) -> None:
    assert load.load_demo().made == {}


def test_all_36_items_are_in_force_offered_and_have_a_queue(demo: Actor) -> None:
    with reading(demo):
        lines = catalog.search(demo, offered=True, limit=100)
        queues = {q.code for q in queueing.queues(demo)}
    assert [line.code for line in sorted(lines, key=lambda i: i.code)] == sorted(ITEMS)
    assert {line.group for line in lines} <= queues
    assert not catalog.drafts(2026)


def test_all_36_items_of_the_bare_catalogue_come_in_as_drafts_and_only_once(db: None) -> None:
    bare = json.loads((load.HERE / "catalogue-sample.json").read_text(encoding="utf-8"))
    actor = Actor.system(channel="cli")
    first = catalog.import_catalogue(actor=actor, document=bare)
    assert (first["new"], first["changed"], first["same"]) == (36, 0, 0)
    again = catalog.import_catalogue(actor=actor, document=bare)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 36)
    bare_lacks = ("conditions", "quantity", "procedure", "sample_form")
    promising = {i["id"] for i in bare["items"] if i["commitment_告知承诺"]["applies"]}
    assert len(promising) == 7
    for d in catalog.drafts(2026):
        assert d.lacks == bare_lacks + (catalog.PROMISE_PARTS if d.code in promising else ()), d.code


def test_taking_the_bare_catalogue_in_over_the_demo_changes_nothing(demo: Actor) -> None:
    bare = json.loads((load.HERE / "catalogue-sample.json").read_text(encoding="utf-8"))
    assert {d.state for d in catalog.dry_run(bare)} == {"same"}


def test_what_a_paper_cites_for_a_limit_is_a_law_and_never_the_catalogue_s_note(demo: Actor) -> None:
    with reading(demo):
        guides = [catalog.guide(code) for code in sorted(ITEMS)]
    cited = {(g.code, found.limit().basis) for g in guides for found in (g.statutory, g.delivery) if found is not None}
    assert len(cited) > len(ITEMS)
    assert [c for c in sorted(cited) if not CITATION.fullmatch(c[1])] == []


def test_every_role_has_a_named_person_who_can_get_a_token(demo: Actor) -> None:
    for role in STAFF_ROLES:
        actor = people.actor_for_token(people.create_token(center="demo", role=role))
        assert actor, role
        assert actor.name, role
    kiosk = people.actor_for_token(people.create_token(center="demo", role="kiosk"))
    assert kiosk
    assert kiosk.kind == "device"


def test_every_department_of_the_catalogue_is_there_with_a_good_credit_code(demo: Actor) -> None:
    with reading(demo):
        units = places.departments(demo.center_id)  # type: ignore[arg-type]
    assert len(units) == len({i["department"] for i in ITEMS.values()})
    for unit in units:
        check_uscc(unit.uscc)
        assert unit.name.startswith("云岭区")
        assert unit.seal_mode == "sample"
        actor = people.actor_for_token(people.create_token(center="demo", role="department", department=unit.code))
        assert actor
        assert actor.department_id == unit.id


@pytest.mark.parametrize("named", sorted({i["department"] for i in ITEMS.values()}))
def test_a_token_for_a_department_as_the_catalogue_names_it_is_the_one_with_which_its_items_begin(
    demo: Actor, named: str
) -> None:
    actor = people.actor_for_token(people.create_token(center="demo", role="department", department=named))
    with reading(demo):
        offers = [catalog.offer(demo, code) for code, item in ITEMS.items() if item["department"] == named]
    assert actor
    assert {o.first_department_id for o in offers if o} == {actor.department_id}


def test_the_windows_start_open_and_serve_their_queues(demo: Actor) -> None:
    with reading(demo):
        desks = {d.code: d for d in queueing.desks(demo)}
    assert {d.state for d in desks.values()} == {"open"}
    assert all(set(desks[str(n)].queues) == set("ABCD") for n in range(1, 7))
    assert desks["7"].queues == ("Z",)


def test_a_sample_devices_key_opens_here_and_depends_on_the_installation(demo: Actor) -> None:
    key = people.demo_device_key("kiosk-1")
    actor = people.actor_for_device(key)
    assert actor
    assert actor.name == "一号自助终端"
    assert settings.SECRET_KEY not in key


def test_each_item_says_how_it_is_narrowed_and_what_is_looked_at(demo: Actor) -> None:
    for code in ITEMS:
        guide = catalog.guide(code)
        assert all((guide.conditions, guide.procedure, guide.quantity)), code
        assert all(m.review_points for m in guide.materials), code
        assert any(m.blank_form and m.filled_sample for m in guide.materials), code
        open_lines = [line for line in catalog.checklist(guide, {}) if line.need == "ask"]
        assert all(line.material.when for line in open_lines), f"{code}: only a person could tell"
    assert len(catalog.guide("S04").questions) == 3
    assert all(catalog.guide(code).questions for code in ("S23", "S24", "S27"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("我要开餐馆", "S04"),
        ("奶茶店", "S04"),
        ("身份证丢了", "S24"),
        ("领结婚证", "S27"),
        ("二手房过户", "S23"),
        ("孩子上户口", "S26"),
        ("办退休", "S29"),
        ("护照", "S25"),
        ("换驾照", "S36"),
        ("开公司", "S01"),
        ("取公积金", "S31"),
        ("passport", "S25"),
    ],
)
def test_everyday_words_find_the_item_first(demo: Actor, words: str, code: str) -> None:
    with reading(demo):
        found = catalog.search(demo, words, offered=True)
    assert [f.code for f in found][:1] == [code]


def test_the_forms_are_pdfs_that_say_they_are_samples(demo: Actor) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    guide = catalog.guide("S04")
    for file in (guide.materials[0].blank_form, guide.materials[0].filled_sample):
        assert file
        _name, _kind, data = catalog.form_file(file.id)
        text = PdfReader(BytesIO(data)).pages[0].extract_text()
        assert "没有法律效力" in text
        assert "食品经营许可" in text


def test_whoever_may_promise_is_told_the_four_things_as_samples_and_what_a_promise_replaces(demo: Actor) -> None:
    promising = [catalog.guide(code) for code in ITEMS if catalog.guide(code).commitment]
    assert len(promising) == 7
    for guide in promising:
        assert all(getattr(guide, part) for part in catalog.PROMISE_PARTS), guide.code
        assert guide.commitment_text_sure not in catalog.FIRM, "no department has confirmed an invented text"
        assert [m.code for m in guide.materials if m.replaceable], guide.code
        named = {m.name for m in guide.materials if m.replaceable}
        assert named <= set(load.overlay()["items"][guide.code]["materials"])
    kept_out = {code for code in ITEMS if catalog.guide(code).commitment_excluded}
    assert kept_out == {"S11", "S12", "S13", "S18", "S19", "S21"}
    assert not kept_out & {g.code for g in promising}


def test_loading_again_gives_english_names_to_what_is_still_called_as_in_the_sample(demo: Actor) -> None:
    with reading(demo):
        zones = {z.code: z for z in places.zones(demo.center_id)}  # type: ignore[arg-type]
        window = places.window_by_code(demo.center_id, "7")  # type: ignore[arg-type]
    places.change_zone(actor=demo, zone_id=zones["A"].id, name_en="", floor_en="")
    places.change_zone(actor=demo, zone_id=zones["B"].id, name="二区", name_en="")
    places.change_window(actor=demo, window_id=window.id, name_en="")
    load.load_demo()
    with reading(demo):
        now = {z.code: z.name_en for z in places.zones(demo.center_id)}  # type: ignore[arg-type]
        assert (now["A"], now["B"]) == (zones["A"].name_en, "")
        assert places.window(window.id).name_en == window.name_en
