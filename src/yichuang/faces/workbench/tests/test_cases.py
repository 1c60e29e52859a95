"""A case at the desk: found, opened, looked at, answered."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yichuang.foundation import clock

from .conftest import PERSON

PDF = b"%PDF-1.7 a scan"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def defect(desk, no, code, status, cure=""):
    return desk.post("desk_materials", no, code=code, status=status, cure=cure)


def test_an_item_is_found_by_words_by_initials_and_by_code(desk):
    for asked in ("烟草", "YCZM", "S17"):
        assert 'id="item-S17"' in text(desk.get("desk_items", q=asked)), asked
    assert "没有找到这样的事项" in text(desk.get("desk_items", q="潜水艇"))


def test_the_item_named_at_the_kiosk_is_on_the_desk_at_once(desk):
    made = desk.ticket(item="S17")
    assert "烟草专卖零售许可证核发" in text(desk.post("desk_call"))
    page = text(desk.post("desk_start", made["id"]))
    assert 'data-testid="party-name"' in page
    assert "item-search" not in page
    assert "item-search" in text(desk.get("desk_part", "desk", new="1"))


def test_answers_change_the_list_before_the_case_is_opened(desk):
    desk.serve()
    page = text(desk.get("desk_item", "S04"))
    assert "data-question" in page
    with_answer = text(desk.get("desk_item_list", "S04", **{"situation.subject": "sole"}))
    assert with_answer != text(desk.get("desk_item_list", "S04"))


def test_a_wrong_check_digit_is_refused_at_its_field_and_nothing_is_opened(desk):
    ticket = desk.serve()
    wrong = PERSON["id_no"][:-1] + ("0" if PERSON["id_no"][-1] != "0" else "1")
    answer = desk.post(
        "desk_open_case", item="S17", ticket=ticket,
        **{"parties.0.name": "张小云", "parties.0.id_type": "resident_id", "parties.0.id_no": wrong},
    )  # fmt: skip
    assert answer.status_code == 422
    assert '"field": "parties.0.id_no"' in answer["HX-Trigger"]
    assert "case=" not in text(desk.page("desk_home"))


def test_opening_a_case_shows_its_list_and_what_is_not_lawful_yet(desk):
    no = desk.open(ticket=desk.serve())
    page = text(desk.page("desk_home"))
    assert no in page
    assert page.count("data-material=") == len(desk.case(no).materials)
    assert re.search(r'data-testid="outcome-accept" disabled', page)
    assert "还没有核对" in page
    assert 'data-testid="clock-preview"' in page


def test_everything_received_makes_acceptance_lawful_and_one_confirmation_gives_it(desk):
    no = desk.open(ticket=desk.serve())
    after = text(desk.receive_all(no))
    assert re.search(r'yc-btn--primary" data-key="F6" data-testid="outcome-accept" hx-get', after)
    asked = text(desk.get("desk_outcome", no, "accept"))
    assert "受理通知书" in asked
    assert "前办结" in asked
    assert "张小云" in asked
    done = text(desk.post("desk_intake", no, outcome="accept"))
    case = desk.case(no)
    assert case.state == "accepted"
    assert 'data-testid="paper-acceptance"' in done
    assert "已受理" in done


def test_a_defect_said_before_stays_when_all_the_rest_is_received(desk):
    no = desk.open(ticket=desk.serve())
    first = desk.case(no).materials[0].code
    defect(desk, no, first, "wrong", cure="请改正地址")
    desk.post("desk_all_received", no, codes=[m.code for m in desk.case(no).materials[1:]])
    assert [m.status for m in desk.case(no).materials][:2] == ["wrong", "received"]


def test_one_time_notice_lists_each_defect_with_its_cure_and_sets_a_date(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    first, second = (m.code for m in desk.case(no).materials[:2])
    defect(desk, no, first, "wrong", cure="请把经营地址改成与执照一致")
    page = text(defect(desk, no, second, "missing"))
    assert re.search(r'data-testid="outcome-notice" hx-get', page)
    asked = text(desk.get("desk_outcome", no, "one_time_notice"))
    assert "请把经营地址改成与执照一致" in asked
    assert asked.count("<li>") == 2
    done = text(desk.post("desk_intake", no, outcome="one_time_notice", correction_days="10"))
    assert desk.case(no).state == "correcting"
    assert "补正期限" in done
    assert 'data-testid="paper-notice"' in done


def test_what_was_told_and_brought_opens_a_new_period(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    told = desk.case(no).materials[1].code
    defect(desk, no, told, "missing")
    desk.post("desk_intake", no, outcome="one_time_notice")
    assert 'value="' + told in text(desk.get("desk_correction", no))
    done = text(desk.post("desk_correction", no, brought=[told]))
    assert desk.case(no).period == 2
    assert "第 2 次收件" in done
    assert re.search(r'data-testid="outcome-accept" hx-get', done)


def test_papers_that_were_not_corrected_go_back_by_the_departments_paper_alone(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    defect(desk, no, desk.case(no).materials[0].code, "missing")
    desk.post("desk_intake", no, outcome="one_time_notice", correction_days="1")
    assert "由部门书面决定，窗口不退件" in text(desk.page("desk_home", case=no))
    with clock.at(clock.now() + timedelta(days=20)):
        assert "补正期限已过：由部门书面决定是否退件" in text(desk.page("desk_home", case=no))
    assert desk.case(no).state == "correcting"


def test_mending_at_the_counter_leaves_no_paper(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    defect(desk, no, desk.case(no).materials[0].code, "not_in_form")
    assert "当场更正" in text(desk.get("desk_outcome", no, "correct_now"))
    desk.post("desk_intake", no, outcome="correct_now")
    assert desk.case(no).state == "received"
    waits = "等待当场更正：" + desk.case(no).materials[0].name + "，请在本次叫号结束前更正或一次性告知"
    assert waits in text(desk.page("desk_home", case=no))
    desk.receive_all(no)
    assert "等待当场更正" not in text(desk.page("desk_home", case=no))


def test_refusing_asks_for_the_ground_and_names_what_is_lacking(desk):
    no = desk.open(ticket=desk.serve())
    asked = text(desk.get("desk_outcome", no, "refuse"))
    assert "不属于本机关职权范围" in asked
    lacking = desk.post("desk_intake", no, outcome="refuse", reason_type="not_competent")
    assert lacking.status_code == 422
    assert '"field": "competent_organ"' in lacking["HX-Trigger"]
    said = {"facts": "经营场所在邻区", "basis": "烟草专卖法第十六条", "competent_organ": "临江区烟草专卖局"}
    done = text(desk.post("desk_intake", no, outcome="refuse", reason_type="not_competent", **said))
    assert desk.case(no).state == "refused"
    assert "经营场所在邻区" in done
    assert 'data-testid="paper-refusal"' in done


@pytest.mark.parametrize(("item", "outcome", "kind"), [("S05", "file", "filing"), ("S36", "accept", "instant")])
def test_filings_and_instant_items_end_on_the_spot_with_their_own_paper(desk, item, outcome, kind):
    no = desk.open(item, ticket=desk.serve())
    desk.receive_all(no)
    asked = text(desk.get("desk_outcome", no, outcome))
    assert "本件当场办结" in asked
    done = text(desk.post("desk_intake", no, outcome=outcome))
    assert f'data-testid="paper-{kind}"' in done
    assert 'data-testid="deliver"' in done


def test_points_originals_copies_and_words_are_kept_with_the_material(desk):
    no = desk.open(ticket=desk.serve())
    m = next(m for m in desk.case(no).materials if m.points)
    point = m.points[0].id
    desk.post("desk_materials", no, code=m.code, ticked=[point], original_seen="1", copies="2", remark="已比对")
    kept = next(x for x in desk.case(no).materials if x.code == m.code)
    assert (kept.points[0].ticked, kept.original_seen, kept.copies, kept.remark) == (True, True, 2, "已比对")


def test_a_scan_is_kept_with_its_material_and_can_be_looked_at(desk, other_desk):
    no = desk.open(ticket=desk.serve())
    code = desk.case(no).materials[0].code
    scan = SimpleUploadedFile("申请书.pdf", PDF, "application/pdf")
    page = text(desk.post("desk_file_form", no, code, file=scan))
    assert "申请书.pdf" in page
    kept = desk.case(no).materials[0].files[0]
    assert desk.page("desk_file", kept.file_id).content == PDF
    fake = SimpleUploadedFile("申请书.pdf", b"<script>", "application/pdf")
    assert desk.post("desk_file_form", no, code, file=fake).status_code == 422


def test_a_receipt_can_be_given_whatever_is_lacking(desk):
    no = desk.open(ticket=desk.serve())
    defect(desk, no, desk.case(no).materials[0].code, "received")
    page = text(desk.post("desk_receipt", no))
    assert 'data-testid="paper-receipt"' in page


def test_earlier_cases_of_the_person_are_told_by_his_number(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    desk.post("desk_intake", no, outcome="accept")
    answer = desk.post("desk_earlier", **{"parties.0.id_no": PERSON["id_no"]})
    assert no in text(answer)
    assert "没有此人的历史办件" in text(desk.post("desk_earlier", **{"parties.0.id_no": "X1234567"}))


def test_two_cases_of_one_visit_are_tabs_and_a_dialog_says_whose_it_is(desk):
    ticket = desk.serve()
    first, second = desk.open(ticket=ticket), desk.open("S05", ticket=ticket)
    page = text(desk.page("desk_home"))
    assert page.count('data-testid="case-tab"') == 2
    assert second in page
    desk.receive_all(first)
    asked = text(desk.get("desk_outcome", first, "accept"))
    assert "本号开着 2 个办件" in asked
    assert first in asked


def test_a_case_is_found_again_by_number_by_code_and_by_the_persons_number(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    for asked in (no, desk.case(no).tracking_code, PERSON["id_no"]):
        assert no in text(desk.post("desk_lookup", q=asked)), asked
    assert "没有找到" in text(desk.post("desk_lookup", q="500199-20200101-00001"))


def test_looking_at_the_whole_number_is_an_act_and_the_ticket_is_the_reason(desk):
    ticket = desk.serve()
    no = desk.open(ticket=ticket)
    party = desk.case(no).parties[0].id
    assert PERSON["id_no"] not in text(desk.page("desk_home"))
    assert PERSON["id_no"] not in text(desk.get("desk_reveal", no, party))
    assert PERSON["id_no"] in text(desk.post("desk_reveal", no, party))
    desk.post("desk_finish", ticket)
    assert desk.post("desk_reveal", no, party).status_code == 422


def test_the_situation_and_the_parties_can_be_changed_before_the_answer(desk):
    no = desk.open("S04", ticket=desk.serve(), **{"situation.subject": "sole"})
    assert "data-question" in text(desk.get("desk_situation", no))
    desk.post("desk_situation", no, **{"situation.subject": "company"})
    assert desk.case(no).situation["subject"] == "company"
    assert "party-name" in text(desk.get("desk_parties", no))
    desk.post("desk_parties", no, **{"parties.0.name": "李四光", "parties.0.id_no": PERSON["id_no"]})
    assert desk.case(no).parties[0].name == "李四光"


def test_an_application_taken_back_ends_with_its_reason(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    desk.post("desk_withdraw", no, reason="不办了")
    assert desk.case(no).state == "withdrawn"


def test_a_visit_with_an_unanswered_case_asks_before_it_ends(desk):
    ticket = desk.serve()
    no = desk.open(ticket=ticket)
    assert "还没有作出答复" in text(desk.page("desk_home"))
    desk.receive_all(no)
    desk.post("desk_intake", no, outcome="accept")
    assert "还没有作出答复" not in text(desk.page("desk_home"))


def test_a_case_of_another_center_is_not_there(desk):
    assert desk.page("desk_home", case="500199-20260101-99999").status_code == 404
