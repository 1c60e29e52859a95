"""Settings from the environment: what is nonsense is refused with one sentence that names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from yichuang.config import env


@pytest.mark.parametrize(
    ("given", "meant"), [("1", True), ("TRUE", True), ("on", True), ("0", False), ("No", False), ("", True)]
)
def test_a_yes_or_no(monkeypatch: pytest.MonkeyPatch, given: str, meant: bool) -> None:
    monkeypatch.setenv("YICHUANG_X", given)
    assert env.boolean("YICHUANG_X", default=True) is meant


@pytest.mark.parametrize(
    ("read", "given"),
    [
        (lambda: env.boolean("YICHUANG_X", default=False), "maybe"),
        (lambda: env.number("YICHUANG_X", 1, low=1, high=9), "10"),
        (lambda: env.number("YICHUANG_X", 1, low=1, high=9), "-1"),
        (lambda: env.number("YICHUANG_X", 1, low=1, high=9), "3.5"),
        (lambda: env.choice("YICHUANG_X", {"plain": 1, "hashed": 2}, "plain"), "odd"),
        (lambda: env.database("YICHUANG_X", pool=0), "mysql://root@db/yichuang"),
        (lambda: env.database("YICHUANG_X", pool=0), "postgresql://user@host"),
        (lambda: env.secret("YICHUANG_X", Path("/nowhere")), "short"),
    ],
)
def test_nonsense_is_refused_and_the_variable_named(monkeypatch: pytest.MonkeyPatch, read, given: str) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("YICHUANG_X", given)
    with pytest.raises(ImproperlyConfigured, match="YICHUANG_X"):
        read()


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "s").write_text("x" * 40 + "\n")
    monkeypatch.setenv("YICHUANG_X_FILE", str(tmp_path / "s"))
    assert env.secret("YICHUANG_X", tmp_path / "unused") == "x" * 40
    assert not (tmp_path / "unused").exists()


def test_variable_and_file_at_once_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YICHUANG_X", "a")
    monkeypatch.setenv("YICHUANG_X_FILE", str(tmp_path / "s"))
    with pytest.raises(ImproperlyConfigured, match="not both"):
        env.text("YICHUANG_X", "")


def test_a_file_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YICHUANG_X_FILE", str(tmp_path / "absent"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        env.text("YICHUANG_X", "")


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    one = env.secret("YICHUANG_NOT_SET", tmp_path / "secrets" / "key")
    assert env.secret("YICHUANG_NOT_SET", tmp_path / "secrets" / "key") == one
    assert len(one) >= 32
    assert oct((tmp_path / "secrets" / "key").stat().st_mode & 0o777) == "0o600"


def test_an_address_over_a_socket_keeps_folder_port_and_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YICHUANG_X", "postgresql://app:p%40ss@/yichuang?host=/run/My%20Folder&port=54321")
    db = env.database("YICHUANG_X", pool=4)
    assert (db["HOST"], db["PORT"], db["USER"], db["PASSWORD"], db["NAME"]) == (
        "/run/My Folder",
        "54321",
        "app",
        "p@ss",
        "yichuang",
    )
    assert db["CONN_MAX_AGE"] == 0
    assert "port" not in db["OPTIONS"]


def test_the_program_does_not_start_with_nonsense() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yichuang.config.cli", "up", "--port", "8100"],
        env={**os.environ, "YICHUANG_DEBUG": "perhaps"}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert done.stdout == ""
    assert "YICHUANG_DEBUG must be true or false" in done.stderr
    assert "Traceback" not in done.stderr
