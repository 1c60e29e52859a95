"""What the test runs keep from one to the next: where it lies, and for which state of the code it holds."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("YICHUANG_TEST_HOME", Path(__file__).resolve().parents[3] / ".cache" / "test"))


@contextmanager
def only_one(what: str) -> Iterator[None]:
    """One process at a time makes it; the others wait and find it made."""
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@lru_cache
def fingerprint(*, demo: bool = False) -> str:
    """Of everything that decides the schema; with `demo`, also what decides the sample center."""
    digest = hashlib.sha256()
    paths = [
        *ROOT.rglob("models*.py"),
        *ROOT.rglob("migrations/*.py"),
        ROOT / "foundation" / "rls.py",
        ROOT / "config" / "testing.py",
        Path(__file__),
    ]
    if demo:
        rooms = ("places", "people", "catalog", "queueing")
        paths += [*ROOT.glob("sample/*"), *(p for r in rooms for p in ROOT.glob(f"domains/{r}/**/*.py"))]
    for path in sorted(p for p in paths if p.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
