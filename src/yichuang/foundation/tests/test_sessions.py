"""Sessions are found as Django finds them, by a planned statement, and nobody is thrown out by a request that comes late."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from yichuang.foundation.sessions import SessionMiddleware, SessionStore

pytestmark = pytest.mark.django_db


def kept() -> str:
    session = SessionStore()
    session["who"] = "窗口5"
    session.create()
    session.save()
    return str(session.session_key)


def test_what_was_kept_is_found_again():
    assert SessionStore(kept())["who"] == "窗口5"


def test_a_session_whose_time_is_over_or_that_never_was_is_empty_and_gets_no_key():
    over = kept()
    Session.objects.filter(session_key=over).update(expire_date=timezone.now() - timedelta(seconds=1))  # noqa: TID251
    for key in (over, "a" * 32):
        found = SessionStore(key)
        assert found.get("who") is None
        assert found.session_key is None


def answered(key: str, act=lambda session: None):
    """What a browser is answered that comes with this session; `act` is what the page does with it."""

    def page(request):
        act(request.session)
        return HttpResponse(request.session.get("who", "nobody"))

    request = RequestFactory().get("/", headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={key}"})
    return SessionMiddleware(page)(request)


def test_a_late_request_with_the_session_of_before_does_not_take_the_new_one_s_cookie_away():
    before = kept()
    SessionStore(before).flush()  # somebody has logged in anew meanwhile
    late = answered(before)
    assert late.content == b"nobody" and not late.cookies
    assert late.headers["Vary"] == "Cookie"


def test_whoever_logs_out_has_his_cookie_taken_away_and_whoever_logs_in_gets_one():
    gone = answered(kept(), act=lambda session: session.flush())
    assert gone.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0

    def anew(session):
        session.flush()
        session["who"] = "甲"

    key = answered(kept(), act=anew).cookies[settings.SESSION_COOKIE_NAME].value
    assert answered(key).content.decode() == "甲"
