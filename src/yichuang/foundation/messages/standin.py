"""The port of an installation without a gateway: what would have gone out is kept, and can be looked at."""

from typing import Any
from uuid import UUID

from yichuang.foundation import privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.ids import uuid7

from .models import KeptMessage
from .posting import masked
from .types import Outgoing


class LocalPort:
    """Carries nothing further than the table; like a gateway it takes each id once."""

    name = "local"
    real = False

    def deliver(self, message: Outgoing) -> str:
        """Keep it; a second delivery of the same id finds the first."""
        done = _keep(
            actor=Actor.system(message.center_id), message=message.id, channel=message.channel, address=message.address,
            name=message.name, title=message.title, text=message.text,
        )  # fmt: skip
        return str(done["carrier_no"])


@command("messages.keep", needs="system.manage")
def _keep(work: Work, *, message: UUID, channel: str, address: str, name: str, title: str, text: str) -> dict[str, Any]:
    """Write the row of the stand-in's outbox, once an id."""
    row = KeptMessage(
        id=uuid7(), center_id=work.center_id, message_id=message, channel=channel, name=name, title=title, text=text,
        address_sealed=privacy.seal(address), address_masked=masked(channel, address), kept_at=work.at,
    )  # fmt: skip
    KeptMessage.objects.bulk_create([row], ignore_conflicts=True)
    kept = KeptMessage.objects.only("pk").get(center_id=work.center_id, message_id=message)
    return {"carrier_no": f"local-{str(kept.pk)[-12:]}"}
