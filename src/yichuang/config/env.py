"""Readers of the environment: each gives a typed value or ends the start with one sentence that names the variable."""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def _raw(name: str) -> str | None:
    """NAME, or the contents of the file that NAME_FILE names; both at once is refused."""
    direct, by_file = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if direct and by_file:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    if by_file:
        try:
            return Path(by_file).read_text().strip()
        except OSError as no:
            raise ImproperlyConfigured(f"{name}_FILE names {by_file}, which cannot be read: {no.strerror}.") from None
    return direct


def text(name: str, default: str) -> str:
    """Any text; an empty variable counts as not set."""
    return _raw(name) or default


def boolean(name: str, *, default: bool) -> bool:
    """1/true/yes/on or 0/false/no/off, in any case."""
    raw = (_raw(name) or "").strip().lower()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {raw!r}.")


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number between two bounds."""
    raw = _raw(name)
    if not raw:
        return default
    if not raw.strip().isdigit() or not low <= int(raw) <= high:
        raise ImproperlyConfigured(f"{name} must be a whole number from {low} to {high}, not {raw!r}.")
    return int(raw)


def choice(name: str, choices: dict[str, Any], default: str) -> Any:
    """One of the named choices; gives what it stands for."""
    raw = _raw(name) or default
    if raw not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(choices))}, not {raw!r}.")
    return choices[raw]


def secret(name: str, path: Path) -> str:
    """The variable, else the file in the data folder, made once (0600) when it is not there."""
    given = _raw(name)
    if given is not None:
        if len(given) < 32:
            raise ImproperlyConfigured(f"{name} is too short: at least 32 characters are needed.")
        return given
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            draft = path.with_name(f".{path.name}.{os.getpid()}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(48))
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)  # another process that came first keeps its secret
            draft.unlink()
        return path.read_text().strip()
    except OSError as no:
        raise ImproperlyConfigured(f"The secret {path} cannot be read or made: {no.strerror}.") from None


def database(name: str, *, pool: int, fallback: str = "") -> dict[str, Any]:
    """A PostgreSQL address (postgresql://user:password@host:port/name) as Django's dictionary. The embedded server sets it."""
    raw = _raw(name) or (_raw(fallback) if fallback else None) or "postgresql://yichuang_app@127.0.0.1:1/yichuang"
    parts = urlsplit(raw)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/name.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or "127.0.0.1"
    port = options.pop("port", None) or str(parts.port or 5432)
    options["application_name"] = os.environ.get("YICHUANG_PROCESS", "yichuang")
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "yichuang.config.database",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
    }
