"""A paper's page: what happened to it and every act; the lists of papers that wait for a seal or at a printer."""

from django.core.files.uploadedfile import SimpleUploadedFile

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

PNG = b"\x89PNG\r\n\x1a\n scan"


def wet(office):
    """From now on the department stamps by hand."""
    system = Actor.system(office.clerk.center_id)
    places.change_department(actor=system, department_id=office.department, seal_mode="wet")


def decided(office):
    """A decision of this department, its number and its paper."""
    no = office.accepted()
    sent = cases.hand_over(actor=office.clerk, cases=[no])
    office.post("office_handover", sent["id"])
    office.post("office_decide", no, decision="approve", reasons="符合条件", basis="《食品安全法》第三十五条")
    return no, papers(office, no)[-1]


def papers(office, no):
    with reading(office.clerk):
        return documents.papers_of(office.clerk, f"case:{cases.case_page(office.clerk, no).id}")


def test_the_page_says_what_happened_and_what_may_happen(office):
    no, paper = decided(office)
    said = office.get("office_paper", no, paper.id).content.decode()
    for words in (
        paper.number_text,
        "文书的经过",
        "还没有打印",
        "还没有送达",
        "样例印章，无法律效力",
        "作废这份文书",
        paper.code,
    ):
        assert words in said, words
    office.post("office_paper", no, paper.id, act="printed", copy="both")
    again = office.post("office_paper", no, paper.id, act="printed", copy="both")
    assert again.status_code == 422
    assert "请写明再次打印的原因" in again.content.decode()
    office.post("office_paper", no, paper.id, act="printed", copy="both", reason="墨迹不清")
    assert "墨迹不清" in office.get("office_paper", no, paper.id).content.decode()


def test_papers_are_signed_and_served_together_with_a_receipt(office):
    no, paper = decided(office)
    office.post(
        "office_paper", no, paper.id, act="served", mode="refused", receiver="张小云", witnesses="王一、李二", receipt="on",
        read_aloud="on", place="张小云家中",
    )  # fmt: skip
    found = papers(office, no)
    assert found[-1].title == "送达回证"
    said = office.get("office_paper", no, paper.id).content.decode()
    assert "王一、李二" in said
    assert "已经当面读出" in said


def test_a_scan_is_kept_and_shown(office):
    no, paper = decided(office)
    office.post("office_paper", no, paper.id, act="scanned", scan=SimpleUploadedFile("签名.png", PNG, "image/png"))
    with reading(office.clerk):
        [scan] = documents.paper_life(office.clerk, paper.id).scans
    assert office.get("office_scan", no, paper.id, scan.file_id).content == PNG
    assert office.post("office_paper", no, paper.id, act="scanned").status_code == 422


def test_a_correction_replaces_and_says_so(office):
    no, paper = decided(office)
    office.post(
        "office_paper", no, paper.id, act="corrected", reason="写错",
        **{"c:reasons": "符合法定条件", "o:reasons": "符合条件", "c:pickup": "x", "o:pickup": "x"},
    )  # fmt: skip
    old, new = papers(office, no)[-2:]
    assert (old.state, new.replaces) == ("voided", old.id)
    assert new.correction["lines"] == ["事实和理由：“符合条件”改为“符合法定条件”"]
    assert new.number_text in office.get("office_paper", no, old.id).content.decode()


def test_a_void_paper_says_why(office):
    no, paper = decided(office)
    office.post("office_paper", no, paper.id, act="voided", reason="重复出具")
    said = office.get("office_paper", no, paper.id).content.decode()
    assert "重复出具" in said
    assert "作废这份文书" not in said


def test_what_waits_for_a_seal_is_listed_and_confirmed_as_a_stack(office):
    wet(office)
    no, paper = decided(office)
    page = office.get("office_seals").content.decode()
    assert paper.number_text in page
    office.post("office_paper", no, paper.id, act="to_seal", keeper="陈立秋", place="302 室")
    assert "302 室" in office.get("office_seals").content.decode()
    office.post("office_seals", papers=str(paper.id))
    assert paper.number_text not in office.get("office_seals").content.decode()
    assert papers(office, no)[-1].sealed_at is not None


def test_an_empty_choice_is_refused(office):
    assert office.post("office_seals").status_code == 422


def test_a_paper_is_sent_to_a_printer_and_printed_or_taken_back(office):
    no, paper = decided(office)
    printer = documents.add_printer(
        actor=Actor.system(office.clerk.center_id), code="P9", name="走廊激光", place="三楼"
    )
    act = {"act": "elsewhere", "printer": printer["id"], "copy": "both", "note": "请装订"}
    office.post("office_paper", no, paper.id, **act)
    page = office.get("office_prints").content.decode()
    assert "请装订" in page
    assert paper.number_text in page
    with reading(office.clerk):
        [job] = documents.print_jobs(office.clerk)
    assert office.post("office_prints", act="cancel", job=str(job.id)).status_code == 422
    office.post("office_prints", act="done", job=str(job.id))
    assert papers(office, no)[-1].printed == 2
    assert "没有等待打印的文书" in office.get("office_prints").content.decode()


def test_the_paper_of_another_case_is_not_under_this_number(office):
    no, _ = decided(office)
    other, paper = decided(office)
    assert office.get("office_paper", no, paper.id).status_code == 404
    assert office.post("office_paper", no, paper.id, act="voided", reason="x").status_code == 404
    assert papers(office, other)[-1].valid
