"""Signed and served are facts of their own; one 送达回证 for what was handed over at once; scans lie beside the bytes."""

from __future__ import annotations

from uuid import UUID

import pytest

from yichuang.domains.documents import api as papers
from yichuang.foundation import files
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from .helpers import text_of

PNG = b"\x89PNG\r\n\x1a\n scan"


@pytest.mark.parametrize(("mode", "signs"), [
    ("tablet", True), ("paper", True), ("fingerprint", True), ("proxy", True),
    ("refused", False), ("post", False), ("electronic", False),
])  # fmt: skip
def test_only_who_signs_has_signed(hall, mode, signs) -> None:
    made = hall.issue("receipt")
    papers.record_service(
        actor=hall.actor, paper=made["id"], mode=mode, receiver="张云山", witnesses=["王一", "李二"], read_aloud=True,
        relation="本人", place="5 号窗口",
    )  # fmt: skip
    ref = hall.one(made["id"])
    assert ref.served_at is not None
    assert (ref.signed_at is not None) is signs
    assert ref.service.read_aloud
    assert ref.service.witnesses == ("王一", "李二")
    assert (ref.service.place, ref.service.by) == ("5 号窗口", "李秋实")


def test_a_witness_is_somebody_else(hall) -> None:
    made = hall.issue("receipt")
    for witnesses in (["王一", "王一"], ["张云山", "王一"]):
        with pytest.raises(Invalid) as no:
            papers.record_service(
                actor=hall.actor, paper=made["id"], mode="refused", receiver="张云山", witnesses=witnesses
            )
        assert (no.value.code, no.value.field) == ("paper.witness_twice", "witnesses")


def test_a_promise_is_signed_before_it_is_served(hall) -> None:
    made = hall.issue("tolerance")
    with pytest.raises(Invalid) as no:
        papers.record_signing(
            actor=hall.actor, paper=made["id"], mode="refused", signer="张云山", witnesses=["王一", "李二"]
        )
    assert no.value.code == "paper.not_a_signature"
    papers.record_signing(actor=hall.actor, paper=made["id"], mode="fingerprint", signer="张云山", read_aloud=True)
    ref = hall.one(made["id"])
    assert ref.signed_at is not None
    assert ref.served_at is None
    assert (ref.signing.mode, ref.signing.read_aloud) == ("fingerprint", True)
    with pytest.raises(Refused) as no:
        papers.record_signing(actor=hall.actor, paper=made["id"], mode="paper", signer="张云山")
    assert no.value.code == "paper.signed_already"
    papers.record_service(actor=hall.actor, paper=made["id"], mode="post", receiver="张云山")
    assert hall.one(made["id"]).signing.mode == "fingerprint"  # serving it does not rewrite who signed how


def test_serving_again_says_why(hall) -> None:
    made = hall.issue("receipt")
    papers.record_service(actor=hall.actor, paper=made["id"], mode="post", receiver="张云山")
    again = {"actor": hall.actor, "paper": made["id"], "mode": "paper", "receiver": "张云山"}
    with pytest.raises(Invalid) as no:
        papers.record_service(**again)
    assert (no.value.code, no.value.field) == ("paper.served_already", "note")
    papers.record_service(**again, note="邮件退回，改为当面送达")
    assert hall.one(made["id"]).service.mode == "paper"


def test_one_receipt_proves_all_papers_that_were_handed_over(hall) -> None:
    hall.office()
    made = [hall.issue(kind) for kind in ("acceptance", "tolerance")]
    papers.set_paper_habit(actor=hall.actor, department_id=hall.department, service_receipt=True)
    done = papers.serve_papers(
        actor=hall.actor, papers=[m["id"] for m in made], mode="proxy", receiver="周明远", witnesses=["罗春燕"],
        read_aloud=True, place="云岭区政务服务中心 5 号窗口",
    )  # fmt: skip
    assert sorted(done["served"]) == sorted(m["number"] for m in made)
    with reading(hall.actor):
        proof = papers.paper(hall.actor, UUID(done["receipt"]["id"]))
        said = text_of(papers.paper_bytes(hall.actor, "case:1", proof.id).pdf)
    assert (proof.kind, proof.subject) == ("service", "case:1")
    for words in (
        *(m["number"] for m in made), "周明远", "受送达人指定的代收人", "他人代签并有见证人", "罗春燕", "见证人签名",
        "文书内容已经当面读出", "云岭市监送",
    ):  # fmt: skip
        assert words in said, words


def test_a_receipt_is_made_where_the_department_is_used_to_it_or_where_it_is_asked_for(hall) -> None:
    hall.office()
    made = [hall.issue("receipt")["id"] for _ in range(3)]
    act = {"actor": hall.actor, "mode": "paper", "receiver": "张云山"}
    assert papers.record_service(**act, paper=made[0])["receipt"] is None
    assert papers.record_service(**act, paper=made[1], receipt=True)["receipt"]["title"] == "送达回证"
    papers.set_paper_habit(actor=hall.actor, department_id=hall.department, service_receipt=True)
    assert papers.record_service(**act, paper=made[2], receipt=False)["receipt"] is None
    with reading(hall.actor):
        assert papers.paper_habits(hall.actor) == {UUID(hall.department): True}


def test_a_refusal_to_sign_is_proved_by_the_witnesses(hall) -> None:
    made = hall.issue("refusal")
    done = papers.record_service(
        actor=hall.actor, paper=made["id"], mode="refused", receiver="张云山", witnesses=["王一", "李二"], receipt=True
    )
    with reading(hall.actor):
        said = text_of(papers.paper_bytes(hall.actor, "case:1", UUID(done["receipt"]["id"])).pdf)
    assert "受送达人拒绝签收" in said
    assert said.count("见证人签名") == 3  # the sentence and two lines to sign on


def test_papers_of_two_cases_are_not_served_together(hall) -> None:
    made = [hall.issue("receipt", subject=f"case:{n}")["id"] for n in (1, 2)]
    with pytest.raises(Refused) as no:
        papers.serve_papers(actor=hall.actor, papers=made, mode="paper", receiver="张云山")
    assert no.value.code == "paper.of_two_cases"
    assert [hall.one(m).served_at for m in made] == [None, None]
    with pytest.raises(Invalid):
        papers.serve_papers(actor=hall.actor, papers=[], mode="paper", receiver="张云山")


def test_the_scan_of_the_signed_copy_lies_beside_the_frozen_bytes(hall) -> None:
    made = hall.issue("tolerance")
    digests = [c.digest for c in hall.one(made["id"]).copies]
    with pytest.raises(Invalid) as no:
        papers.attach_scan(
            actor=hall.actor, paper=made["id"], name="a.svg", content_type="image/svg+xml", data=b"<svg/>"
        )
    assert no.value.field == "scan"
    kept = papers.attach_scan(
        actor=hall.actor, paper=made["id"], name="签名页.png", content_type="image/png", data=PNG, note="承诺人签名"
    )
    life = hall.life(made["id"])
    assert [(s.name, s.note, s.by_name) for s in life.scans] == [("签名页.png", "承诺人签名", "李秋实")]
    assert [c.digest for c in life.paper.copies] == digests
    with reading(hall.actor):
        ref = papers.scan_of(hall.actor, UUID(made["id"]), UUID(kept["file"]))
        assert files.read(hall.actor, ref.file_id)[1] == PNG
        with pytest.raises(Missing):
            papers.scan_of(hall.actor, UUID(made["id"]), UUID(int=1))
