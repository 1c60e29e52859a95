"""The front-end packages that the pages load, and which of their files are copied.

Sources are paths below `node_modules`, targets are paths below `static/vendor` of this app (not committed). The copy is
made once at set-up; pages then load everything from the house itself and work with the network off.
"""

import shutil
from pathlib import Path

PACKAGES = {"@fontsource-variable/noto-sans-sc": "5.3.1", "bootstrap": "5.3.9", "htmx.org": "2.0.11"}

FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
    "@fontsource-variable/noto-sans-sc/index.css": "noto-sans-sc/index.css",
    "@fontsource-variable/noto-sans-sc/LICENSE": "noto-sans-sc/LICENSE",
}
FOLDERS = {"@fontsource-variable/noto-sans-sc/files": "noto-sans-sc/files"}

TARGET = Path(__file__).parent / "static" / "vendor"


def copy_vendor(node_modules: Path, target: Path = TARGET) -> int:
    """Copy what the pages need and say how many files there are. A missing source is an error, never a bare page."""
    pairs = [(node_modules / source, target / name) for source, name in FILES.items()]
    for source, name in FOLDERS.items():
        pairs += [(file, target / name / file.name) for file in sorted((node_modules / source).glob("*.woff2"))]
    for source, to in pairs:
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, to)
    return len(pairs)


def vendor_is_complete(target: Path = TARGET) -> bool:
    """True when every listed file stands there, so that set-up can be skipped."""
    slices = target / "noto-sans-sc" / "files"
    return all((target / name).is_file() for name in FILES.values()) and any(slices.glob("*.woff2"))
