"""What kinds of messages there are: each room says in `message_kinds.py` what its templates are called."""

from importlib import import_module

from django.utils.translation import gettext

_labels: dict[str, str] = {}


def register_kinds(module: str) -> None:
    """Add a room's `KINDS` (template → what it is called). Called when the apps are ready."""
    try:
        book = import_module(f"{module}.message_kinds").KINDS
    except ModuleNotFoundError as no:
        if no.name != f"{module}.message_kinds":
            raise
        return
    _labels.update(book)


def known_kinds() -> dict[str, str]:
    """Every registered template with its Chinese label."""
    return dict(_labels)


def kind_label(template: str) -> str:
    """The label in the active language; an unknown template shows its name, never nothing."""
    label = _labels.get(template)
    return gettext(label) if label else template
