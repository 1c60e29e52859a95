"""The words of a center on its papers: published as a new version, for papers from now on."""

from __future__ import annotations

from typing import Any

from yichuang.foundation.command import Work, command

from ..revising import publish_words


@command("documents.publish_template_words", needs="place.manage")
def publish_template_words(work: Work, *, kind: str, texts: dict[str, str], base: int) -> dict[str, Any]:
    """New papers of this kind take these texts; both empty is the built-in form again. Papers that exist stay as they are.

    `base` is the version that the person had before him: when another has been published since, this one is refused.
    """
    return {"kind": kind, "version": publish_words(work, kind, texts, base)}
