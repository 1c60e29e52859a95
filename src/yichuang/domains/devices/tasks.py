"""Jobs of devices. A periodic job fans out, one job a center."""

from uuid import UUID

from procrastinate.contrib.django import app

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor

from .commands import look_for_silence


@app.periodic(cron="* * * * *")
@app.task(name="devices.look_around", queueing_lock="devices.look_around")
def look_around(timestamp: int) -> None:
    """Every minute each center is asked which of its devices are silent."""
    for center in places.centers():
        look_for_silence_of.configure(lock=f"devices.silence:{center.id}").defer(center_id=str(center.id))


@app.task(name="devices.look_for_silence")
def look_for_silence_of(center_id: str) -> None:
    """Open the faults of the silent ones."""
    look_for_silence(actor=Actor.system(UUID(center_id)))
