"""The text of a frozen paper, as a person would read it: one line, without the spaces that typesetting puts in."""

import io

from pypdf import PdfReader

from yichuang.domains.documents import api as documents
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading


def text_of(actor: Actor, case_id: object, kind: str, copy: str = "service") -> str:
    """Everything that the newest valid paper of a kind says."""
    with reading(actor):
        paper = documents.paper_bytes(actor, f"case:{case_id}", kind, copy)
    assert paper.pdf.startswith(b"%PDF-")
    pages = PdfReader(io.BytesIO(paper.pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)
