"""Which browser of the machine looks at the pages in tests and pictures."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Best first: the shell is the same engine without windows of its own, and opens a page at half the processor time."""


def found() -> str | None:
    """The path of the best one there is."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
