"""The port for electronic seals: a compliant seal service signs the frozen bytes and gives back the same file with its seal.

Which service is connected says the setting YICHUANG_SEAL_SERVICE (a dotted path of a class, see `SealService`). Where it is
empty there is none, and a department with electronic seals cannot issue papers: that is refused before a number is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .commands import note_seal_failure, record_electronic_seal
from .commands.sealing import purpose_of
from .models import Paper, PaperCopy


class SealRefused(Exception):
    """The service said no, or did not answer. Its text is shown to whoever waits for the seal."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The file with its seal, and the service's own number for this act. The file begins with the bytes that were sent."""

    pdf: bytes
    serial: str


class SealService(Protocol):
    """What a connection to a seal service must offer. `seal` may take seconds: it is called outside of any transaction."""

    name: str

    def seal(self, pdf: bytes, *, organ: str, purpose: str, number: str) -> Sealed:
        """Set the organ's seal for this purpose on a paper; raises SealRefused."""
        ...


@lru_cache(maxsize=1)
def _connect(path: str) -> SealService:
    return import_string(path)()  # type: ignore[no-any-return]


def connected() -> SealService | None:
    """The seal service of this installation, or None."""
    path = getattr(settings, "YICHUANG_SEAL_SERVICE", "")
    return _connect(path) if path else None


def seal_electronically(actor: Actor, paper_id: UUID) -> bool:
    """Have one paper sealed: read, ask the service, keep the answer. False when it goes on waiting, with the reason kept."""
    service = connected()
    with reading(actor):
        row = Paper.objects.filter(pk=paper_id, center_id__in=actor.reads, sealed_at=None, state="issued").first()
        if row is None or row.seal_mode != "electronic":
            return False
        frozen = {c.copy: bytes(c.pdf) for c in PaperCopy.objects.filter(paper=row)}
    if service is None:
        note_seal_failure(actor=actor, paper=str(paper_id), why="没有接入电子印章服务")
        return False
    organ = str(row.data["organ"]["name"])
    try:
        made = {
            copy: service.seal(pdf, organ=organ, purpose=purpose_of(row), number=row.number_text)
            for copy, pdf in frozen.items()
        }
    except SealRefused as no:
        note_seal_failure(actor=actor, paper=str(paper_id), why=str(no) or "电子印章服务没有说明原因")
        return False
    record_electronic_seal(
        actor=actor, paper=str(paper_id), service=service.name, sealed={c: s.pdf for c, s in made.items()},
        serials={c: s.serial for c, s in made.items()},
    )  # fmt: skip
    return True
