"""Changing hands at one computer, and the second step of a log-in, by the pages."""

import base64
import re
from typing import Any

import pytest
from django.test import Client

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation import clock, totp
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

PIN = "739146"


def enter(username: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/login/", {"username": username, "password": people.DEMO_PASSWORD})


@pytest.fixture
def at_desk(demo_db: None) -> Client:
    return enter("clerk1")[0]


def test_two_clerks_share_one_computer(at_desk: Client) -> None:
    second, _ = enter("clerk2")
    saved = second.post("/account/", {"password": people.DEMO_PASSWORD, "pin": PIN, "key": "k"})
    assert saved["Location"] == "/account/?saved=1"
    assert at_desk.post("/switch/", {"badge": "YL002", "pin": "000001"}).status_code == 409
    assert at_desk.post("/switch/", {"badge": "YL002", "pin": PIN})["Location"] == "/desk/window/"
    names = {s.username: s.name for s in _staff()}
    page = at_desk.get("/account/").content.decode()
    assert names["clerk2"] in page
    assert names["clerk1"] not in page


def _staff() -> list[people.StaffInfo]:
    center = places.demo_center()
    assert center
    with reading(Actor.system(center.id)):
        return people.staff_list(center.id, today=clock.center_day(clock.now(), center.zone))


def test_an_administrator_of_a_real_center_is_not_in_before_his_app_has_shown_its_code(
    at_desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yichuang.domains.people.second._asks", lambda center: True)
    client, answer = enter("security")
    assert answer["Location"] == "/login/second/"
    assert client.get("/setup/staff/").status_code == 302
    page = client.get("/login/second/").content.decode()
    letters = re.search(r'data-testid="letters">([A-Z2-7 ]+)<', page)
    assert letters
    secret = base64.b32decode(letters[1].replace(" ", ""))
    assert client.post("/login/second/", {"code": "000000"}).status_code == 409
    code = totp.code_of(secret, totp.step_of(clock.now()))
    assert client.post("/login/second/", {"code": code})["Location"] == "/setup/"
    assert client.get("/setup/staff/").status_code == 200


def test_nobody_gets_to_the_second_step_without_the_first(demo_db: None) -> None:
    assert Client().get("/login/second/")["Location"] == "/login/"
    assert Client().post("/login/second/", {"code": "123456"})["Location"] == "/login/"
