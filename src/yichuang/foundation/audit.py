"""The log of who did what: chained per center by HMAC-SM3, anchored to files, verifiable by command.

Each line's mac covers the line and the mac before it; the head row seals the last place. Who owns the database but not the
key cannot forge a mac; who removes the tail and the head's memory of it is contradicted by the anchor file.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes, hmac
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections

from .actor import Actor
from .ids import uuid7

COLUMNS = (
    "id", "center_id", "seq", "at", "actor_kind", "actor_id", "actor_name", "actor_post", "channel", "device_id",
    "request_id", "action", "subject", "before", "after", "reason",
)  # fmt: skip


@dataclass(slots=True)
class Line:
    """An entry that waits for its place in the chain."""

    action: str
    subject: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What `verify` found: which center, at which place, what is wrong there."""

    center_id: UUID
    seq: int
    kind: str  # altered | missing | tail_missing | head_altered | head_missing | anchor_contradicted | anchor_altered
    detail: str = ""


@dataclass(slots=True)
class Report:
    """`lines` counts the entries that were read."""

    centers: int = 0
    lines: int = 0
    faults: list[Fault] = field(default_factory=list)


def _mac(*parts: str) -> str:
    engine = hmac.HMAC(settings.AUDIT_KEY, hashes.SM3())
    engine.update("\x1f".join(parts).encode())
    return engine.finalize().hex()


def _canonical(row: dict[str, Any]) -> str:
    plain = {k: row[k] for k in COLUMNS}
    plain["at"] = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)


def head_seal(center_id: UUID, seq: int, mac: str) -> str:
    """The head row's own mac: it cannot be moved back by hand."""
    return _mac("head", str(center_id), str(seq), mac)


def chain(
    actor: Actor, center_id: UUID, at: datetime, lines: Iterable[Line], seq: int, mac: str
) -> tuple[list[dict[str, Any]], int, str]:
    """Give each waiting line its place after (seq, mac). Pure but for the key and the new ids."""
    rows = []
    for line in lines:
        seq += 1
        row: dict[str, Any] = {
            "id": uuid7(), "center_id": center_id, "seq": seq, "at": at,
            "actor_kind": actor.kind, "actor_id": actor.id, "actor_name": actor.name, "actor_post": actor.post,
            "channel": actor.channel, "device_id": actor.device_id, "request_id": actor.request_id,
            "action": line.action, "subject": line.subject,
            "before": _plain(line.before), "after": _plain(line.after), "reason": line.reason,
        }  # fmt: skip
        row["mac"] = mac = _mac(mac, _canonical(row))
        rows.append(row)
    return rows, seq, mac


def _plain(value: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if value is None else json.loads(json.dumps(value, cls=DjangoJSONEncoder))


# ---- verification: run as the owner, over every center ----


def verify(alias: str = "owner", *, folder: Path | None = None) -> Report:
    """Walk every chain from its first line, then compare with the head rows and the anchor files.

    Reads all audit rows of the installation, a center at a time, through the given connection, which must see every row
    (the owner, whom the policies do not bind); nothing is written. `folder` holds the anchors of a backup.
    """
    report, anchors = Report(), folder or _folder()
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT center_id, seq, mac, seal FROM foundation_audithead")
        heads = {row[0]: row[1:] for row in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT center_id FROM foundation_auditentry")
        centers = sorted({row[0] for row in cursor.fetchall()} | set(heads) | set(_anchored_centers(anchors)), key=str)
    for center_id in centers:
        report.centers += 1
        report.faults += list(_verify_center(alias, center_id, heads.get(center_id), report, anchors))
    return report


def _verify_center(
    alias: str, center_id: UUID, head: tuple[int, str, str] | None, report: Report, anchors: Path
) -> Iterator[Fault]:
    expected, mac, macs = 1, "", {}
    for row in _rows(alias, center_id):
        report.lines += 1
        if row["seq"] != expected:
            yield Fault(center_id, expected, "missing", f"{row['seq'] - expected} line(s) before {row['seq']}")
        if _mac(mac, _canonical(row)) != row["mac"] and row["seq"] == expected:
            yield Fault(center_id, row["seq"], "altered", f"{row['action']} {row['subject']}")
        mac, expected = row["mac"], row["seq"] + 1
        macs[row["seq"]] = mac
    last = expected - 1
    if head is None:
        yield Fault(center_id, last, "head_missing")
    else:
        seq, head_mac, seal = head
        if seal != head_seal(center_id, seq, head_mac):
            yield Fault(center_id, seq, "head_altered")
        elif seq > last:
            yield Fault(center_id, last + 1, "tail_missing", f"the head knows {seq} lines, {last} are there")
        elif seq < last or macs.get(seq, "") != head_mac:
            yield Fault(center_id, seq + 1 if seq < last else seq, "altered", "the tail is not the one the head sealed")
    for seq, anchored in _anchors(anchors, center_id):
        if anchored is None:
            yield Fault(center_id, seq, "anchor_altered")
        elif macs.get(seq) != anchored:
            yield Fault(center_id, seq, "anchor_contradicted", "this place was anchored with another content")


def _rows(alias: str, center_id: UUID) -> Iterator[dict[str, Any]]:
    columns = ", ".join(f'"{c}"' for c in (*COLUMNS, "mac"))
    place = 0
    while True:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM foundation_auditentry WHERE center_id = %s AND seq > %s"
                " ORDER BY seq LIMIT 5000",
                [center_id, place],
            )
            page = [dict(zip((*COLUMNS, "mac"), row, strict=True)) for row in cursor.fetchall()]
        for row in page:
            for key in ("before", "after"):
                if isinstance(row[key], str):
                    row[key] = json.loads(row[key])
            yield row
        if not page:
            return
        place = page[-1]["seq"]


# ---- anchors: the chain's memory outside the database ----


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "anchors"


def anchor(alias: str = "default", *, at: datetime, center_id: UUID | None = None) -> int:
    """Append each head that moved since its last anchor to the center's anchor file, fsynced. Returns how many."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with connections[alias].cursor() as cursor:
        where, params = ("", []) if center_id is None else (" WHERE center_id = %s", [center_id])
        cursor.execute(f"SELECT center_id, seq, mac FROM foundation_audithead{where}", params)
        heads = cursor.fetchall()
    written = 0
    for head_center, seq, mac in heads:
        path = _folder() / f"{head_center}.jsonl"
        last = path.read_text().splitlines()[-1:] if path.exists() else []
        if seq == 0 or (last and json.loads(last[0]).get("seq") == seq):
            continue
        stamp = at.astimezone(UTC).isoformat()
        note = {"seq": seq, "mac": mac, "at": stamp, "seal": _mac("anchor", str(head_center), str(seq), mac, stamp)}
        with path.open("a") as out:
            out.write(json.dumps(note) + "\n")
            out.flush()
            os.fsync(out.fileno())
        written += 1
    return written


def _anchored_centers(folder: Path) -> list[UUID]:
    return [UUID(p.stem) for p in folder.glob("*.jsonl")] if folder.exists() else []


def _anchors(folder: Path, center_id: UUID) -> Iterator[tuple[int, str | None]]:
    path = folder / f"{center_id}.jsonl"
    if not path.exists():
        return
    for text in path.read_text().splitlines():
        note = json.loads(text)
        seal = _mac("anchor", str(center_id), str(note["seq"]), note["mac"], note["at"])
        yield note["seq"], note["mac"] if seal == note["seal"] else None
