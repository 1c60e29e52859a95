"""Every write of the voice."""

from typing import Any

from yichuang.foundation import files
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing

from .models import Clip
from .rules import CLIPS, kind_of

LIMIT = 300 * 1024
"""Bytes of one clip: a word or two."""


@command("voice.keep_clip", needs="place.manage")
def keep_clip(work: Work, *, name: str, content_type: str, data: bytes) -> dict[str, Any]:
    """Keep a recording; the one that was there before is no longer played."""
    if name not in CLIPS:
        raise Invalid("voice.unknown_clip", field="name", clip=name)
    if len(data) > LIMIT:
        raise Invalid("voice.too_long", field="file", limit_kb=LIMIT // 1024)
    kind = kind_of(content_type, data)
    if data and kind is None:
        raise Invalid("voice.type", field="file")
    kept = files.keep(work, f"{name}.audio", kind or content_type, data, types=files.AUDIO)
    fresh = {
        "file_id": kept.id,
        "content_type": kept.content_type,
        "recorded_at": work.at,
        "recorded_by": work.actor.name,
    }
    Clip.objects.update_or_create(center_id=work.center_id, name=name, defaults=fresh)
    work.audit("voice.clip_kept", f"clip:{name}", after={"said": CLIPS[name], "size": kept.size, "digest": kept.digest})
    work.live("voice")
    return {"name": name, "size": kept.size}


@command("voice.drop_clip", needs="place.manage")
def drop_clip(work: Work, *, name: str) -> dict[str, Any]:
    """Play a recording no more."""
    gone, _ = Clip.objects.filter(center_id=work.center_id, name=name).delete()
    if not gone:
        raise Missing("voice.no_clip")
    work.audit("voice.clip_dropped", f"clip:{name}", before={"said": CLIPS[name]})
    work.live("voice")
    return {"name": name}
