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


def servers_in(data: Path) -> set[int]:
    """PostgreSQL's processes that work on a data folder, whoever their parent is."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            ours = entry.name.isdigit() and (entry / "comm").read_text().strip() == "postgres"
            if ours and Path(os.readlink(entry / "cwd")).is_relative_to(data.resolve()):
                found.add(int(entry.name))
        except OSError:
            continue
    return found


def tree(root: int) -> set[int]:
    """Every living process below `root`, itself included."""
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
    return found


class Meter:
    """Processor seconds of the server's tree since `start`, split into the program and its database."""

    def __init__(self, root: int, data: Path) -> None:
        self.root, self.data = root, data
        self.start()

    def start(self) -> None:
        """Begin to count again."""
        self._before = self._read()

    def read(self) -> tuple[float, float]:
        """(program, database) seconds. Children that ended meanwhile are counted: their parent has inherited their time."""
        now = self._read()
        return now[0] - self._before[0], now[1] - self._before[1]

    def _read(self) -> tuple[float, float]:
        servers = servers_in(self.data)
        program = sum(used(pid) for pid in tree(self.root) - servers)
        return program, sum(used(pid) for pid in servers)


def used(pid: int) -> float:
    """Processor seconds of one process so far, with those of its children that ended; 0 when it is gone."""
    try:
        fields = (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return 0.0
    return sum(int(f) for f in fields[11:15]) / TICK
