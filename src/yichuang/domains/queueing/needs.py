"""Needs against the windows that are open now: what nobody can meet, and telling the floor of it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from yichuang.foundation import messages
from yichuang.foundation.command import Work
from yichuang.foundation.messages import Recipient

from .lifecycle import Desk
from .models import ClerkSkills, WindowDesk
from .rules import met, unmet

FLOOR = Recipient.center(needs="floor.help")
"""Everybody who looks after the hall."""

LABELS = {
    "wheelchair": _("轮椅"), "sign": _("手语"), "dialect": _("方言"), "hearing": _("听力不便"), "vision": _("视力不便"),
    "language": _("外语"), "helper": _("需要帮办"), "elder": _("老年人"), "pregnant": _("孕妇"), "soldier": _("军人"),
    "child": _("携带婴幼儿"), "disabled": _("残疾人"), "other": _("其他优先"),
}  # fmt: skip

NOBODY_CAN = _("号 %(number)s 需要“%(needs)s”，现在开着的窗口都办不到，请派人到场帮助。")


def need_label(code: str) -> str:
    """A need or a reason for priority in the reader's language; an unknown code stays as it is."""
    return gettext(LABELS[code]) if code in LABELS else code


def words(needs: Iterable[str]) -> str:
    """Needs in Chinese, as the floor is told of them."""
    return "、".join(LABELS[n] for n in needs)


def offers_of(center_id: UUID, desks: Sequence[WindowDesk]) -> dict[UUID, frozenset[str]]:
    """What each window can meet: its own skills and those of whoever sits there. One statement."""
    rows = ClerkSkills.objects.filter(center_id=center_id, staff_id__in=[d.staff_id for d in desks if d.staff_id])
    clerks = {row.staff_id: row.skills for row in rows}
    return {d.window_id: frozenset([*d.skills, *clerks.get(d.staff_id, ())]) for d in desks}


def unmet_by_all(center_id: UUID, queue_id: UUID, wanted: Iterable[str]) -> list[str]:
    """What the window that can do most for this person still cannot; every binding need while none is open. Two statements."""
    desks = list(WindowDesk.objects.filter(center_id=center_id, state=Desk.OPEN, queue_ids__contains=[queue_id]))
    wanted = list(wanted)
    best = max(offers_of(center_id, desks).values(), key=lambda o: met(wanted, o), default=frozenset())
    return unmet(wanted, best)


def left_at(center_id: UUID, desk: WindowDesk, wanted: Iterable[str]) -> list[str]:
    """The binding needs that one window cannot meet. One statement, none for a person without needs."""
    wanted = list(wanted)
    return unmet(wanted, offers_of(center_id, [desk])[desk.window_id]) if wanted else []


def tell_floor(work: Work, ticket: UUID, number: str, left: Iterable[str]) -> None:
    """A message to the floor's inbox."""
    messages.post(
        work, to=[FLOOR], template="ticket.need_unmet", text=NOBODY_CAN, facts={"number": number, "needs": words(left)},
        link="/desk/guide/", about=f"ticket:{ticket}",
    )  # fmt: skip
