"""Publishing the center's words on a kind of paper, for the page that does it at once and for a revision that was checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yichuang.foundation.command import Work
from yichuang.foundation.errors import Refused

from .models import TemplateWords
from .template_words import checked, newest


def plan_words(center_id: UUID, kind: str, texts: Mapping[str, str]) -> tuple[int, dict[str, str], dict[str, str]]:
    """(version it starts from, words now, words wanted) of a change that is not published yet. One statement."""
    said, old = checked(kind, texts), newest(center_id, kind)
    now = {"note": old.note, "ask": old.ask}
    if said == now:
        raise Refused("words.unchanged")
    return old.version, now, said


def publish_words(
    work: Work, kind: str, texts: Mapping[str, str], base: int, *, effective_from: date | None = None
) -> int:
    """A new version for papers from that day on (None: from now), inside another act's transaction. Gives its number."""
    said, old = checked(kind, texts), newest(work.center_id, kind)
    if old.version != base:
        raise Refused("words.changed_meanwhile", version=old.version, name=old.by_name)
    if said == {"note": old.note, "ask": old.ask}:
        raise Refused("words.unchanged")
    if old.effective_from and old.effective_from > (effective_from or work.today):
        raise Refused("words.later_version", day=old.effective_from.isoformat())
    try:
        with transaction.atomic():
            row = TemplateWords.objects.create(
                center_id=work.center_id, kind=kind, version=base + 1, at=work.at, by_id=work.actor.id,
                by_name=work.actor.name, effective_from=effective_from, **said,
            )  # fmt: skip
    except IntegrityError:  # somebody published the same version in this moment
        first = newest(work.center_id, kind)
        raise Refused("words.changed_meanwhile", version=first.version, name=first.by_name) from None
    work.audit(
        "paper.words_published", f"template:{kind}",
        before={"version": old.version, "note": old.note, "ask": old.ask},
        after={"version": row.version, "from": effective_from, **said},
    )  # fmt: skip
    return row.version
