"""The jobs that carry messages. One is deferred by each act that posts something; one looks every minute for what had to wait."""

from uuid import UUID

from procrastinate.contrib.django import app

from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .lifecycle import UNDER_WAY
from .models import Message
from .posting import _defer
from .sending import deliver_due
from .types import wired


@app.task(name="messages.send")
def send(center_id: str) -> None:
    """Carry what is due in one center."""
    deliver_due(UUID(center_id))


@app.periodic(cron="* * * * *")
@app.task(name="messages.look", queueing_lock="messages.look")
def look(timestamp: int) -> None:
    """Retries, the end of quiet hours, and what a killed worker had claimed: a job for each center that has something due."""
    for center_id in wired().centers():
        with reading(Actor.system(center_id)):
            due = Message.objects.filter(
                center_id=center_id, state__in=sorted(UNDER_WAY), next_at__lte=clock.now()
            ).exists()
        if due:
            _defer(center_id)
