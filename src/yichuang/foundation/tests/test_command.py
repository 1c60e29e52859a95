"""The kernel: one transaction, one receipt, one chain; refusals leave nothing but their own line."""

import threading

import pytest
from django.db import connections, transaction

from yichuang.foundation import dispatch
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, KeyReused, Refused
from yichuang.foundation.models import AuditEntry, Event, Receipt, Series
from yichuang.foundation.scope import reading


@command("tests.note", needs="note.write")
def note(work: Work, *, text: str, fail: str = "") -> dict:
    Series.objects.create(center_id=work.center_id, name=text, year=2026)
    work.audit("note.written", f"note:{text}", after={"text": text})
    work.emit("tests.noted.v1", f"note:{text}", n=1)
    work.live("notes")
    if fail:
        raise Refused(fail)
    return {"text": text, "at": work.at}


def counts(actor):
    with reading(actor):
        return (
            Series.objects.count(),
            AuditEntry.objects.filter(action="note.written").count(),
            Event.objects.count(),
            Receipt.objects.count(),
        )


def test_a_command_writes_change_audit_event_and_receipt_together(db, here):
    note(actor=here, key="k", text="一")
    assert counts(here) == (1, 1, 1, 1)


def test_a_repeat_with_the_same_key_gives_the_first_answer_and_acts_once(db, here):
    assert note(actor=here, key="k", text="一") == note(actor=here, key="k", text="一")
    assert counts(here) == (1, 1, 1, 1)


def test_the_same_key_with_other_arguments_is_refused(db, here):
    note(actor=here, key="k", text="一")
    with pytest.raises(KeyReused):
        note(actor=here, key="k", text="二")


def test_another_person_may_use_the_same_key(db, here):
    note(actor=here, key="k", text="一")
    other = Actor("staff", id=here.center_id, center_id=here.center_id, reads=here.reads, capabilities=frozenset({"*"}))
    note(actor=other, key="k", text="二")
    assert counts(here)[0] == 2


@command("tests.reach", needs="note.write")
def reach(work: Work, *, text: str) -> dict:
    Series.objects.create(center_id=work.center_id, name=text, year=2026)
    raise Refused("note.no").leaving(
        lambda after: Series.objects.create(center_id=after.center_id, name=f"{text} tried", year=2026)
    )


def test_a_refusal_may_leave_the_mark_of_the_attempt_and_nothing_else(db, here):
    with pytest.raises(Refused):
        reach(actor=here, text="一")
    with reading(here):
        assert list(Series.objects.values_list("name", flat=True)) == ["一 tried"]


def test_a_refusal_leaves_nothing_but_its_own_audit_line(db, here):
    with pytest.raises(Refused):
        note(actor=here, key="k", text="一", fail="note.no")
    assert counts(here) == (0, 0, 0, 0)
    with reading(here):
        line = AuditEntry.objects.get()
    assert (line.action, line.after["code"]) == ("command.refused", "note.no")
    assert note(actor=here, key="k", text="一")["text"] == "一"  # the key is free again


def test_a_missing_capability_is_denied_and_recorded(db, here):
    poor = Actor("staff", id=here.id, center_id=here.center_id, reads=here.reads)
    with pytest.raises(Denied):
        note(actor=poor, text="一")
    with reading(here):
        assert AuditEntry.objects.get().after["code"] == "actor.lacks_capability"


def test_a_command_never_runs_inside_another_transaction(real_db, here):
    with pytest.raises(RuntimeError), transaction.atomic():
        note(actor=here, text="一")


def test_in_step_listeners_run_in_the_transaction_and_may_refuse_the_act(db, here, monkeypatch):
    def refuse(work, fact):
        raise Refused("note.not_now")

    wired = dispatch.Wiring(in_step={"tests.noted.v1": [refuse]}, jobs={})
    monkeypatch.setattr(dispatch, "wiring", lambda: wired)
    with pytest.raises(Refused, match=r"note\.not_now"):
        note(actor=here, text="一")
    assert counts(here) == (0, 0, 0, 0)


def test_twins_with_one_key_act_once(real_db, here):
    got, gate = [], threading.Barrier(6)

    def run():
        gate.wait()
        try:
            got.append(note(actor=here, key="twin", text="一")["at"])
        finally:
            connections.close_all()

    crew = [threading.Thread(target=run) for _ in range(6)]
    [t.start() for t in crew], [t.join() for t in crew]
    assert len(got) == 6 and len(set(got)) == 1
    assert counts(here) == (1, 1, 1, 1)


def test_many_acts_at_once_make_one_unbroken_chain(real_db, here):
    def run(n):
        try:
            for i in range(5):
                note(actor=here, text=f"{n}-{i}")
        finally:
            connections.close_all()

    crew = [threading.Thread(target=run, args=(n,)) for n in range(8)]
    [t.start() for t in crew], [t.join() for t in crew]
    with reading(here):
        places = list(AuditEntry.objects.order_by("seq").values_list("seq", flat=True))
    assert places == list(range(1, 41))
