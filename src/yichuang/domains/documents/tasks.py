"""Jobs of papers."""

from uuid import UUID

from procrastinate.contrib.django import app

from yichuang.foundation.actor import Actor
from yichuang.foundation.models import Event
from yichuang.foundation.scope import reading

from .seal_service import seal_electronically


@app.task(name="documents.seal")
def seal(event_id: str, center_id: str) -> None:
    """Ask the connected service for the seal of a paper that was issued. A refusal is kept on the paper; who waits asks again."""
    actor = Actor.system(UUID(center_id))
    with reading(actor):
        told = Event.objects.filter(pk=event_id).first()
    if told is not None:
        seal_electronically(actor, UUID(told.payload["paper"]))
