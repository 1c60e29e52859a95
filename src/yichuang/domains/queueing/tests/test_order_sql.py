"""The order that the database calls by is the pure policy's: the same person and the same reason, call by call, over random halls."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing import calling, hot
from yichuang.domains.queueing.hall.values import Window
from yichuang.domains.queueing.models import CallingOrder, Queue, Ticket, WindowDesk
from yichuang.domains.queueing.policy import NAMES, candidates, decide
from yichuang.domains.queueing.rules import may_call
from yichuang.foundation import clock
from yichuang.foundation.command import zone_of
from yichuang.foundation.scope import enter

NOW = clock.now().replace(hour=4, minute=0, second=0, microsecond=0)
OFFERS = {"1": (), "2": ("sign", "elder"), "3": ()}
NEEDS = [(), (), (), ("sign",), ("elder",), ("sign", "elder")]


def some_hall(hall, rng):
    """Some twenty people of two queues with targets of their own, every class, needs, weights, and one who waits for window 3."""
    queueing.set_up_queue(
        actor=hall.actor, code="B", name="社会事务", target_minutes=rng.choice([20, 33]), priority_target_minutes=6
    )
    for n in range(rng.randint(14, 24)):
        at = NOW - timedelta(seconds=rng.uniform(0, 5400), microseconds=rng.randint(0, 999))
        with clock.at(at):
            made = hall.issue(rng.choice("AB"), priority=rng.random() < 0.25, needs=rng.choice(NEEDS))
        more = {"weight": rng.choice([0.4, 0.67, 1.0, 1.0, 1.22, 2.5])}
        if not made["priority"] and rng.random() < 0.25:
            more |= {"booked": True, "ordered_at": at + timedelta(minutes=rng.choice([0, 0, 30]))}
        with transaction.atomic():
            enter(hall.actor)
            Ticket.objects.filter(pk=made["id"]).update(**more)
            if n == 3:
                desk = WindowDesk.objects.get(code="3")
                Ticket.objects.filter(pk=made["id"]).update(for_window_id=desk.window_id)


def by_the_policy(hall, window, day, at):
    """Whom the pure policy calls to a window, with the reason, from the rows as they stand."""
    rows = {t.pk: t for t in Ticket.objects.filter(state="waiting").select_related("queue")}
    desk = WindowDesk.objects.get(code=window)
    policy = calling.policy_of(calling.setting_of(hall.center_id), Queue.objects.all())
    before = calling.called_before(hall.center_id, day, policy)
    mine = [
        t
        for t in rows.values()
        if t.for_window_id == desk.window_id
        or (t.for_window_id is None and may_call(t.needs, OFFERS[window], OFFERS.values()))
    ]
    line = candidates(
        policy, Window(""), [calling.person(t, t.queue.code) for t in mine], at.timestamp(), before=before,
        weigh=lambda p: rows[p.id].weight, care=lambda p: calling.care_of(rows[p.id], OFFERS[window]),
    )  # fmt: skip
    found = decide(policy, line)
    if found is None:
        return None, None
    told = found.reason()
    for one in told["overtaken"]:
        one["ticket"] = rows[one["ticket"]].number
    return found.chosen.ticket.id, told


@pytest.mark.parametrize("seed", range(3))
def test_the_database_calls_whom_the_policy_calls_and_says_why_in_the_same_figures(hall, seed):
    rng = random.Random(seed)
    queueing.set_window_skills(actor=hall.actor, window="2", skills=["sign", "elder"])
    some_hall(hall, rng)
    rules = set()
    for name in NAMES:
        with transaction.atomic():
            enter(hall.actor)
            CallingOrder.objects.create(
                center_id=hall.center_id, name=name, first=rng.randint(1, 3), then=rng.randint(1, 2),
                lead_normal=rng.choice([2, 15]), most=rng.choice([1, 6]), rate_priority=rng.choice([2, 5]),
            )  # fmt: skip
            rules |= set(_played(hall, rng, name))
            transaction.set_rollback(True)
    assert {"score", "line", "turn"} <= rules, "each kind of order had its say"


def _played(hall, rng, name):
    """Calls until nobody waits, each compared; answers the rules that decided."""
    at, day, nobody = NOW, clock.center_day(NOW, zone_of(hall.center_id)), 0
    while nobody < 9:
        at += timedelta(seconds=rng.uniform(1, 240))
        window = rng.choice("123")
        wanted, why = by_the_policy(hall, window, day, at)
        _, got, _ = hot.call({"center": hall.center_id, "window": window, "day": day, "at": at, "queues": None})
        assert (got and got["id"]) == wanted, (name, window)
        nobody = 0 if got else nobody + 1
        if got:
            WindowDesk.objects.filter(code=window).update(ticket_id=None)
            Ticket.objects.filter(pk=got["id"]).update(state="served", started_at=at, ended_at=at)
            assert same({k: v for k, v in got["why"].items() if k in why}, why), (name, got["why"], why)
            yield got["why"]["rule"]


def same(a, b):
    """Figures that were rounded on both sides differ by one in their last place at most."""
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b or (isinstance(a, float | int) and isinstance(b, float | int) and abs(a - b) <= 0.1001)


def test_a_policy_from_a_row_has_the_targets_of_each_queue(hall):
    with transaction.atomic():
        enter(hall.actor)
        policy = calling.policy_of(calling.setting_of(hall.center_id), Queue.objects.all())
        assert policy.queues["A"] == {"normal": 20, "priority": 7, "appointment": 8}
        assert replace(policy, queues={}).leads == {"normal": 15, "priority": 50, "appointment": 10}
