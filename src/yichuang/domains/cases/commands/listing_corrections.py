"""At closing time: what was let to be corrected on the spot and is still open is named to the clerk and to the hall. The job calls this."""

from typing import Any

from django.utils.translation import gettext_noop as _

from yichuang.foundation import messages
from yichuang.foundation.command import Work, command
from yichuang.foundation.messages import Recipient

from .. import deeming, notifying, spot
from ..models import Case, Ruling
from .common import about

LEFT = _("%(item)s（%(no)s）等待当场更正：%(names)s。今天已经到了下班时间，请更正后受理，或者一次性告知。")


@command("cases.list_corrections", needs="system.manage")
def list_corrections(work: Work) -> dict[str, Any]:
    """Tell once of every correction let on the spot whose day at the counter is over; what was mended by then needs no word.

    Answers how many cases were `told`. A case that was let several times in a day is told of once.
    """
    rows = Ruling.objects.select_for_update().filter(
        center_id=work.center_id, stage="intake", outcome="correct_now", listed_at=None
    )
    over = [r for r in rows.order_by("at", "id") if deeming.closing(work.center_id, r.at, work.zone) <= work.at]
    if not over:
        return {"told": 0}
    cases = list(Case.objects.filter(center_id=work.center_id, pk__in={r.case_id for r in over}))
    last = {r.case_id: r for r in over}
    open_ = spot.waiting_of(work.center_id, cases)
    for case in cases:
        if case.pk in open_:
            _tell(work, case, last[case.pk], "、".join(open_[case.pk]))
    Ruling.objects.filter(pk__in=[r.pk for r in over]).update(listed_at=work.at)
    return {"told": len(open_)}


def _tell(work: Work, case: Case, let: Ruling, names: str) -> None:
    clerk = [Recipient.staff(let.by_id)] if let.by_id else []
    facts = {"item": case.item_name, "no": case.no, "names": names}
    messages.post(
        work, to=[*clerk, notifying.OVERSEERS], template="case.correct_now", text=LEFT, facts=facts,
        link=f"/desk/?case={case.no}", about=about(case),
    )  # fmt: skip
