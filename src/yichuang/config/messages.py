"""Compiles the translations that are committed as .po into the .mo that Django reads, without system tools."""

from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parents[1]


def compile_all(root: Path = PACKAGE) -> int:
    """Compile each catalogue whose .mo is missing or older. Returns how many were written."""
    written = 0
    for po in sorted(root.rglob("locale/*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))
            written += 1
    return written
