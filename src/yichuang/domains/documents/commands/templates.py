"""The words of a center on its papers: published as a new version, for papers from now on."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Refused

from ..models import TemplateWords
from ..template_words import checked, in_force


@command("documents.publish_template_words", needs="place.manage")
def publish_template_words(work: Work, *, kind: str, texts: dict[str, str], base: int) -> dict[str, Any]:
    """New papers of this kind take these texts; both empty is the built-in form again. Papers that exist stay as they are.

    `base` is the version that the person had before him: when another has been published since, this one is refused.
    """
    said, old = checked(kind, texts), in_force(work.center_id, kind)
    if old.version != base:
        raise Refused("words.changed_meanwhile", version=old.version, name=old.by_name)
    if said == {"note": old.note, "ask": old.ask}:
        raise Refused("words.unchanged")
    try:
        with transaction.atomic():
            row = TemplateWords.objects.create(
                center_id=work.center_id, kind=kind, version=base + 1, at=work.at, by_id=work.actor.id,
                by_name=work.actor.name, **said,
            )  # fmt: skip
    except IntegrityError:  # somebody published the same version in this moment
        first = in_force(work.center_id, kind)
        raise Refused("words.changed_meanwhile", version=first.version, name=first.by_name) from None
    work.audit(
        "paper.words_published", f"template:{kind}",
        before={"version": old.version, "note": old.note, "ask": old.ask}, after={"version": row.version, **said},
    )  # fmt: skip
    return {"kind": kind, "version": row.version}
