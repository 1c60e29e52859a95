"""Error pages, stream renewal, and what no template may contain."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from yichuang.faces import shared
from yichuang.faces.shared import live, vendor, views
from yichuang.foundation.actor import Actor
from yichuang.foundation.live import read_ticket

FACES = Path(shared.__file__).parents[1]
TEMPLATES = sorted(FACES.rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(FACES)))
def test_a_template_keeps_the_content_policy(path):
    """No inline script, no style, no handler: the policy would drop them silently."""
    html = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|hx-on|javascript:", html), path
    assert not re.search(r"<script(?![^>]*\ssrc=)", html), path
    assert not re.search(r"https?://(?!www\.w3\.org)", html), path  # everything comes from the house itself


@pytest.mark.parametrize("status", [400, 403, 404, 409, 500])
@pytest.mark.parametrize("path", ["/", "/kiosk/x/", "/screen/x/", "/desk/x/"])
def test_an_error_page_says_what_to_do_in_the_dress_of_its_face(rf, status, path):
    request = rf.get(path)
    request.actor = Actor.anonymous()
    page = views.error_page(request, status)
    html = page.content.decode()
    assert page.status_code == status
    assert "回首页" in html
    assert "data-leave-after=" in html or path not in ("/kiosk/x/", "/screen/x/")


@pytest.mark.parametrize("status", [400, 403, 404, 409, 500])
def test_what_goes_wrong_in_a_part_of_a_page_is_a_band_and_the_page_stays(rf, status):
    request = rf.post("/desk/x/", headers={"HX-Request": "true"})
    request.actor = Actor.anonymous()
    answer = views.error_page(request, status)
    html = answer.content.decode()
    assert (answer.status_code, answer["HX-Retarget"]) == (status, "#refusal")
    assert "data-refusal" in html and "<html" not in html and "。" in html
    assert "打开太久" in views.csrf_failure(request).content.decode()


def test_a_broken_house_still_says_something(rf, monkeypatch):
    monkeypatch.setattr(views, "error_page", lambda *a, **k: 1 / 0)
    page = views.server_error(rf.get("/"))
    assert page.status_code == 500
    assert "请稍后再试" in page.content.decode()


def test_a_page_that_is_not_there(db):
    page = Client().get("/no/such/page/")
    assert page.status_code == 404
    assert "没有找到这一页" in page.content.decode()


class TestRenewal:
    """A page that stays open gets a fresh address, for the same topics and the same person only."""

    def ask(self, rf, actor, text):
        request = rf.get("/stream-address/", {"page": text})
        request.actor = actor
        return views.stream_address(request)

    def page_of(self, rf, actor):
        request = rf.get("/")
        request.actor = actor
        return live.renewal(request, "queue window:1 queue")

    def test_staff_keep_their_topics(self, rf):
        clerk = Actor("staff", id=uuid4(), center_id=uuid4())
        answer = self.ask(rf, clerk, self.page_of(rf, clerk))
        ticket = read_ticket(re.search(r"ticket=([^&\"]+)", answer.content.decode()).group(1).replace("%3A", ":"))
        assert answer.status_code == 200
        assert set(ticket.topics) == {"queue", "window:1"}
        assert ticket.center_id == clerk.center_id

    def test_another_person_gets_nothing(self, rf):
        clerk, other = (Actor("staff", id=uuid4(), center_id=uuid4()) for _ in range(2))
        text = self.page_of(rf, clerk)
        assert self.ask(rf, other, text).status_code == 403
        assert self.ask(rf, Actor.anonymous(), text).status_code == 403

    def test_a_public_page_needs_no_person(self, rf):
        text = self.page_of(rf, Actor.citizen(uuid4()))
        assert self.ask(rf, Actor.anonymous(), text).status_code == 200

    def test_a_forged_text_gets_nothing(self, rf):
        assert self.ask(rf, Actor.anonymous(), "nonsense").status_code == 403


def test_the_vendor_copy_is_complete_or_refuses(tmp_path):
    assert not vendor.vendor_is_complete(tmp_path)
    with pytest.raises(FileNotFoundError):
        vendor.copy_vendor(tmp_path / "no_modules", tmp_path)


def test_the_packages_are_those_of_package_json():
    import json

    listed = json.loads((FACES.parents[2] / "package.json").read_text())["dependencies"]
    assert vendor.PACKAGES.items() <= listed.items()
