"""Every pair of what has happened to a paper and an act on it, through the real commands."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from yichuang.domains.documents import api as papers
from yichuang.domains.documents import commands, samples
from yichuang.domains.documents.commands.common import facts_of
from yichuang.domains.documents.lifecycle import PAPER_ACTS, Fact
from yichuang.domains.documents.models import Paper, PaperCopy, PaperPrint, PaperScan, PrintJob, SealedCopy
from yichuang.domains.documents.refusals import REFUSALS
from yichuang.foundation.command import known_commands
from yichuang.foundation.errors import Refused
from yichuang.foundation.models import Event, SeriesNumber
from yichuang.foundation.scope import reading

from .conftest import Hall
from .test_seals import WITH_SERVICE

PNG = b"\x89PNG\r\n\x1a\n"
WRITTEN = (Paper, PaperPrint, PaperScan, PrintJob, SealedCopy, SeriesNumber, Event)


@dataclass
class Desk:
    """A hall with one paper for each thing that can happen to it, each built once, each with a job at a printer."""

    hall: Hall
    printers: list[str]
    built: dict[tuple[str, str], str] = field(default_factory=dict)

    def paper(self, mode: str, fact: str) -> str:
        if (mode, fact) not in self.built:
            organ = samples.organ(seal_mode=mode)
            made = self.hall.issue("receipt", over=samples.receipt(organ=organ, samples=()))["id"]
            papers.send_to_printer(actor=self.hall.actor, paper=made, printer=self.printers[0])
            if fact != Fact.ISSUED:
                HAPPENS[(mode, fact) if (mode, fact) in HAPPENS else ("", fact)](self, made)
            self.built[mode, fact] = made
        return self.built[mode, fact]

    def sealed(self, paper: str) -> dict[str, Any]:
        """What a seal service would give back."""
        with reading(self.hall.actor):
            frozen = {c.copy: bytes(c.pdf) + b"\n% sealed" for c in PaperCopy.objects.filter(paper_id=paper)}
        return {"service": "测试签章", "sealed": frozen, "serials": {}}

    def job(self, paper: str) -> dict[str, Any]:
        with reading(self.hall.actor):
            return {"job": str(PrintJob.objects.get(paper_id=paper).pk)}

    def seen(self, paper: str) -> list[Any]:
        """Everything that an act on a paper may write."""
        with reading(self.hall.actor):
            jobs = list(PrintJob.objects.order_by("pk").values_list("state", flat=True))
            return [Paper.objects.filter(pk=paper).values().get(), jobs, *(m.objects.count() for m in WRITTEN)]

    def facts(self, paper: str) -> list[Fact]:
        with reading(self.hall.actor):
            return facts_of(Paper.objects.get(pk=paper))


HAPPENS: dict[tuple[str, str], Callable[[Desk, str], Any]] = {
    ("", Fact.PRINTED): lambda d, p: papers.mark_printed(actor=d.hall.actor, paper=p),
    ("wet", Fact.AT_SEAL): lambda d, p: papers.send_for_seal(actor=d.hall.actor, paper=p, place="302"),
    ("electronic", Fact.AT_SEAL): lambda d, p: papers.note_seal_failure(actor=d.hall.actor, paper=p, why="无应答"),
    ("wet", Fact.SEALED): lambda d, p: papers.confirm_seal(actor=d.hall.actor, paper=p),
    ("electronic", Fact.SEALED): lambda d, p: commands.record_electronic_seal(
        actor=d.hall.actor, paper=p, **d.sealed(p)
    ),
    ("", Fact.SIGNED): lambda d, p: papers.record_signing(actor=d.hall.actor, paper=p, mode="paper", signer="张云山"),
    ("", Fact.SERVED): lambda d, p: papers.record_service(actor=d.hall.actor, paper=p, mode="post", receiver="张云山"),
    ("", Fact.VOIDED): lambda d, p: papers.void_paper(actor=d.hall.actor, paper=p, reason="写错"),
}
BY_JOB = {"print_job_done", "cancel_print_job"}
MANY = {"seal_papers", "serve_papers"}
ELECTRONIC = {"record_electronic_seal", "note_seal_failure"}
HANDED = {"mode": "paper", "receiver": "张云山", "note": "补记"}
SAID: dict[str, dict[str, Any]] = {
    "mark_printed": {"reason": "卡纸"},
    "attach_scan": {"name": "a.png", "content_type": "image/png", "data": PNG},
    "cancel_print_job": {"reason": "不打了"},
    "note_seal_failure": {"why": "无应答"},
    "send_to_printer": {"reason": "墨迹不清"},
    "print_job_done": {},
    "confirm_seal": {},
    "seal_papers": {},
    "record_electronic_seal": {},
    "send_for_seal": {"place": "302"},
    "record_signing": {"mode": "paper", "signer": "张云山"},
    "record_service": HANDED,
    "serve_papers": HANDED,
    "correct_paper": {"changes": {"applicant.name": "张云珊"}, "reason": "写错"},
    "void_paper": {"reason": "写错"},
}
NO_TRACE = {("confirm_seal", Fact.SEALED), ("seal_papers", Fact.SEALED), ("record_electronic_seal", Fact.SEALED)}
"""Once more is allowed and does nothing."""


def run(desk: Desk, act: str, paper: str) -> None:
    named: dict[str, Any] = (
        {"papers": [paper]} if act in MANY else desk.job(paper) if act in BY_JOB else {"paper": paper}
    )
    more = desk.sealed(paper) if act == "record_electronic_seal" else {}
    more |= {"printer": desk.printers[1]} if act == "send_to_printer" else {}
    getattr(commands, act)(actor=desk.hall.actor, **named, **SAID[act], **more)


@pytest.fixture(scope="module")
def desk(unsaved_db: None) -> Iterator[Desk]:
    with WITH_SERVICE:
        hall = Hall("demo", demo=True)
        add = papers.add_printer
        two = [add(actor=hall.actor, code=c, name=c, place="大厅")["id"] for c in ("P1", "P2")]
        yield Desk(hall, two)


def test_every_command_on_a_paper_stands_in_the_table_and_is_played_here() -> None:
    mine = {n.removeprefix("documents."): c for n, c in known_commands().items() if n.startswith("documents.")}
    on_a_paper = {n for n, c in mine.items() if {"paper", "papers", "job"} & set(inspect.signature(c).parameters)}
    assert on_a_paper == set(PAPER_ACTS.acts) == set(SAID)
    assert {a.code(f) for a in PAPER_ACTS.acts.values() for f in Fact} - {""} <= set(REFUSALS)


@pytest.mark.parametrize("fact", list(Fact))
@pytest.mark.parametrize("act", list(PAPER_ACTS.acts))
def test_every_pair(desk: Desk, undone: Callable[[], Any], act: str, fact: Fact) -> None:
    rule, mode = PAPER_ACTS.acts[act], "electronic" if act in ELECTRONIC else "wet"
    paper = desk.paper(mode, fact)
    assert fact in desk.facts(paper)
    with undone():
        before, code = desk.seen(paper), rule.code(fact)
        if code:
            with pytest.raises(Refused) as no:
                run(desk, act, paper)
            assert no.value.code == code
            assert (no.value.facts["state"], no.value.facts["action"]) == (fact, act)
        else:
            run(desk, act, paper)
        changes = fact in rule.states and (act, fact) not in NO_TRACE
        assert (desk.seen(paper) != before) is changes, "what is refused leaves nothing, what is done leaves a trace"
