"""What is on the page, read back from the PDF."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from yichuang.domains.documents import rendering, samples
from yichuang.domains.documents.kinds import COPIES, KINDS
from yichuang.domains.documents.kinds.parts import MaterialLine

from .helpers import AT, CODE, laid_out, page, reader, text_of

SIGNS = {
    "instant": "领取人签收", "tolerance": "承诺人签名", "commitment": "承诺人签名", "withdrawal": "申请人签名",
    "inquiry": "咨询人签收", "kept": "留件人签名", "service": "签收人签名",
}  # fmt: skip


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_copy_says_what_it_must(kind: str, copy: str) -> None:
    data = samples.sample(kind)
    said = text_of(page(kind, data, copy))
    day = f"{data.issued_on.year}年{data.issued_on.month}月{data.issued_on.day}日"
    for words in (
        data.organ.name, data.wording.title, data.matter.case_no, data.applicant.name, data.applicant.id_masked,
        data.matter.item_name, data.clerk, day, CODE, COPIES[copy]["mark"], COPIES[copy]["goes"],
        "〔2026〕0486号", KINDS[kind].nature, data.plain.when, data.plain.come_again, data.plain.bring, data.plain.ask,
        SIGNS.get(kind, "申请人签收"), "一式二份", "第1页共1页", data.organ.window_phone,
    ):  # fmt: skip
        assert "".join(words.split()) in said, words
    other = COPIES["archive" if copy == "service" else "service"]["mark"]
    assert other not in said


UNPRINTED = {"reason_type", "seal_mode", "channel"}  # codes; and the channel, which only a receipt says


def printed_values(data: object) -> Iterator[tuple[str, str]]:
    """Every text of the data that has to be on the page."""
    for f in fields(data):
        value = getattr(data, f.name)
        if f.name == "samples" or f.name in UNPRINTED:
            continue
        if f.name == "representative_label" and not data.representative:
            continue
        if f.name == "id_label" and not data.id_masked:
            continue
        if isinstance(value, str):
            yield f.name, value
        elif is_dataclass(value):
            yield from printed_values(value)
        elif isinstance(value, tuple):
            for row in value:
                yield from printed_values(row) if is_dataclass(row) else [(f.name, row)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_that_is_given_is_printed(kind: str) -> None:
    """Nothing that the clerk fills in is lost between the form and the paper."""
    data = samples.sample(kind)
    said = text_of(page(kind, data))
    for name, value in printed_values(data):
        for words in value.split("\n"):
            assert "".join(words.split()) in said, f"{name}: {words}"


def test_only_wording_cites_law() -> None:
    """The templates cite no law: a paper for a filing never speaks of the licensing law."""
    for source in rendering.TEMPLATES.glob("*.typ"):
        assert "行政许可法" not in source.read_text()
        assert "《" not in source.read_text()
    for kind in ("filing", "instant", "receipt"):
        assert "许可法" not in text_of(page(kind, samples.sample(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_same_data_same_bytes(kind: str) -> None:
    assert page(kind, samples.sample(kind)) == page(kind, samples.sample(kind))
    assert page(kind, samples.sample(kind)) != page(kind, samples.sample(kind), "archive")


@pytest.mark.parametrize("kind", KINDS)
def test_both_copies_at_once_are_the_bytes_of_each_alone(kind: str) -> None:
    data = samples.sample(kind)
    template, (values, framed) = laid_out(kind, data)
    frames = {copy: {**framed, "copy": mark} for copy, mark in COPIES.items()}
    both = rendering.render_both(template, values, frames, dated=AT)
    assert both == {copy: page(kind, data, copy) for copy in COPIES}


@pytest.mark.parametrize("broken", ["service", "archive"])
def test_a_fault_in_either_copy_stops_both_and_the_next_paper_is_printed(broken: str) -> None:
    template, (values, framed) = laid_out("receipt", samples.receipt())
    frames = {copy: {**framed, "copy": mark} for copy, mark in COPIES.items()}
    good = dict(frames)
    frames[broken] = {"copy": {}}
    with pytest.raises(rendering.CannotPrint):
        rendering.render_both(template, values, frames, dated=AT)
    assert set(rendering.render_both(template, values, good, dated=AT)) == set(COPIES)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_marked_as_pdf_a_2b(kind: str) -> None:
    xmp = reader(page(kind, samples.sample(kind))).trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part(>|=\")2", xmp)
    assert re.search(r"pdfaid:conformance(>|=\")B", xmp)


def test_every_font_is_embedded_as_truetype() -> None:
    fonts = set()
    for p in reader(page("acceptance", samples.acceptance())).pages:
        for font in p["/Resources"]["/Font"].values():
            below = font["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in below["/FontDescriptor"], below["/BaseFont"]
            fonts.add(below["/BaseFont"].split("+")[1])
    assert {"NotoSerifSC-Regular", "NotoSerifSC-Bold", "NotoSansSC-Medium"} <= fonts


def test_an_unknown_font_family_is_an_error_not_a_blank_page(tmp_path, monkeypatch) -> None:
    (tmp_path / "odd.typ").write_text('#set document(date: auto)\n#set text(font: "FangSong of Nowhere")\n文书')
    monkeypatch.setattr(rendering, "TEMPLATES", tmp_path)
    monkeypatch.setattr(rendering, "_press", rendering._press.__wrapped__)
    with pytest.raises(rendering.CannotPrint, match="unknown font family"):
        rendering.render("odd.typ", {}, {}, dated=AT)


def test_the_folders_of_a_process_that_was_killed_are_removed_by_the_next(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = rendering._folder()
    killed = tmp_path / kept.name.replace(f"-{os.getpid()}-", "-9999999-")  # beyond the highest number of a process
    (killed / "inside").mkdir(parents=True)
    other = tmp_path / "yichuang-papers-1-9999999-x"  # of another machine's numbers
    other.mkdir()
    assert {kept, rendering._folder(), other} == set(tmp_path.iterdir())


def test_a_template_that_asks_for_what_is_not_there_fails_loudly(monkeypatch) -> None:
    with pytest.raises(rendering.CannotPrint, match=r"receipt\.typ"):
        rendering.render("receipt.typ", {}, {}, dated=AT)


def test_many_materials_go_on_to_more_pages_and_repeat_the_head() -> None:
    rows = tuple(MaterialLine(name=f"第{n}项材料", form="原件") for n in range(1, 61))
    pdf = page("acceptance", samples.acceptance(materials=rows))
    pages = reader(pdf).pages
    said = text_of(pdf)
    assert len(pages) >= 3
    assert all(f"第{n}项材料" in said for n in (1, 30, 60))
    assert f"第{len(pages)}页共{len(pages)}页" in said
    assert said.count("材料名称") >= 2
    assert said.count("送达联") == len(pages)
    assert "0486号" in "".join(pages[1].extract_text().split())


def test_a_seal_never_stands_on_a_page_without_the_words_it_seals() -> None:
    for n in range(8, 30):
        rows = tuple(MaterialLine(name=f"第{n}项材料", form="原件") for n in range(n))
        last = "".join(reader(page("acceptance", samples.acceptance(materials=rows))).pages[-1].extract_text().split())
        assert "扫码验真伪" in last
        assert "申请人对申请材料实质内容的真实性负责" in last
        assert "申请人签收" in last


@pytest.mark.parametrize(
    "name",
    [
        "李",
        "欧阳娜娜",
        "阿卜杜热合曼·买买提吐尔逊",
        "Maria-José Nguyễn Thị Ánh",
        "О. Иванов",
        "张" * 50,
        "𬭼㛃䶮",
        "𠮷田太郎",
        "O'Brien #1 *x* $y$ \\n [z] @a",
    ],
)
def test_every_name_ends_in_a_paper(name: str) -> None:
    data = samples.receipt(applicant=samples.applicant(name=name, representative=""))
    assert "".join(name.split()) in text_of(page("receipt", data))


def test_long_item_names_wrap_and_are_whole() -> None:
    name = "设置大型户外广告及在城市建筑物、设施上悬挂、张贴宣传品审批（含临时性户外广告设施设置许可）" * 2
    assert name in text_of(page("notice", samples.notice(matter=samples.matter(item_name=name, situation=name))))


def test_seal_modes_look_as_they_are() -> None:
    modes = {
        m: text_of(page("denial", samples.denial(organ=samples.organ(seal_mode=m)))) for m in ("sample", "wet", "none")
    }
    assert modes["sample"].count("样例无法律效力") == 2
    assert "盖章处" not in modes["sample"]
    assert "盖章处" in modes["wet"]
    assert "样例" not in modes["wet"]
    assert "依法视为受理" in modes["none"]
    assert "盖章处" not in modes["none"]


def test_a_deemed_acceptance_bears_no_seal_of_its_own() -> None:
    said = text_of(page("acceptance", samples.acceptance(deemed=True)))
    assert "依法视为受理" in said
    assert said.count("样例无法律效力") == 1, "the mark stays, the seal goes"


def test_unconfirmed_values_say_so_and_confirmed_ones_do_not() -> None:
    marked = text_of(page("acceptance", samples.acceptance(samples=("term.promise", "fee", "materials"), tolerated=())))
    assert marked.count("样例数据") == 4
    assert "未经主管部门确认" in marked
    assert "样例数据" not in text_of(page("acceptance", samples.acceptance(samples=())))


def test_the_engine_is_made_once_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    page("acceptance", samples.acceptance())
    monkeypatch.setattr(rendering.typst, "Compiler", lambda **_: pytest.fail("reading the fonts anew takes seconds"))
    for n in range(3):
        page("acceptance", replace(samples.acceptance(), clerk=f"经办{n}"))
