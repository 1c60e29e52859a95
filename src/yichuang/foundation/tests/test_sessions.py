"""Sessions are found as Django finds them, by a planned statement."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from yichuang.foundation.sessions import SessionStore

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
