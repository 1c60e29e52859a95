"""Telling the windows that an item's guide has changed, and who has acknowledged it (DB50/T 1603-2024, 6.2.2)."""

import re
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.domains.places import api as places
from yichuang.foundation import messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work
from yichuang.foundation.messages import Recipient

from .models import ItemVersion, Offer
from .types import Change

TEMPLATE = "catalog.guide_changed"
WINDOWS = "window.operate"
"""What everybody holds who answers at a window."""
NAMED = 5
CHANGED = _(
    "%(code)s %(name)s 的办事指南和审核要点自 %(day)s 起用第 %(n)s 版，有 %(many)s 处变动%(what)s。请看过新指南后点“知道了”。"
)


def about(code: str, number: int) -> str:
    """How the messages about one version are found again."""
    return f"item:{code}:{number}"


def tell_windows(work: Work, version: ItemVersion, changes: Sequence[Change]) -> None:
    """One message to the windows of this center, when it offers the item and something really changed. Three statements."""
    code = version.item.code
    if not changes or not Offer.objects.filter(center_id=work.center_id, item=version.item, active=True).exists():
        return
    named = list(dict.fromkeys(m for c in changes for m in re.findall(r"\[([^\]]+)\]", c.path)))
    what = "：" + "、".join(named[:NAMED]) + ("等" if len(named) > NAMED else "") if named else ""
    facts = {"code": code, "name": version.name, "day": f"{version.effective_from}", "n": version.number,
             "many": len(changes), "what": what}  # fmt: skip
    messages.post(
        work, to=[Recipient.center(needs=WINDOWS)], template=TEMPLATE, text=CHANGED, facts=facts,
        link=f"/p/{places.center(work.center_id).code}/items/{code}/", about=about(code, version.number),
    )  # fmt: skip


def acknowledged(actor: Actor, code: str, number: int) -> set[UUID]:
    """The staff who have read that the version is in force. One query; empty when nobody was told."""
    return {r.staff_id for r in messages.readers(actor, about(code, number), template=TEMPLATE)}


def unread_change(actor: Actor, code: str, number: int) -> messages.InboxLine | None:
    """The message about this version that the person has not acknowledged yet, for the moment when the item is opened. Two queries."""
    if number < 2:
        return None
    lines, _more = messages.inbox(actor, unread_only=True, about=about(code, number), size=1)
    return next((line for line in lines if line.template == TEMPLATE), None)
