"""A board is drawn once for all who look at it, and again only when what it shows has changed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from yichuang.faces.shared import boards
from yichuang.foundation import shared
from yichuang.foundation.actor import Actor
from yichuang.foundation.ids import uuid7


class Hall:
    """What hangs in it, what it is drawn from, and how often it was looked up and drawn."""

    def __init__(self) -> None:
        self.stamp, self.shown, self.looked, self.drawn = 1, "A001", 0, 0
        self.center = uuid7()

    def facts(self, request: Any) -> dict[str, Any]:
        self.looked += 1
        return {"shown": self.shown}

    def draw(self, template: str, facts: dict[str, Any], request: Any) -> str:
        self.drawn += 1
        return f"{template}: {facts['shown']}"

    def read(self, path: str = "/board/", mode: str = "") -> str:
        request = RequestFactory().get(path, {"mode": mode})
        request.actor = Actor.citizen(self.center)  # type: ignore[attr-defined]
        view = boards.drawn_once("board.html", lambda r: r.GET["mode"])(self.facts)
        answer: HttpResponse = view(request)
        return answer.content.decode()


@pytest.fixture
def hall(settings, monkeypatch) -> Iterator[Hall]:
    settings.YICHUANG_SHARED_MS = 60_000
    shared.forget()
    found = Hall()
    monkeypatch.setattr(boards, "render_to_string", found.draw)
    monkeypatch.setattr(boards.queueing, "board_stamp", lambda actor: found.stamp)
    yield found
    shared.forget()


def test_while_nothing_happens_it_is_neither_looked_up_nor_drawn(hall: Hall):
    assert {hall.read() for _ in range(3)} == {"board.html: A001"}
    assert (hall.looked, hall.drawn) == (1, 1)


def test_an_act_that_it_does_not_show_draws_nothing(hall: Hall):
    hall.read()
    hall.stamp = 2
    assert hall.read() == "board.html: A001"
    assert (hall.looked, hall.drawn) == (2, 1)


def test_an_act_that_it_shows_is_seen_at_once(hall: Hall):
    hall.read()
    hall.stamp, hall.shown = 2, "A002"
    assert hall.read() == "board.html: A002"


def test_addresses_modes_and_centers_are_kept_apart(hall: Hall):
    hall.read()
    hall.shown = "A002"
    assert hall.read("/other/") == "board.html: A002"
    assert hall.read(mode="elder") == "board.html: A002"
    assert hall.read() == "board.html: A001", "the first one is still what it was"
    hall.center = uuid7()
    assert hall.read() == "board.html: A002"


def test_where_nothing_is_kept_each_reading_looks_and_draws(hall: Hall, settings):
    settings.YICHUANG_SHARED_MS = 0
    hall.read()
    hall.read()
    assert (hall.looked, hall.drawn) == (2, 2)
