"""What went wrong is said in the same words on a page of its own and in the band of a part of a page."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import escape

from yichuang.faces.shared import views

pytestmark = pytest.mark.django_db


def asked(headers=None):
    request = RequestFactory().get("/setup/nothing/", headers=headers or {})
    request.actor = None
    return request


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("status", [400, 403, 404, 409, 500])
def test_page_and_band_say_what_to_do(status: int, language: str):
    with translation.override(language):
        words = escape(str(views._SAID[status]))
        page, band = views.error_page(asked(), status), views.error_page(asked({"HX-Request": "true"}), status)
    assert page.status_code == band.status_code == status
    assert f'<p class="yc-read">{words}</p>' in page.content.decode()
    assert words in band.content.decode() and band["HX-Retarget"] == "#refusal"


def test_a_form_that_is_too_old_says_so_on_both():
    words = escape(str(views._STALE))
    for headers in ({}, {"HX-Request": "true"}):
        assert words in views.csrf_failure(asked(headers)).content.decode()
