"""What was asked for a second time (DB50/T 1603-2024, 5.3.2.2): withheld, and written down with who wanted it.

Completion opens a period in which only defects of newly supplied material may be told. A defect of an old one that the first
notice did not name can be neither told nor held against the applicant; nobody can approve it.
"""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from yichuang.foundation.command import Work
from yichuang.foundation.errors import Refused
from yichuang.foundation.models import subject

from .models import Case, Notice, SecondTelling
from .rules import IntakeFacts, MaterialFact


def asked_again(seen: IntakeFacts) -> bool:
    """Whether telling now would tell nothing but what the first notice left out. Pure."""
    return bool(seen.kept_silent) and not seen.tellable and not seen.unlooked


def refusal(case: Case, withheld: tuple[MaterialFact, ...]) -> Refused:
    """The refusal of a second telling. The attempt itself is written down after everything else was rolled back."""
    first = _first_notice(case.pk)
    no = Refused(
        "intake.second_telling",
        no=case.no,
        notice=first.paper_no,
        materials="、".join(m.name for m in withheld),
    )
    return no.leaving(partial(note, case_id=case.pk, window_id=case.window_id, period=case.period, withheld=withheld))


def note(
    work: Work, *, case_id: UUID, window_id: UUID | None, period: int, withheld: Iterable[MaterialFact]
) -> list[SecondTelling]:
    """Write down what was wanted and withheld. Saying it again in the same period adds nothing. Two statements."""
    lines = list(withheld)
    if not lines:
        return []
    first = _first_notice(case_id)
    rows = SecondTelling.objects.bulk_create(
        (
            SecondTelling(
                center_id=work.center_id, case_id=case_id, notice=first, period=period, material_code=m.code,
                material_name=m.name, defect=m.status, at=work.at, by_id=work.actor.id, by_name=work.actor.name,
                by_post=work.actor.post, window_id=work.actor.window_id or window_id,
            )
            for m in lines
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    work.audit(
        "case.second_telling_withheld", subject("case", case_id),
        after={"materials": [m.code for m in lines], "notice": first.paper_no, "period": period},
    )  # fmt: skip
    work.live(f"case:{case_id}", "tellings")
    return rows


def _first_notice(case_id: UUID) -> Notice:
    """A period after the first begins with the completion of a notice, so there is one."""
    return Notice.objects.filter(case_id=case_id).order_by("period")[0]
