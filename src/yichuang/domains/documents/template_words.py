"""What a center may say on its papers in words of its own, and what it may not.

Two texts only: `note`, a line above the seal and the signatures, and `ask`, which goes on after the window's telephone in the
large-print strip. Everything else on a paper is the law's, the item's rule's or the clock's, and no command takes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.db.models import Q, QuerySet

from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Invalid

from . import fonts, printing, rendering, samples
from .framing import frame
from .kinds import KINDS, Kind
from .models import TemplateWords
from .numbers import number_text
from .types import WordsPreview, WordsRef

MOST = {"note": 120, "ask": 30}
"""The texts that are the center's, and how many characters each may have."""

LOCKED = ("title", "opening", "basis", "statement", "remedies", "when", "come_again", "bring")
BUILT_IN = WordsRef(0, "", "", None, "")
_CODE = "0000-0000-0000"


@dataclass(frozen=True, slots=True)
class LockedPart:
    """A part that the center cannot change, with the sample's words."""

    field: str
    text: str


def kind_of(kind: str) -> Kind:
    if kind not in KINDS:
        raise Invalid("paper.kind_unknown", field="kind", kind=kind)
    return KINDS[kind]


def cleaned(text: str) -> str:
    """One line, without characters that draw nothing (a direction mark could make it read other than it is)."""
    return " ".join("".join(c for c in text if c.isspace() or not printing.invisible(c)).split())


def checked(kind: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Both texts, fit to be published. Invalid names the first that is locked, too long or not to be printed."""
    k = kind_of(kind)
    for field in texts:
        if field not in MOST:
            raise Invalid("words.locked", field=field, part=field)
    said = {field: cleaned(str(texts.get(field, ""))) for field in MOST}
    for field, most in MOST.items():
        if len(said[field]) > most:
            raise Invalid("paper.text_too_long", field=field, most=most)
        if rare := fonts.lacking(said[field]):
            raise Invalid("words.rare", field=field, characters="、".join(rare))
    if said["ask"] and not k.when_label:
        raise Invalid("words.no_strip", field="ask", paper=k.label)
    return said


def in_force(center_id: UUID, kind: str, on: date) -> WordsRef:
    """The version that a paper of that day takes. One statement, by the index of the versions."""
    row = _come(on).filter(center_id=center_id, kind=kind).order_by("-version").first()
    return _ref(row) if row else BUILT_IN


def newest(center_id: UUID, kind: str) -> WordsRef:
    """The last version that was published, whether its day has come or not. One statement."""
    row = TemplateWords.objects.filter(center_id=center_id, kind=kind).order_by("-version").first()
    return _ref(row) if row else BUILT_IN


def _come(on: date) -> QuerySet[TemplateWords]:
    return TemplateWords.objects.filter(Q(effective_from=None) | Q(effective_from__lte=on))


def template_words(actor: Actor) -> dict[str, WordsRef]:
    """The version in force today of every kind. One query."""
    assert actor.center_id is not None
    today = clock.center_day(clock.now(), zone_of(actor.center_id))
    rows = _come(today).filter(center_id__in=actor.reads).order_by("kind", "-version").distinct("kind")
    found = {row.kind: _ref(row) for row in rows}
    return {kind: found.get(kind, BUILT_IN) for kind in KINDS}


def template_history(actor: Actor, kind: str) -> list[WordsRef]:
    """Every version that was published, the newest first. One query."""
    kind_of(kind)
    rows = TemplateWords.objects.filter(center_id__in=actor.reads, kind=kind).order_by("-version")
    return [_ref(row) for row in rows]


def locked_parts(kind: str) -> list[LockedPart]:
    """The parts of this kind that are not the center's, as its sample words them; parts it does not have are left out."""
    k, data = kind_of(kind), samples.sample(kind)
    words = {name: getattr(data.wording, name, "") or getattr(data.plain, name, "") for name in LOCKED}
    strip = ("when", "come_again", "bring")
    return [LockedPart(f, text) for f, text in words.items() if text and (k.when_label or f not in strip)]


def preview_words(kind: str, texts: Mapping[str, str], *, at: datetime | None = None) -> WordsPreview:
    """The sample's first page with these words, and what is wrong with them. Writes nothing, and touches no table."""
    k = kind_of(kind)
    said = {field: cleaned(str(texts.get(field, "")))[:most] for field, most in MOST.items()}
    shown, blanks = printing.fit_for_print(dict(said))
    long = tuple(f for f, most in MOST.items() if len(cleaned(str(texts.get(f, "")))) > most)
    words = WordsRef(0, shown["note"], shown["ask"] if k.when_label else "", None, "")
    pages = _laid_out(k, words, at or clock.now())
    rare = tuple(dict.fromkeys(b["character"] for b in blanks))
    return WordsPreview(png=pages[0], pages=len(pages), pages_before=_pages_before(kind), rare=rare, too_long=long)


@cache
def _pages_before(kind: str) -> int:
    """How many pages the sample has without added words; once a process, since templates do not change in it."""
    return len(_laid_out(KINDS[kind], BUILT_IN, clock.now()))


def _laid_out(k: Kind, words: WordsRef, at: datetime) -> list[bytes]:
    data = samples.sample(k.code)
    values, blanks = printing.fit_for_print(printing.stored(data))
    number = number_text(data.organ.short, k.nature, at.year, 1)
    framed = frame(k, data, number=number, code=_CODE, address=_CODE, hand_filled=bool(blanks), words=words)
    return rendering.pictures(k.layout, values, framed, dated=at)


def _ref(row: TemplateWords) -> WordsRef:
    return WordsRef(row.version, row.note, row.ask, row.at, row.by_name, row.effective_from)
