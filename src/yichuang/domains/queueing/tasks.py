"""Jobs of queueing. A periodic job fans out, one job a center."""

from uuid import UUID

from procrastinate.contrib.django import app

from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of

from .commands import (
    announce,
    close_day,
    miss_bookings,
    note_late,
    offer_again,
    remind_bookings,
    store_fit,
    tell_near,
    tell_overlong,
)
from .learning import learn


@app.periodic(cron="7 * * * *")
@app.task(name="queueing.close_days", queueing_lock="queueing.close_days")
def close_days(timestamp: int) -> None:
    """Look after every center once an hour: each has its own midnight."""
    for center in places.centers():
        close_day_of.configure(queueing_lock=f"queueing.close_day:{center.id}").defer(center_id=str(center.id))
        look_at_bookings_of.configure(queueing_lock=f"queueing.bookings:{center.id}").defer(center_id=str(center.id))


@app.task(name="queueing.close_day")
def close_day_of(center_id: str) -> None:
    """End what earlier days left, five hundred at a time so that no transaction is long."""
    actor = Actor.system(UUID(center_id))
    while close_day(actor=actor)["expired"]:
        pass


@app.task(name="queueing.tell_near")
def tell_near_of(center_id: str) -> None:
    """After a call: tell whose turn is near."""
    tell_near(actor=Actor.system(UUID(center_id)))


@app.task(name="queueing.look_at_bookings")
def look_at_bookings_of(center_id: str) -> None:
    """Once an hour: appointments of days that are over are missed, those that are near are reminded of, the waiting list has its next round."""
    actor = Actor.system(UUID(center_id))
    while miss_bookings(actor=actor)["missed"]:
        pass
    remind_bookings(actor=actor)
    offer_again(actor=actor)


@app.periodic(cron="* * * * *")
@app.task(name="queueing.look_for_absences", queueing_lock="queueing.look_for_absences")
def look_for_absences(timestamp: int) -> None:
    """Every minute each center is asked who has been away from his window for too long."""
    for center in places.centers():
        tell_overlong_of.configure(lock=f"queueing.overlong:{center.id}").defer(center_id=str(center.id))


@app.task(name="queueing.tell_overlong")
def tell_overlong_of(center_id: str) -> None:
    """Tell the heads of the zones, and begin what goes on past closing. An act or a page that comes first does not wait for this."""
    actor = Actor.system(UUID(center_id))
    tell_overlong(actor=actor)
    note_late(actor=actor)


@app.task(name="queueing.announce")
def announce_of(center_id: str) -> None:
    """A moment after something changed, and once a minute: what everybody who waits is told."""
    announce(actor=Actor.system(UUID(center_id)))


@app.periodic(cron="* * * * *")
@app.task(name="queueing.announce_all", queueing_lock="queueing.announce_all")
def announce_all(timestamp: int) -> None:
    """Time passes where nothing happens: each center is looked at once a minute."""
    for center in places.centers():
        announce_of.configure(lock=f"queueing.announce:{center.id}").defer(center_id=str(center.id))


@app.periodic(cron="23 * * * *")
@app.task(name="queueing.fit_all", queueing_lock="queueing.fit_all")
def fit_all(timestamp: int) -> None:
    """In the third hour of each center's own day, when nobody waits."""
    for center in places.centers():
        if clock.now().astimezone(center.zone).hour == 2:
            fit_of.configure(queueing_lock=f"queueing.fit:{center.id}").defer(center_id=str(center.id))


@app.task(name="queueing.fit")
def fit_of(center_id: str) -> None:
    """Learn from the days before today, and keep it."""
    actor = Actor.system(UUID(center_id))
    store_fit(actor=actor, fit=learn(actor, clock.center_day(clock.now(), zone_of(actor.center_id))))  # type: ignore[arg-type]
