"""How the processes of the house hold together: children die with their parent, and files are locked by who still lives."""

import ctypes
import fcntl
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(sig: int = signal.SIGKILL) -> None:
    """Ask the kernel to send this process `sig` when its parent ends, however it ends."""
    _libc.prctl(PR_SET_PDEATHSIG, int(sig), 0, 0, 0)


def dying_with(parent: int, sig: int) -> Callable[[], None]:
    """A preexec function; covers the moment in which the parent died before the kernel was asked."""

    def before_exec() -> None:
        die_with_parent(sig)
        if os.getppid() != parent:
            os._exit(1)

    return before_exec


def lock(path: Path, *, shared: bool = False, wait: bool = False) -> IO[str] | None:
    """Hold a file's lock until the returned file is closed or this process ends; None when another holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    held = path.open("a+")
    kind = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
    try:
        fcntl.flock(held, kind)
    except BlockingIOError:
        held.close()
        return None
    return held


def is_locked(path: Path) -> bool:
    """True while another process holds the file exclusively."""
    probe = lock(path, shared=True)
    if probe is None:
        return True
    probe.close()
    return False


def living_in(folder: Path, name: str) -> list[int]:
    """The processes called `name` that work in a folder (PostgreSQL's all work in their data folder)."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if (entry / "comm").read_text().strip() == name and os.readlink(entry / "cwd") == str(folder):
                found.append(int(entry.name))
        except OSError:
            continue  # ended meanwhile, or not ours to look at
    return sorted(found)
