"""Processor time and memory of the running house by part: pages, streams, jobs, database; and of the load itself."""

import os
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import machine

PARTS = ("web", "streams", "jobs", "other", "database", "load")


@dataclass(slots=True)
class Reading:
    """One moment: processor seconds used so far and resident MB by part, open files of pages and streams."""

    at: float = 0.0
    cpu: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PARTS, 0.0))
    memory: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PARTS, 0.0))
    files: int = 0
    load: float = 0.0


def read(root: int, data: Path) -> Reading:
    """Of the tree below `root` and its database on `data`."""
    found = Reading(at=time.monotonic(), load=os.getloadavg()[0])
    servers = machine.servers_in(data)
    for pid in machine.tree(root) | servers:
        part = "database" if pid in servers else _part(pid)
        found.cpu[part] += machine.used(pid)
        found.memory[part] += _resident(pid)
        if part in ("web", "streams"):
            found.files = max(found.files, _files(pid))
    own = resource.getrusage(resource.RUSAGE_SELF)
    found.cpu["load"], found.memory["load"] = own.ru_utime + own.ru_stime, _resident(os.getpid())
    return found


def share(stretches: Sequence[tuple[Reading, Reading]]) -> dict[str, float]:
    """Cores used on average by each part, over these stretches together."""
    took = max(sum(after.at - before.at for before, after in stretches), 0.001)
    return {part: sum(after.cpu[part] - before.cpu[part] for before, after in stretches) / took for part in PARTS}


def _part(pid: int) -> str:
    try:
        given = (Path("/proc") / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return "other"
    role = next((e.split(b"=yichuang-")[1].decode() for e in given if e.startswith(b"YICHUANG_PROCESS=yichuang-")), "")
    return role if role in PARTS else "other"


def _resident(pid: int) -> float:
    try:
        lines = (Path("/proc") / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def _files(pid: int) -> int:
    try:
        return len(list((Path("/proc") / str(pid) / "fd").iterdir()))
    except OSError:
        return 0
