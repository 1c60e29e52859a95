"""What every command needs first: which data folder, which database, and Django when it is wanted."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yichuang.config import postgres

ROOT = Path(__file__).resolve().parents[4]


class Stop(Exception):
    """Ends the command with one sentence on standard error and a non-zero code."""


@dataclass(frozen=True, slots=True)
class House:
    """One installation: the data folder, and whether its database is the embedded one."""

    data: Path

    @classmethod
    def at(cls, data: str | None) -> "House":
        """`--data`, else YICHUANG_DATA_DIR, else `var` in the program's folder. The settings read it from the environment."""
        folder = Path(data or os.environ.get("YICHUANG_DATA_DIR") or ROOT / "var").absolute()
        os.environ["YICHUANG_DATA_DIR"] = str(folder)
        return cls(folder)

    @property
    def embedded(self) -> bool:
        """Whether the program brings its own database, as it does unless it was given an address."""
        return not (os.environ.get("YICHUANG_DATABASE_URL") or os.environ.get("YICHUANG_DATABASE_URL_FILE"))

    @contextmanager
    def database(self) -> Iterator[postgres.Server | None]:
        """Hold the database: the embedded server is started when it is down and stops again when nobody holds it."""
        if not self.embedded:
            yield None
            return
        server = postgres.ensure(self.data, say=say)
        before = {name: os.environ.get(name) for name in server.environment()}
        os.environ.update(server.environment())
        try:
            yield server
        finally:
            for name, value in before.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})
            server.stop()


def say(text: str) -> None:
    """Progress, for people; standard output is kept for results."""
    print(f"yichuang: {text}", file=sys.stderr, flush=True)


def start_django(process: str = "yichuang-cli") -> None:
    """Load the settings and the apps. No pool: a command has one connection."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    os.environ.setdefault("YICHUANG_PROCESS", process)
    os.environ.setdefault("YICHUANG_DB_POOL", "0")
    import django

    django.setup()


def words(refusal: Any) -> str:
    """A refusal's sentence in the language of the terminal."""
    from django.utils import translation

    from yichuang.foundation.errors import sentence

    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    with translation.override("zh-hans" if said.startswith("zh") else "en"):
        return sentence(refusal)
