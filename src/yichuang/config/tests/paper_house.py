"""What the test of a restore does inside a house, as a process of its own: `python -m … DATA issue|read {"codes": […]}`.

`issue` makes a paper of every kind in the demo center, voids one and corrects one; both acts print what every paper is: kind, number, code,
state, the digests of its bytes as they are given out, and whether its verification page says what the paper says.
"""

import hashlib
import json
import sys
from typing import Any
from uuid import UUID

from yichuang.config.cli.house import House, start_django


def issue() -> list[str]:
    """The codes of all papers that were made."""
    from yichuang.domains.documents import api as documents
    from yichuang.domains.documents import samples
    from yichuang.domains.places import api as places
    from yichuang.foundation.actor import Actor
    from yichuang.foundation.command import Work, command
    from yichuang.foundation.scope import reading

    actor = Actor.system(places.center_by_code("demo").id, name="李秋实", channel="cli")
    with reading(actor):
        unit = str(places.departments(actor.center_id)[0].id)  # type: ignore[arg-type]

    @command("tests.house_paper", needs="case.accept")
    def paper(work: Work, *, kind: str) -> dict[str, Any]:
        data = samples.sample(kind)
        ref = documents.issue_paper(work, kind, data, department_id=UUID(unit), subject="case:house")
        return {"id": ref.id}

    made = [paper(actor=actor, kind=kind)["id"] for kind in samples.ALL]
    documents.void_paper(actor=actor, paper=made[0], reason="写错")
    documents.correct_paper(actor=actor, paper=made[3], changes={"applicant.name": "云岭区张记"}, reason="名称写错")
    with reading(actor):
        return [p.code for p in documents.papers_of(actor, "case:house")]


def read(codes: list[str]) -> list[dict[str, Any]]:
    """Each paper by its code, as its verification page and its bytes say."""
    from django.test import Client

    from yichuang.domains.documents import api as documents
    from yichuang.domains.places import api as places
    from yichuang.foundation.actor import Actor
    from yichuang.foundation.scope import reading

    actor = Actor.system(places.center_by_code("demo").id, channel="cli")
    with reading(actor):
        papers = {p.code: p for p in documents.papers_of(actor, "case:house")}
        bytes_of = {
            (code, copy): documents.paper_bytes(actor, "case:house", papers[code].id, copy).pdf
            for code in codes for copy in documents.COPIES
        }  # fmt: skip
    found = []
    for code in codes:
        paper, facts, page = papers[code], documents.verify(code), Client().get(f"/v/{code}/")
        said = page.content.decode()
        found.append({
            "kind": paper.kind, "number": facts.number_text, "code": code, "state": facts.state,
            "service": hashlib.sha256(bytes_of[code, "service"]).hexdigest(),
            "archive": hashlib.sha256(bytes_of[code, "archive"]).hexdigest(),
            "page": str(page.status_code == 200 and facts.number_text in said and facts.digest in said),
            "digest": str(facts.digest == hashlib.sha256(bytes_of[code, "service"]).hexdigest()),
        })  # fmt: skip
    assert all(f["page"] == "True" and f["digest"] == "True" for f in found), found
    return found


def main(data: str, act: str, given: str) -> None:
    with House.at(data).database():
        start_django()
        codes = issue() if act == "issue" else json.loads(given)["codes"]
        print(json.dumps(read(codes)))


if __name__ == "__main__":
    main(*sys.argv[1:4])
