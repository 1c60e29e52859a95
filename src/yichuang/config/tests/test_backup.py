"""Backups: what is written can be restored, and what was changed is found. With the command line, as an operator does it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from yichuang.domains.documents import api as documents

pytestmark = pytest.mark.slow


def _yichuang(*words: str) -> "subprocess.CompletedProcess[str]":
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("YICHUANG_", "PYTEST", "DJANGO_"))}
    return subprocess.run([sys.executable, "-m", "yichuang.config.cli", *words], capture_output=True, text=True, env=plain,
                          timeout=400, check=False)  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    done = _yichuang("demo", "load", "--data", str(folder / "data"))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def backup(house: Path) -> Path:
    done = _yichuang("backup", "create", str(house / "copy"), "--data", str(house / "data"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "included: the database" in done.stdout
    assert "no fault(s)" in done.stdout
    return house / "copy"


def test_the_token_stands_alone_on_the_last_line_and_starts_the_database(house: Path) -> None:
    done = _yichuang("token", "create", "--center", "demo", "--role", "clerk", "--data", str(house / "data"))
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()[-1].split()) == 1
    assert len(done.stdout.splitlines()[-1]) > 20


def test_an_unknown_role_or_center_gets_a_sentence(house: Path) -> None:
    for words in (["--center", "demo", "--role", "emperor"], ["--center", "nowhere", "--role", "clerk"]):
        done = _yichuang("token", "create", *words, "--data", str(house / "data"))
        assert done.returncode != 0
        assert "No token" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_keys_are_in_the_backup_and_the_servers_passwords_are_not(backup: Path) -> None:
    kept = {p.name for p in (backup / "secrets").iterdir()}
    assert {"django", "audit", "privacy"} <= kept
    assert not any(name.startswith("postgres") for name in kept)
    assert oct(backup.stat().st_mode & 0o777) == "0o700"


def test_a_backup_restores_into_an_empty_folder_and_its_log_is_whole(backup: Path, tmp_path: Path) -> None:
    done = _yichuang("backup", "restore", str(backup), "--data", str(tmp_path / "new"))
    assert done.returncode == 0, done.stdout + done.stderr
    audit = _yichuang("audit", "verify", "--data", str(tmp_path / "new"))
    assert audit.returncode == 0, audit.stdout
    assert "whole" in audit.stdout
    token = _yichuang("token", "create", "--center", "demo", "--role", "clerk", "--data", str(tmp_path / "new"))
    assert token.returncode == 0, token.stderr


def test_a_folder_that_is_in_use_is_not_overwritten(backup: Path, house: Path) -> None:
    done = _yichuang("backup", "restore", str(backup), "--data", str(house / "data"))
    assert done.returncode != 0
    assert "already holds a center" in done.stderr


def test_a_row_that_is_missing_after_the_restore_is_a_fault(backup: Path) -> None:
    path = backup / "manifest.json"
    before = path.read_text()
    manifest = json.loads(before)
    manifest["rows"]["places_window"] += 1
    path.write_text(json.dumps(manifest))
    done = _yichuang("backup", "check", str(backup), "--data", str(backup.parent / "data"))
    path.write_text(before)
    assert done.returncode == 1
    assert "FAULT places_window" in done.stdout


def test_a_changed_byte_is_found(backup: Path) -> None:
    path = backup / "database.dump"
    before = path.read_bytes()
    path.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    done = _yichuang("backup", "check", str(backup), "--data", str(backup.parent / "data"))
    path.write_bytes(before)
    assert done.returncode != 0
    assert "database.dump is missing or was changed" in done.stderr


def test_the_doctor_finds_nothing_to_mend_here(house: Path) -> None:
    done = _yichuang("doctor", "--data", str(house / "data"))
    assert done.returncode == 0, done.stdout
    for part in ("settings", "fonts", "pages", "database", "disk", "browser"):
        assert part in done.stdout


@pytest.fixture(scope="module")
def printed(house: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]]]:
    """A backup of a house that has issued a paper of every kind, voided one and corrected one."""
    folder = tmp_path_factory.mktemp("papers")
    subprocess.run(["cp", "-a", str(house / "data"), str(folder / "data")], check=True)  # nothing runs on it just now
    made = _in_house(folder / "data", "issue")
    done = _yichuang("backup", "create", str(folder / "copy"), "--data", str(folder / "data"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "every one verifies" in done.stdout
    return folder / "copy", made


def _in_house(data: Path, act: str, **given: object) -> list[dict[str, str]]:
    """Run an act of `paper_house.py` in a process of its own, in the house on this folder."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("YICHUANG_", "PYTEST", "DJANGO_"))}
    done = subprocess.run([sys.executable, "-m", "yichuang.config.tests.paper_house", str(data), act, json.dumps(given)],
                          capture_output=True, text=True, env=plain, timeout=600, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer: list[dict[str, str]] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_after_a_restore_elsewhere_every_paper_verifies(
    printed: tuple[Path, list[dict[str, str]]], tmp_path: Path
) -> None:
    """Bytes, digests, the verification page and the log, in another folder, with nothing of the first house at hand."""
    copy, made = printed
    done = _yichuang("backup", "restore", str(copy), "--data", str(tmp_path / "new"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"papers: {len(made)} with {2 * len(made)} copies read; every one verifies" in done.stdout
    assert _yichuang("papers", "verify", "--data", str(tmp_path / "new")).returncode == 0
    assert _yichuang("audit", "verify", "--data", str(tmp_path / "new")).returncode == 0
    found = _in_house(tmp_path / "new", "read", codes=[m["code"] for m in made])
    assert found == made
    assert {m["state"] for m in made} == {"issued", "voided"}
    assert {m["kind"] for m in made} == set(documents.KINDS)
