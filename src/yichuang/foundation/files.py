"""Files by content: bytes in the data folder under their SHA-256, a row per keeping.

Bytes are on disk (fsynced) before the row commits, so a row never points at nothing; bytes that a rolled-back act left
without a row are harmless and stay.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from .actor import Actor
from .command import Work
from .errors import Invalid, Missing
from .models import StoredFile

LIMIT = 20 * 1024 * 1024
TYPES = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/svg+xml": b"<svg",
}

AUDIO = {
    "audio/webm": b"\x1aE\xdf\xa3",
    "audio/ogg": b"OggS",
    "audio/wav": b"RIFF",
    "audio/mp4": b"\x00\x00\x00",
}
"""What a browser's recorder makes. Only who asks for it may keep it."""


@dataclass(frozen=True, slots=True)
class FileRef:
    """`size` in bytes, `digest` hex SHA-256."""

    id: UUID
    name: str
    content_type: str
    size: int
    digest: str


def keep(
    work: Work, name: str, content_type: str, data: bytes, *, field: str = "file", types: Mapping[str, bytes] = TYPES
) -> FileRef:
    """Store a file in the command's transaction. The content must look like its type; Invalid names `field` otherwise."""
    if not data:
        raise Invalid("file.empty", field=field)
    if len(data) > LIMIT:
        raise Invalid("file.too_large", field=field, limit_mb=LIMIT // 1024 // 1024)
    magic = types.get(content_type)
    if magic is None or not data.lstrip()[: len(magic)] == magic:
        raise Invalid("file.type", field=field, content_type=content_type)
    digest = hashlib.sha256(data).hexdigest()
    _write(digest, data)
    row = StoredFile.objects.create(
        center_id=work.center_id,
        digest=digest,
        size=len(data),
        name=Path(name).name[:200] or "file",
        content_type=content_type,
        kept_at=work.at,
        kept_by=work.actor.id,
    )
    return FileRef(row.pk, row.name, content_type, row.size, digest)


def read(actor: Actor, file_id: UUID) -> tuple[FileRef, bytes]:
    """The file and its bytes, within the open scope; Missing when it is another center's. One query."""
    row = StoredFile.objects.filter(pk=file_id, center_id__in=actor.reads).first()
    if row is None:
        raise Missing("object.missing")
    ref = FileRef(row.pk, row.name, row.content_type, row.size, row.digest)
    return ref, path_of(row.digest).read_bytes()


def path_of(digest: str) -> Path:
    """Where bytes with this digest lie."""
    return Path(settings.DATA_DIR) / "files" / digest[:2] / digest


def _write(digest: str, data: bytes) -> None:
    path = path_of(digest)
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{digest}.{os.getpid()}.part")
    with draft.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
