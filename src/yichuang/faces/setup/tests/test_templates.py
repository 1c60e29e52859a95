"""The forms of papers in set-up: seen while they are typed, published, locked where the law speaks."""

import pytest

from yichuang.domains.documents import api as documents
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .test_pages import As, as_, demo, post, text

__all__ = ["as_", "demo"]

PAGE = "/setup/papers/templates/"
NOTE = "取件请走东门。"


def in_force(demo: Actor, kind: str = "acceptance") -> documents.WordsRef:
    with reading(demo):
        return documents.template_words(demo)[kind]


def test_the_list_names_every_kind_and_what_is_in_force(as_: As) -> None:
    page = text(as_("system").get(PAGE))
    for kind in documents.KINDS.values():
        assert kind.label in page and f'href="{PAGE}{kind.code}/"' in page
    assert page.count("系统格式") == len(documents.KINDS)


def test_words_are_published_shown_and_taken_back(as_: As, demo: Actor) -> None:
    client, one = as_("system"), f"{PAGE}acceptance/"
    answer = post(client, one, "publish", base="0", note=NOTE, ask="午间有人")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert (in_force(demo).version, in_force(demo).note, in_force(demo).ask) == (1, NOTE, "午间有人")
    page = text(client.get(one))
    assert "正在使用第 1 版" in page and NOTE in page
    assert "第 1 版" in text(client.get(PAGE))
    assert post(client, one, "restore", base="1").status_code == 302  # type: ignore[attr-defined]
    assert (in_force(demo).version, in_force(demo).built_in) == (2, True)
    assert NOTE in text(client.get(one)), "the history keeps it"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"base": "0", "note": NOTE, "title": "通知"}, "不能在这里改动"),
        ({"base": "3", "note": NOTE}, "请刷新后再改"),
        ({"base": "x", "note": NOTE}, ""),
        ({"base": "0", "note": ""}, "请改动后再发布"),
        ({"base": "0", "note": "找\U0003ffff处"}, "印不出来"),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(as_: As, demo: Actor, form: dict[str, str], said: str) -> None:
    answer = post(as_("system"), f"{PAGE}acceptance/", "publish", **form)
    assert answer.status_code in (409, 422)  # type: ignore[attr-defined]
    assert said in text(answer) and form["note"] in text(answer)
    assert in_force(demo).version == 0


def test_the_preview_follows_the_draft_and_changes_nothing(as_: As, demo: Actor) -> None:
    client, one = as_("system"), f"{PAGE}acceptance/preview/"
    plain, draft = text(client.get(one)), text(client.get(one, {"note": NOTE}))
    src = draft.partition('<img class="su-sheet" src="')[2].partition('"')[0].replace("&amp;", "&")
    seen, before = client.get(src), client.get(f"{PAGE}acceptance/page.png")
    assert seen.headers["Content-Type"] == "image/png" and seen.content.startswith(b"\x89PNG")
    assert plain != draft and seen.content != before.content
    assert "字库没有收录" in text(client.get(one, {"note": "找\U0003ffff处"}))
    assert "超过 30 个字" in text(client.get(one, {"ask": "长" * 31}))
    assert in_force(demo).version == 0
    assert client.post(one, {"note": NOTE}).status_code == 405


def test_words_that_need_another_page_are_told(as_: As) -> None:
    grown = [
        k for k in documents.KINDS if (p := documents.preview_words(k, {"note": "长" * 120})).pages > p.pages_before
    ]
    page = text(as_("system").get(f"{PAGE}{grown[0]}/preview/", {"note": "长" * 120}))
    assert "建议缩短" in page


def test_only_the_manager_of_the_hall_comes_in_and_an_unknown_kind_is_no_page(as_: As) -> None:
    for path in (PAGE, f"{PAGE}acceptance/", f"{PAGE}acceptance/preview/", f"{PAGE}acceptance/page.png"):
        assert as_("clerk1").get(path).status_code == 403
    assert as_("system").get(f"{PAGE}leaflet/").status_code == 404
    assert as_("system").get(f"{PAGE}leaflet/preview/").status_code == 404
