"""Asking for a status by number and last four digits: counted, because guesses are cheap."""

from datetime import timedelta
from typing import Any

from yichuang.foundation import privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Refused

from ..models import Case, LookUp, Party
from ..views import state_label

WITHIN = timedelta(minutes=10)
MOST_A_CASE = 5
MOST_A_SOURCE = 20


@command("cases.look_up_status", needs="")
def look_up_status(work: Work, *, no: str, last4: str, source: str) -> dict[str, Any]:
    """The status of a case, and nothing else, for the number and the last four characters of an applicant's document.

    A wrong pair answers `found: false`, whichever half was wrong, and is counted by number and by source (an address).
    """
    number, tail, mark = str(no).strip()[:30], str(last4).strip().upper()[-4:], privacy.blind(f"source:{source}")
    LookUp.objects.filter(center_id=work.center_id, at__lt=work.at - WITHIN * 6).delete()
    recent = LookUp.objects.filter(center_id=work.center_id, at__gt=work.at - WITHIN, found=False)
    if recent.filter(no=number).count() >= MOST_A_CASE or recent.filter(source=mark).count() >= MOST_A_SOURCE:
        raise Refused("case.look_up_too_often", minutes=int(WITHIN.total_seconds() // 60))
    case = Case.objects.filter(center_id=work.center_id, no=number).exclude(state="draft").first()
    found = case is not None and len(tail) == 4 and _holds(case, tail)
    LookUp.objects.create(center_id=work.center_id, no=number, source=mark, at=work.at, found=found)
    if not found or case is None:
        return {"found": False}
    return {"found": True, "no": case.no, "state": case.state, "state_label": state_label(case)}


def _holds(case: Case, tail: str) -> bool:
    masks = Party.objects.filter(case=case, role__in=["applicant", "joint_applicant"]).exclude(id_masked="")
    return any(m[-4:] == tail for m in masks.values_list("id_masked", flat=True))
