"""Set-up's last step: what the program takes from installed packages is copied to where it looks for it.

`python -m yichuang.config.assets [node_modules]`. Afterwards nothing is read from node_modules and no network is needed.
"""

import shutil
import sys
from pathlib import Path

from yichuang.config.messages import compile_all
from yichuang.domains.documents.fonts import __main__ as fonts
from yichuang.faces.shared import vendor

ROOT = Path(__file__).resolve().parents[3]
RARE_PAPER = fonts.HERE / fonts.RARE
RARE_PAGE = vendor.TARGET / "rare-han" / "rare-han.ttf"


def complete() -> bool:
    """Whether pages and papers find everything."""
    from yichuang.domains.documents.fonts import absent

    return vendor.vendor_is_complete() and not absent() and RARE_PAGE.is_file()


def copy_rare() -> None:
    """The small font of rare Han characters that papers use also stands behind the pages' own font: names like 𠮷 are shown."""
    RARE_PAGE.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(RARE_PAPER, RARE_PAGE)


def main(argv: list[str]) -> int:
    """Copy all, compile the translations."""
    source = Path(argv[0]) if argv else ROOT / "node_modules"
    files, faces = vendor.copy_vendor(source), fonts.install(source)
    copy_rare()
    print(
        f"assets: {files} files for the pages, {len(faces)} new fonts for papers, {compile_all()} translations compiled"
    )
    return 0 if complete() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
