"""Every page of every face, in both languages, at the size it is made for: it answers, complains of nothing, fits, and can be used by all."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver, get_resolver

from tests.pages.browser import launched, overflow
from tests.pages.house import House
from tests.pages.look import Eyes
from tests.pages.scene import Scene
from tests.pages.table import FACES, PARTS, views
from tests.pages.unseen import ACTS, NO_PAGES, UPLOADS
from tests.pages.views import Part, View, address

pytestmark = pytest.mark.browser

GRAVE = {"serious", "critical"}
VIEWS = list(views())


def page_names(found: URLResolver | URLPattern | None = None) -> Iterator[str]:
    """Every named address, without the operations of the API."""
    resolver = found or get_resolver()
    if isinstance(resolver, URLPattern):
        yield resolver.name or str(resolver.pattern)
    elif resolver.namespace is None or not resolver.namespace.startswith("api-"):
        for inner in resolver.url_patterns:
            yield from page_names(inner)


def test_every_page_has_its_line_in_the_table():
    shown = {view.url for rows in FACES.values() for view in rows} | {part.url for part in PARTS}
    listed = shown | ACTS | UPLOADS | NO_PAGES | {"healthz", ""}
    assert sorted(set(page_names()) - listed) == []
    assert sorted(listed - set(page_names()) - {""}) == [], "lines for pages that no longer exist"


def test_no_two_pictures_have_one_name():
    names = [(face, view.name) for face, rows in FACES.items() for view in rows]
    assert len(names) == len(set(names))


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return Scene(house)


@pytest.fixture(scope="module")
def eyes(scene: Scene) -> Iterator[Eyes]:
    with launched() as browser:
        yield Eyes(browser, scene)


@pytest.mark.parametrize("part", PARTS, ids=[part.url for part in PARTS])
def test_a_part_of_a_page_answers(part: Part, scene: Scene):
    assert scene.visitor(part.who).get(address(part.at, scene)).content or part.url in {"evaluator_now", "locked_now"}


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_act_is_never_done_by_looking(name: str, scene: Scene):
    path = path_of(name)
    assert scene.visitor("staff:clerk1").client.get(path).status_code in (403, 404, 405), path


def path_of(name: str) -> str:
    """The address of a page with something in each of its places; an id fits everywhere."""
    ((form, places), *_), _, _, _ = get_resolver().reverse_dict[name]
    return "/" + form % dict.fromkeys(places, "00000000-0000-7000-8000-000000000000")


@pytest.mark.parametrize(("face", "view", "language"), VIEWS, ids=[f"{f}-{v.name}-{lang}" for f, v, lang in VIEWS])
def test_a_page_is_whole(face: str, view: View, language: str, eyes: Eyes):
    page, seen = eyes.on(view, language)
    wide = overflow(page)
    grave = [
        f"{v['id']} ({v['impact']}): {v['help']}: {v['nodes'][0]['html'][:200]}"
        for v in Axe().run(page).response["violations"]
        if v["impact"] in GRAVE
    ]
    expected = [f for f in seen.taken() if not (view.status >= 400 and f"status of {view.status}" in f)]
    assert expected == []
    assert wide <= 0, f"{wide} px wider than the window"
    assert grave == []
