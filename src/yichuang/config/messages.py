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


def used_in(folder: Path) -> set[str]:
    """The Chinese texts that the templates and modules below a folder mark for translation."""
    from io import BytesIO

    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    keywords = dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_", "_t", "_l", "_noop"))
    keywords |= {"ngettext": (1, 2), "pgettext": ((1, "c"), 2), "ngettext_lazy": (1, 2)}  # type: ignore[dict-item]
    found: set[str] = set()
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html")]):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        text = path.read_text()
        code = templatize(text, origin=str(path)) if path.suffix == ".html" else text
        for _, message, _, _ in extract("python", BytesIO(code.encode()), keywords, [], {"encoding": "utf-8"}):
            parts = message if isinstance(message, tuple) else (message,)
            found.update(part for part in parts[:1] if isinstance(part, str) and part)
    return {text for text in found if any("一" <= c <= "鿿" for c in text)}


def translated(language: str = "en", root: Path = PACKAGE) -> dict[str, str]:
    """Every msgid that some room or face translates, with its translation (of the first plural form)."""
    book: dict[str, str] = {}
    for po in root.rglob(f"locale/{language}/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(po)):
            text = entry.msgstr or entry.msgstr_plural.get(0, "")
            if text and not entry.obsolete:
                book[entry.msgid] = text
    return book
