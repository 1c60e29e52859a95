"""The machine, and how much processor time a tree of processes has used."""

import os
import platform
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def describe() -> list[str]:
    """One line each: processor, memory, kernel, Python."""
    model = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "?")
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return [
        f"{os.cpu_count()} cores, {model}",
        f"{memory / 1024 / 1024:.0f} GB memory",
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}",
        f"load average before the start {os.getloadavg()[0]:.2f}",
    ]


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def tree(root: int) -> dict[int, str]:
    """Every living process below `root`, itself included, with its command line."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
    found = {root}
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        grown = bool(more)
        found |= more
    return {pid: _command(pid) for pid in found}


def _command(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


class Meter:
    """Processor seconds of the server's tree since `start`, split into the program and its database."""

    def __init__(self, root: int) -> None:
        self.root = root
        self.start()

    def start(self) -> None:
        """Begin to count again."""
        self._before = self._read()

    def read(self) -> tuple[float, float]:
        """(program, database) seconds. A process that ended in between is lost; pools keep them alive."""
        program = database = 0.0
        for pid, (seconds, command) in self._read().items():
            used = seconds - self._before.get(pid, (0.0, ""))[0]
            if command.startswith("postgres") or "/postgres" in command.split(" ")[0]:
                database += used
            else:
                program += used
        return program, database

    def _read(self) -> dict[int, tuple[float, str]]:
        used = {}
        for pid, command in tree(self.root).items():
            try:
                fields = (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            used[pid] = ((int(fields[11]) + int(fields[12])) / TICK, command)
        return used
