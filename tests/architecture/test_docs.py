"""A page of the docs that exists in two languages says the same commands in both."""

import re

from tests.architecture.reading import PACKAGE

DOCS = PACKAGE.parents[1] / "docs"
FENCED = re.compile(r"^```\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_installing_is_the_same_in_both_languages() -> None:
    english, chinese = ((DOCS / name).read_text(encoding="utf-8") for name in ("install.md", "install.zh.md"))
    assert FENCED.findall(chinese) == FENCED.findall(english)
    parts = [re.findall(r"^## (\d+)\.", page, re.M) for page in (english, chinese)]
    assert parts[0] == parts[1]
    rows = [page.count("\n| ") for page in (english, chinese)]
    assert rows[0] == rows[1]


def test_links_of_both_lead_somewhere() -> None:
    for name in ("install.md", "install.zh.md"):
        links = LINK.findall((DOCS / name).read_text(encoding="utf-8"))
        assert not [link for link in links if not (DOCS / link).exists()], name
