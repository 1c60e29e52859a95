from yichuang.faces.setup.pages import MENU, menu
from yichuang.foundation.actor import Actor

ALL = frozenset(capability for _label, pages in MENU for _name, capability, _word in pages)


def of(*caps: str) -> Actor:
    return Actor(kind="staff", capabilities=frozenset(caps))


def test_who_may_see_all_finds_every_page_in_a_group_and_one_of_them_is_here():
    shown = menu(of(*ALL), "/setup/devices/faults/")
    assert sum(len(group.entries) for group in shown) == sum(len(pages) for _label, pages in MENU)
    assert [group.label for group in shown if group.here] == ["设备与文书"]
    assert [e.address for group in shown for e in group.entries if e.here] == ["/setup/devices/faults/"]


def test_the_bar_itself_holds_no_more_words_than_a_small_screen_has_room_for():
    assert len(menu(of(*ALL), "/setup/")) <= 6


def test_who_may_see_few_pages_finds_them_side_by_side():
    shown = menu(of("token.create", "audit.read"), "/setup/audit/")
    assert [(g.label, [e.label for e in g.entries]) for g in shown] == [("", ["接口令牌"]), ("", ["审计日志"])]


def test_who_may_see_nothing_has_an_empty_bar():
    assert menu(of(), "/setup/") == []
