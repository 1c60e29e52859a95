"""Characters that cannot be printed are found, blanked and told; what draws nothing is dropped."""

from __future__ import annotations

from yichuang.domains.documents import fonts, printing, samples

from .helpers import page, text_of


def test_a_character_that_no_font_holds_becomes_a_line_to_fill_and_is_told() -> None:
    data = samples.receipt(applicant=samples.applicant(name="王བོད", representative=""))
    values, blanks = printing.fit_for_print(printing.stored(data))
    assert values["applicant"]["name"] == "王" + printing.BLANK * 3
    assert [b["field"] for b in blanks] == ["applicant.name"] * 3
    assert blanks[0]["code"] == "U+0F56"
    said = text_of(page("receipt", data))
    assert "由经办人当面手写补全" in said
    assert "王" in said
    assert "手写补全" not in text_of(page("receipt", samples.receipt()))


def test_rare_characters_of_real_names_need_no_hand() -> None:
    assert fonts.lacking("𠮷𬭼㛃䶮·•－—（）〔〕") == []
    assert fonts.lacking("王😀") == ["😀"]


def test_what_draws_nothing_is_dropped() -> None:
    hidden = "张\u200b\u202e三\ufe0f\U000e0100"
    values, blanks = printing.fit_for_print({"name": hidden})
    assert values == {"name": "张三"}
    assert blanks == []


def test_a_private_character_cannot_pass_for_a_blank() -> None:
    values, _ = printing.fit_for_print({"name": "张\ue000"})
    assert values == {"name": "张"}


def test_stored_data_are_plain_values_with_iso_days() -> None:
    kept = printing.stored(samples.acceptance())
    assert kept["issued_on"] == "2026-11-23"
    assert kept["term"]["due"] == "2026-12-02"
    assert isinstance(kept["materials"], list)


def test_without_the_rare_font_a_rare_name_still_ends_in_a_paper(monkeypatch) -> None:
    monkeypatch.setattr(fonts, "absent", lambda: [fonts.RARE])
    monkeypatch.setattr(fonts, "covered", lambda: frozenset(range(0x20000)))
    assert fonts.font_faults()[0].startswith("(")
    data = samples.receipt(applicant=samples.applicant(name="𠮷田", representative=""))
    said = text_of(page("receipt", data))
    assert "田" in said
    assert "手写补全" in said
