"""Carrying messages out: claim a few, hand each to its port outside any transaction, write down what came of it.

A claim moves the next try two minutes on. A worker that is killed in between therefore loses nothing, and the message is handed to
the port again under the same id, which a port takes once only.
"""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext_noop as _

from yichuang.foundation import privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

from .inbox import as_sent
from .lifecycle import UNDER_WAY
from .models import Message
from .posting import _defer, post
from .rules import LEASE, delay, quiet_until
from .types import OUTSIDE, RINGING, NotSent, Outgoing, Recipient, wired

log = logging.getLogger("yichuang.messages")
BATCH = 20
UNKNOWN = _("发送通道没有应答")


def deliver_due(center_id: UUID) -> dict[str, int]:
    """Send what is due in one center, as fast as its rate allows; what must wait is left for a later job."""
    actor, done = Actor.system(center_id), {"sent": 0, "failed": 0}
    while claimed := claim(actor=actor)["messages"]:
        for message, tries in claimed:
            done["sent" if _carry(actor, UUID(message), tries) else "failed"] += 1
    return done


@command("messages.claim", needs="system.manage")
def claim(work: Work) -> dict[str, Any]:
    """Take up to a batch of what is due; each is ours for two minutes. Two statements, one more when something is due."""
    rules = wired().rules(work.center_id)
    recent = Message.objects.filter(center_id=work.center_id, tried_at__gt=work.at - timedelta(minutes=1)).count()
    room = min(BATCH, rules.per_minute - recent)
    if room <= 0:
        return {"messages": []}
    silent = quiet_until(work.at, work.zone, rules.quiet_from, rules.quiet_until)
    channels = [c for c in OUTSIDE if not (silent and c in RINGING)]
    rows = Message.objects.filter(
        center_id=work.center_id, state__in=sorted(UNDER_WAY), next_at__lte=work.at, channel__in=channels
    )
    found = list(rows.select_for_update(skip_locked=True).order_by("next_at")[:room])
    Message.objects.filter(pk__in=[m.pk for m in found]).update(
        next_at=work.at + LEASE, tried_at=work.at, tries=F("tries") + 1
    )
    return {"messages": [(m.pk, m.tries + 1) for m in found]}


def _carry(actor: Actor, message: UUID, tries: int) -> bool:
    """One try. Whatever a port raises is a failed try with its reason, never the end of the job."""
    with reading(actor):
        out = outgoing(message)
    said: dict[str, Any]
    try:
        said = {"carrier_no": wired().ports[out.channel].deliver(out)}
    except NotSent as no:
        said = {"reason": no.reason or UNKNOWN, "final": no.final}
    except Exception as broken:
        log.exception("the port of %s failed", out.channel)
        said = {"reason": f"{UNKNOWN} ({type(broken).__name__})"}
    report(actor=actor, message=message, tries=tries, **said)
    return "carrier_no" in said


def outgoing(message: UUID) -> Outgoing:
    """The message as a port gets it, in Chinese, the public address after the text."""
    row = Message.objects.get(pk=message)
    link = settings.YICHUANG_PUBLIC_URL + row.link if row.link.startswith("/") else row.link
    title, text = as_sent(row)
    return Outgoing(
        id=row.pk, center_id=row.center_id, channel=row.channel, address=privacy.unseal(row.address_sealed),
        name=row.name, title=title, text=f"{text} {link}".strip(), link=link,
    )  # fmt: skip


@command("messages.report", needs="system.manage")
def report(
    work: Work, *, message: UUID, tries: int, carrier_no: str = "", reason: str = "", final: bool = False
) -> dict[str, Any]:
    """Write down what came of a try. What a later try has already settled is left as it is."""
    row = Message.objects.select_for_update().filter(center_id=work.center_id, pk=message).first()
    if row is None:
        raise Missing("message.missing")
    if row.state not in UNDER_WAY or (row.tries != tries and reason):
        return {"state": row.state}
    if carrier_no:
        row.move("send", at=work.at, sent_at=work.at, carrier_no=carrier_no[:100], reason="", next_at=None)
    elif final or tries >= wired().rules(work.center_id).tries:
        row.move("give_up", at=work.at, reason=reason[:300], next_at=None)
        _say_lost(work, row)
    else:
        row.move("fail", at=work.at, reason=reason[:300], next_at=work.at + delay(tries))
    work.live("messages")
    return {"state": row.state}


LOST = _("发给 %(who)s 的消息没有送达：%(reason)s。请用别的方式告知。")


def _say_lost(work: Work, row: Message) -> None:
    """Somebody has to know that a person was not told."""
    facts = {"who": row.address_masked, "reason": row.reason}
    to = [Recipient.center(needs="message.read")]
    post(work, to=to, template="message.lost", text=LOST, facts=facts, link="/setup/messages/?state=given_up", about=row.about)  # fmt: skip


@command("messages.try_again", needs="system.manage")
def try_again(work: Work, *, message: UUID | str) -> dict[str, Any]:
    """Put a failed or given-up message back into the line, for instance after the gateway was mended."""
    row = Message.objects.filter(center_id=work.center_id, pk=message, channel__in=OUTSIDE).first()
    if row is None:
        raise Missing("message.missing")
    if not row.address_sealed:
        raise Refused("message.no_address")
    row.move("again", at=work.at, next_at=work.at, tries=0, reason="")
    work.audit("message.tried_again", f"message:{row.pk}")
    work.live("messages")
    _defer(work.center_id)
    return {"state": row.state}
