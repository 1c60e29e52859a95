"""A mere inquiry at the desk, without a browser."""

from yichuang.domains.cases import api as cases
from yichuang.foundation.scope import reading

from .conftest import Desk


def test_the_item_of_the_ticket_is_shown_then_given(desk: Desk) -> None:
    ticket = desk.serve(item="S04")
    shown = desk.get("desk_inquiry", item="S04").content.decode()
    assert f'value="{ticket}"' in shown
    assert 'value="S04"' in shown
    answer = desk.post("desk_inquiry", item="S04", ticket=ticket, channel="phone", question="要多久？")
    page = answer.content.decode()
    assert answer.status_code == 200, page
    with reading(desk.actor):
        (row,) = cases.inquiries(desk.actor)
    assert row.paper_no in page
    assert (row.channel, row.question, str(row.ticket_id)) == ("phone", "要多久？", ticket)
    assert desk.page("desk_inquiry_pdf", row.id, "service").content.startswith(b"%PDF-")
    assert desk.page("desk_inquiry_pdf", row.id, "third").status_code == 404
    assert desk.post("desk_inquiry_printed", row.id).status_code == 200
    assert "再次打印的原因" in desk.get("desk_inquiry_slip", row.id).content.decode()


def test_a_typed_search_gives_at_once_and_the_plain_list_only_opens(desk: Desk) -> None:
    assert "hx-post" not in desk.get("desk_inquiry_items").content.decode()
    assert "hx-post" in desk.get("desk_inquiry_items", q="s04").content.decode()


def test_an_unknown_item_is_refused_with_a_sentence(desk: Desk) -> None:
    assert desk.post("desk_inquiry", item="NONE").status_code == 422
    with reading(desk.actor):
        assert cases.inquiries(desk.actor) == []
