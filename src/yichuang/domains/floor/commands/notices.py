"""A sentence on every screen of the hall for a while."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from yichuang.domains.floor.models import Notice
from yichuang.domains.floor.rules import NOTICE_LEVELS
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.turns import one_at_a_time

from .common import TOPIC, as_id, named

TEXT_LIMIT, ENGLISH_LIMIT, LONGEST = 60, 120, 480
MOST = 3
"""More than that at once and nobody reads any of them."""


@command("floor.broadcast", needs="hall.lead")
def broadcast(
    work: Work, *, text: str, minutes: int, text_en: str = "", level: str = "plain"
) -> dict[str, Any]:  # fmt: skip
    """Put a notice on the hall's screens from now on, for so many minutes."""
    named(work)
    said, english = text.strip(), text_en.strip()
    if not said or len(said) > TEXT_LIMIT:
        raise Invalid("notice.text", field="text", limit=TEXT_LIMIT)
    if len(english) > ENGLISH_LIMIT:
        raise Invalid("floor.text_too_long", field="text_en", limit=ENGLISH_LIMIT)
    if level not in NOTICE_LEVELS:
        raise Invalid("notice.level", field="level")
    if not 1 <= minutes <= LONGEST:
        raise Invalid("notice.minutes", field="minutes")
    one_at_a_time(work.center_id, "floor.notices")
    if Notice.objects.filter(center_id=work.center_id, ended_at=None, until__gt=work.at).count() >= MOST:
        raise Refused("notice.many", most=MOST)
    row = Notice.objects.create(
        center_id=work.center_id, text=said, text_en=english, level=level, shown_from=work.at,
        until=work.at + timedelta(minutes=minutes), by_name=work.actor.name,
    )  # fmt: skip
    work.audit("floor.broadcast", f"notice:{row.pk}", after={"text": said, "level": level, "until": row.until})
    work.live(TOPIC, "board")
    return {"id": row.pk, "until": row.until}


@command("floor.take_down", needs="hall.lead")
def take_down(work: Work, *, notice: UUID | str) -> dict[str, Any]:
    """Take a notice off the screens before its time."""
    named(work)
    wanted = as_id(notice, "notice.missing")
    rows = Notice.objects.filter(pk=wanted, center_id=work.center_id, ended_at=None, until__gt=work.at)
    if not rows.update(ended_at=work.at, ended_name=work.actor.name):
        raise Missing("notice.missing")
    work.audit("floor.notice_taken_down", f"notice:{wanted}")
    work.live(TOPIC, "board")
    return {"id": wanted}
