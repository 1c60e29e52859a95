"""One good paper of every kind, all of it invented: for the preview of templates, the tests and the pictures in the docs."""

from __future__ import annotations

from yichuang.domains.documents.kinds import PaperData

from .breach import repair, reply, revocation
from .common import applicant, matter, organ, term
from .decided import approval, conclusion, denial, returned, service, withdrawal
from .intake import acceptance, completion, filing, instant, notice, receipt, refusal
from .process import commitment, deemed, extension, hearing, inquiry, kept, renewed, special, tolerance

ALL = {
    "return": returned,
    **{
        f.__name__: f
        for f in (
            receipt, completion, acceptance, refusal, notice, inquiry, kept, tolerance, commitment, deemed, renewed, filing, instant,
            special, extension, approval, denial, repair, reply, revocation, conclusion, withdrawal, service,
            special, extension, hearing, approval, denial, conclusion, withdrawal, service,
        )
    },
}  # fmt: skip


def sample(kind: str, **over) -> PaperData:
    """The sample of a kind, with some of its values replaced."""
    return ALL[kind](**over)


__all__ = [
    "ALL", "acceptance", "applicant", "approval", "commitment", "completion", "conclusion", "deemed", "denial",
    "extension", "filing", "hearing", "inquiry", "instant", "kept", "matter", "notice", "organ", "receipt", "refusal",
    "renewed", "repair", "reply", "returned", "revocation", "sample", "service", "special", "term", "tolerance", "withdrawal",
]  # fmt: skip
