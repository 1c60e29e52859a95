"""One of everything that happens to papers: a stamp and its use, an electronic seal, a printer, a print elsewhere, a scan."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from yichuang.domains.documents import api as documents
from yichuang.domains.documents import samples
from yichuang.domains.revisions import api as revisions
from yichuang.foundation.command import Work, command
from yichuang.foundation.scope import reading

PNG = b"\x89PNG\r\n\x1a\n a scan"


@command("tests.world_paper", needs="case.accept")
def issue(work: Work, *, department: str, mode: str, letter: str) -> dict[str, Any]:
    """A receipt under the seal of this mode, about nothing in particular."""
    organ = samples.organ(seal_mode=mode, short=f"{letter}市监", name=f"{letter}区市场监督管理局")
    data = samples.receipt(organ=organ, samples=(), issued_on=work.today)
    return {"id": documents.issue_paper(work, "receipt", data, department_id=UUID(department), subject="case:none").id}


def papers(side: Any) -> None:
    """Play the life of papers in a center that is furnished already."""
    act, its = side.system, side.its
    given = {"department": its["department"], "letter": side.letter}
    its["seal"] = str(
        documents.register_seal(
            actor=act, department_id=its["department"], code=f"{side.letter}-5001", name="收件专用章", purpose="收件专用章",
            keeper_id=str(side.staff["desk"]), place="抽屉", valid_from=date(2020, 1, 1).isoformat(),
        )["id"]
    )  # fmt: skip
    its["sealed_paper"] = str(issue(actor=act, mode="wet", **given)["id"])
    documents.confirm_seal(actor=side.actor("desk"), paper=its["sealed_paper"])
    its["wet_paper"] = str(issue(actor=act, mode="wet", **given)["id"])
    _electronic(side, given)
    its["printer"] = str(
        documents.add_printer(actor=act, code=side.letter, name="激光", window=f"{side.letter}1")["id"]
    )
    sent = documents.send_to_printer(actor=act, paper=its["wet_paper"], printer=its["printer"])
    its["print_job"] = str(sent["id"])
    documents.mark_printed(actor=act, paper=its["sealed_paper"])
    documents.publish_template_words(actor=act, kind="receipt", texts={"note": f"{side.letter}区请走东门"}, base=0)
    documents.set_paper_habit(actor=act, department_id=its["department"], service_receipt=False)
    scan = documents.attach_scan(
        actor=act, paper=its["sealed_paper"], name="a.png", content_type="image/png", data=PNG + side.letter.encode()
    )
    its["paper_scan"] = str(scan["file"])


def revised(side: Any) -> None:
    """Other words on two papers, asked for by two people."""
    other = replace(side.actor("system"), capabilities=frozenset({"guide.propose"}))
    for name, who, kind in (("revision", other, "notice"), ("own_revision", side.actor(), "refusal")):
        wanted = {"texts": {"note": f"{side.letter}区请走西门"}, "reason": "东门施工"}
        side.its[name] = str(revisions.propose_words(actor=who, kind=kind, **wanted)["id"])


def _electronic(side: Any, given: dict[str, Any]) -> None:
    """Issued while a service is connected; what the service would have given back is handed in."""
    from django.test import override_settings

    with override_settings(YICHUANG_SEAL_SERVICE="tests.connected"):
        made = issue(actor=side.system, mode="electronic", **given)
    with reading(side.system):
        frozen = {c: documents.paper_bytes(side.system, "case:none", UUID(made["id"]), c).pdf for c in documents.COPIES}
    documents.record_electronic_seal(
        actor=side.system, paper=made["id"], service="测试印章服务", serials={},
        sealed={c: pdf + b"\n%sealed" for c, pdf in frozen.items()},
    )  # fmt: skip
