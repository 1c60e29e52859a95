"""Every read of the voice; each needs an open scope."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.foundation import files
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from .models import Clip


@dataclass(frozen=True, slots=True)
class ClipView:
    """One recording that the center has."""

    name: str
    content_type: str
    recorded_at: datetime
    recorded_by: str


def clips(actor: Actor) -> dict[str, ClipView]:
    """The recordings of the center by name. One statement."""
    rows = Clip.objects.filter(center_id=actor.center_id)
    return {r.name: ClipView(r.name, r.content_type, r.recorded_at, r.recorded_by) for r in rows}


def clip(actor: Actor, name: str) -> tuple[str, bytes]:
    """(type, bytes) of a recording. Two statements."""
    row = Clip.objects.filter(center_id=actor.center_id, name=name).first()
    if row is None:
        raise Missing("voice.no_clip")
    return row.content_type, files.read(actor, row.file_id)[1]
