"""What stands on a slip, in the words of the person who gets it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip. All texts are ready to be read; `ahead` and `wait` are empty once the person is called.

    `wait` is a range, never one figure. `link` is what the QR holds; `code` is the same by hand.
    """

    center: str
    issued: str
    number: str
    queue: str
    go_to: str
    where: tuple[str, ...]
    windows: str
    ahead_label: str
    ahead: str
    wait: str
    link: str
    code: str
    scan: str
    hint: str
    priority: str = ""
    notes: tuple[str, ...] = ()
