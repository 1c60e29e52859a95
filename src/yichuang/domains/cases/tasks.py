"""Jobs of cases. A periodic job fans out, one job a center; each calls one command until there is nothing left to do."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Refused
from yichuang.foundation.models import Event
from yichuang.foundation.scope import reading

from .commands import lapse_tolerances, remind_tolerances, remind_verifications, run_out_repairs
from .commands.deeming import deem
from .commands.listing_corrections import list_corrections
from .commands.manual import make_pack
from .commands.recounting import recount_batch
from .commands.reminding import remind_due
from .commands.renewing import renew_by_law
from .deeming import BY_LAW, RENEWED_BY_LAW
from .queries.lists import due_cases, due_renewals

log = logging.getLogger("yichuang.cases")


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.look_for_lights", queueing_lock="cases.look_for_lights")
def look_for_lights(timestamp: int) -> None:
    """Every five minutes each center is looked after; a center whose last job still waits is left to it."""
    for center in places.centers():
        tell_lights_of.configure(lock=f"cases.lights:{center.id}").defer(center_id=str(center.id))


@app.task(name="cases.tell_lights")
def tell_lights_of(center_id: str) -> None:
    """Tell of every light that has turned; a job that runs late tells the light of its own moment."""
    actor = Actor.system(UUID(center_id))
    while remind_due(actor=actor)["reminded"]:
        pass


@app.task(name="cases.recount")
def recount(event_id: str, center_id: str) -> None:
    """The legal calendar has changed: every center counts its open limits again, each in a job of its own."""
    with reading(Actor.system(UUID(center_id))):
        change = Event.objects.get(pk=event_id).payload["change"]
    for center in places.centers():
        name = f"cases.recount:{center.id}"
        recount_center.configure(lock=name, queueing_lock=f"{name}:{change}").defer(
            center_id=str(center.id), change=change
        )


@app.task(name="cases.recount_center")
def recount_center(center_id: str, change: str) -> None:
    """Batch after batch until nothing is left; killed, it goes on with the batch that was lost."""
    actor = Actor.system(UUID(center_id))
    while recount_batch(actor=actor, change=change)["more"]:
        pass


@app.periodic(cron="* * * * *")
@app.task(name="cases.look_for_silence", queueing_lock="cases.look_for_silence")
def look_for_silence(timestamp: int) -> None:
    """Every minute each center's due acceptances by silence are written down; an act or a page that comes first does not wait."""
    for center in places.centers():
        deem_due_of.configure(lock=f"cases.deem:{center.id}").defer(center_id=str(center.id))


@app.task(name="cases.deem_due")
def deem_due_of(center_id: str) -> None:
    """Acceptances, then renewals; each in a transaction of its own, and one that cannot be written down keeps no other waiting."""
    for name, find, act in (
        (BY_LAW, due_cases, deem),
        (RENEWED_BY_LAW, due_renewals, renew_by_law),
    ):
        actor = Actor.system(UUID(center_id), name=name)
        with reading(actor):
            due = find(actor)
        for case in due:
            try:
                act(actor=actor, case=case)
            except Refused:
                log.exception("what silence did to case %s could not be written down (%s)", case, name)


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.look_for_corrections", queueing_lock="cases.look_for_corrections")
def look_for_corrections(timestamp: int) -> None:
    """Every five minutes: at each center's closing time the open corrections of the day are told of."""
    for center in places.centers():
        list_corrections_of.configure(lock=f"cases.corrections:{center.id}").defer(center_id=str(center.id))


@app.task(name="cases.list_corrections")
def list_corrections_of(center_id: str) -> None:
    """Before closing time, and after it was told once, there is nothing to do."""
    list_corrections(actor=Actor.system(UUID(center_id)))


@app.periodic(cron="0 22 * * 0")
@app.task(name="cases.make_packs", queueing_lock="cases.make_packs")
def make_packs(timestamp: int) -> None:
    """Once a week, on Monday morning before the halls open, each center gets a fresh emergency pack."""
    for center in places.centers():
        make_pack_of.configure(lock=f"cases.pack:{center.id}").defer(center_id=str(center.id))


@app.task(name="cases.make_pack")
def make_pack_of(center_id: str) -> None:
    """A center in which no department has an item yet needs none."""
    try:
        make_pack(actor=Actor.system(UUID(center_id)), retire=True)
    except Refused as no:
        if no.code != "manual.no_departments":
            raise


@app.periodic(cron="3 * * * *")
@app.task(name="cases.watch_promises", queueing_lock="cases.watch_promises")
def watch_promises(timestamp: int) -> None:
    """Look after every center once an hour: each has its own midnight."""
    for center in places.centers():
        watch_promises_of.configure(queueing_lock=f"cases.watch_promises:{center.id}").defer(center_id=str(center.id))


@app.task(name="cases.watch_promises_of")
def watch_promises_of(center_id: str) -> None:
    """What ran out becomes visible, what is near is told. A batch at a time, until nothing is left."""
    actor = Actor.system(UUID(center_id))
    jobs: tuple[tuple[Callable[..., dict[str, Any]], str], ...] = (
        (lapse_tolerances, "lapsed"), (run_out_repairs, "run_out"), (remind_tolerances, "reminded"),
        (remind_verifications, "reminded"),
    )  # fmt: skip
    for act, count in jobs:
        while act(actor=actor)[count]:
            pass
