"""What an answer at the window carries over HTTP, with the promises that may go with it."""

from datetime import date
from uuid import UUID

from .tickets import Strict


class SigningIn(Strict):
    """How a promise is signed: tablet (with a signature that was asked for), paper, fingerprint, or proxy with a witness."""

    mode: str
    signer: str = ""
    signature_request: UUID | None = None
    witnesses: list[str] = []
    read_aloud: bool = False


class TolerateIn(Strict):
    """Accept with something secondary to come: by a day, or in so many working days; without either the usual day."""

    by: date | None = None
    days: int | None = None
    materials: list[str] | None = None
    promise: str = ""
    signing: SigningIn | None = None


class CommitIn(Strict):
    """How the letter of a commitment is signed."""

    promise: str = ""
    signing: SigningIn | None = None


class IntakeIn(Strict):
    """`refuse` and `not_required` need facts and basis; `refuse` needs a reason type.

    `on_the_spot=false` accepts only what could be done at once, with the reason in facts. `tolerate` and `commit` go
    with accept.
    """

    outcome: str
    reason_type: str = ""
    facts: str = ""
    basis: str = ""
    competent_organ: str = ""
    correction_days: int | None = None
    delivery_method: str = ""
    on_the_spot: bool | None = None
    tolerate: TolerateIn | None = None
    commit: CommitIn | None = None
