"""A visit is rated by the person who came: once, and once more when he says that it is a follow-up."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from yichuang.domains.feedback import api as feedback
from yichuang.domains.feedback.models import Rating
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.ids import uuid7
from yichuang.foundation.models import AuditEntry, Event
from yichuang.foundation.scope import reading

from .conftest import add_door


def by_code(place, code, grade=5, **more):
    return feedback.rate_by_code(actor=place.citizen, code=code, grade=grade, **more)


def events(place):
    with reading(place.clerk):
        return sorted(Event.objects.filter(name__startswith="feedback.").values_list("name", flat=True))


@pytest.mark.parametrize("grade", [5, 4, 3, 2, 1])
def test_each_of_the_five_grades_is_taken_on_the_evaluator(db, place, grade):
    visit = place.serve()
    assert place.asks().label == "A023"
    feedback.rate_at_window(actor=place.evaluator, invitation_id=visit["invitation"], grade=grade, reasons=["attitude"])
    state = place.state(visit["subject"])
    assert (state.ratings[0].grade, state.ratings[0].channel, state.ratings[0].staff_name) == (
        grade,
        "evaluator",
        "李窗口",
    )
    assert (state.can_rate, state.can_follow_up, state.why) == (False, True, "rating.done")
    assert place.asks() is None


def test_the_code_on_the_slip_rates_however_it_is_typed(db, place):
    visit = place.serve()
    by_code(
        place, visit["code"].lower().replace("-", " "), grade=4, comment="很快 ", reasons=["efficiency", "attitude"]
    )
    rating = place.state(visit["subject"]).ratings[0]
    assert (rating.grade, rating.comment, rating.reasons) == (4, "很快", ("attitude", "efficiency"))


def test_a_visit_is_rated_once_whatever_the_way(db, place):
    visit = place.serve()
    feedback.rate_at_window(actor=place.evaluator, invitation_id=visit["invitation"], grade=5)
    with pytest.raises(Refused, match=r"rating\.done"):
        by_code(place, visit["code"], grade=1)


def test_one_follow_up_and_no_more(db, place):
    visit = place.serve()
    with pytest.raises(Refused, match=r"rating\.nothing_to_follow"):
        by_code(place, visit["code"], follow_up=True)
    by_code(place, visit["code"], grade=2)
    by_code(place, visit["code"], grade=5, follow_up=True, comment="已经解决")
    with pytest.raises(Refused, match=r"rating\.followed_up"):
        by_code(place, visit["code"], follow_up=True)
    assert [r.grade for r in place.state(visit["subject"]).ratings] == [2, 5]


def test_bad_ratings_are_told_as_such(db, place):
    by_code(place, place.serve(ask=False)["code"], grade=3)
    assert events(place) == ["feedback.rated.v1"]
    by_code(place, place.serve(ask=False)["code"], grade=2, comment="等了很久")
    assert events(place) == ["feedback.bad_rating.v1", "feedback.rated.v1", "feedback.rated.v1"]
    with reading(place.clerk):
        told = str(list(Event.objects.values_list("payload", flat=True)))
        logged = str(list(AuditEntry.objects.filter(action="visit.rated").values_list("after", flat=True)))
    assert "等了很久" not in told + logged


def test_staff_can_never_rate(db, place):
    visit = place.serve()
    for staff in (
        place.clerk,
        replace(place.clerk, window_id=place.evaluator.window_id, capabilities=frozenset({"*"})),
        Actor.system(place.clerk.center_id),
    ):
        with pytest.raises(Denied, match=r"rating\.staff"):
            feedback.rate_at_window(actor=staff, invitation_id=visit["invitation"], grade=5)
        with pytest.raises(Denied, match=r"rating\.staff"):
            feedback.rate_by_code(actor=staff, code=visit["code"], grade=5)
    assert place.state(visit["subject"]).can_rate


def test_the_database_itself_takes_no_rating_from_staff(db, place):
    """The guard is taken away by hand: the constraint still holds."""
    visit = place.serve()
    by_code(place, visit["code"])
    with reading(place.citizen):
        row = Rating.objects.get()
        row.pk, row.round, row.by_kind = uuid7(), 2, "staff"
        with pytest.raises(IntegrityError, match="rating_never_by_staff"), transaction.atomic():
            row.save(force_insert=True)


def test_without_the_check_the_constraint_still_keeps_it_to_once(db, place, monkeypatch):
    visit = place.serve()
    by_code(place, visit["code"])
    monkeypatch.setattr("yichuang.domains.feedback.rules.may_rate", lambda *a, **k: "")
    with pytest.raises(Refused, match=r"rating\.done"):
        by_code(place, visit["code"])
    assert len(place.state(visit["subject"]).ratings) == 1


def test_only_the_evaluator_of_the_window_answers_its_invitation(db, place, next_window):
    visit = place.serve()
    with pytest.raises(Denied, match=r"rating\.not_here"):
        feedback.rate_at_window(actor=next_window, invitation_id=visit["invitation"], grade=5)
    with pytest.raises(Denied, match=r"rating\.not_here"):
        feedback.rate_at_window(actor=place.citizen, invitation_id=visit["invitation"], grade=5)


def test_another_center_knows_neither_the_code_nor_the_invitation(db, place, other_place):
    visit = place.serve()
    with pytest.raises(Missing):
        by_code(other_place, visit["code"])
    with pytest.raises(Missing):
        feedback.rate_at_window(actor=other_place.evaluator, invitation_id=visit["invitation"], grade=5)
    assert other_place.state(visit["subject"]).why == "rating.too_early"


def test_an_unknown_code_is_missing(db, place):
    for code in ("", "ABCD-EFGH-JKLM", "x" * 500):
        with pytest.raises(Missing):
            by_code(place, code)


def test_who_still_waits_cannot_rate_yet(db, place):
    door = add_door(actor=place.clerk, kind="ticket")
    with pytest.raises(Refused, match=r"rating\.too_early"):
        by_code(place, door["code"])


def test_the_days_for_rating_end(db, place):
    visit = place.serve()
    later = clock.now() + timedelta(days=8)
    with clock.at(later):
        assert place.state(visit["subject"]).why == "rating.too_late"
        with pytest.raises(Refused, match=r"rating\.too_late"):
            by_code(place, visit["code"])


def test_the_next_person_ends_the_invitation_of_the_one_before(db, place):
    first = place.serve()
    second = place.serve()
    assert str(place.asks().id) == second["invitation"]
    with pytest.raises(Refused, match=r"invitation\.wrong_state"):
        feedback.rate_at_window(actor=place.evaluator, invitation_id=first["invitation"], grade=1)
    by_code(place, first["code"])  # the slip still does


def test_an_invitation_waits_ten_minutes(db, place):
    visit = place.serve()
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert place.asks() is None
        with pytest.raises(Refused, match=r"invitation\.over"):
            feedback.rate_at_window(actor=place.evaluator, invitation_id=visit["invitation"], grade=5)


def test_the_clerk_may_ask_again_but_not_for_what_is_rated(db, place):
    place = place.at_a_real_window()
    visit = place.serve()
    feedback.cancel_invitation(actor=place.clerk, invitation_id=visit["invitation"])
    assert place.asks() is None
    with pytest.raises(Missing, match=r"window\.missing"):
        feedback.invite_to_rate(actor=place.clerk, window_id=uuid7(), subject=visit["subject"])
    again = {"window_id": place.evaluator.window_id, "subject": visit["subject"]}
    feedback.invite_to_rate(actor=place.clerk, **again)
    feedback.rate_at_window(actor=place.evaluator, invitation_id=place.asks().id, grade=5)
    with pytest.raises(Refused, match=r"rating\.done"):
        feedback.invite_to_rate(actor=place.clerk, **again)


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"grade": 0}, "rating.grade", "grade"),
        ({"grade": 6}, "rating.grade", "grade"),
        ({"grade": True}, "rating.grade", "grade"),
        ({"reasons": ["weather"]}, "rating.reason", "reasons"),
        ({"comment": "长" * 501}, "rating.comment_long", "comment"),
        ({"channel": "evaluator"}, "rating.channel", "channel"),
    ],
)
def test_a_slip_is_refused_with_its_field(db, place, over, code, field):
    visit = place.serve()
    with pytest.raises(Invalid) as no:
        by_code(place, visit["code"], **over)
    assert (no.value.code, no.value.field) == (code, field)
    assert place.state(visit["subject"]).can_rate


def test_two_ratings_at_once_leave_one(real_db, place):
    visit, got, gate = place.serve(), [], threading.Barrier(6)

    def run(n):
        gate.wait()
        try:
            if n:
                by_code(place, visit["code"], grade=n % 5 + 1)
            else:
                feedback.rate_at_window(actor=place.evaluator, invitation_id=visit["invitation"], grade=5)
            got.append("rated")
        except Refused as no:
            got.append(no.code)
        finally:
            connections.close_all()

    crew = [threading.Thread(target=run, args=(n,)) for n in range(6)]
    [t.start() for t in crew], [t.join() for t in crew]
    assert sorted(got) == ["rated"] + ["rating.done"] * 5
    assert len(place.state(visit["subject"]).ratings) == 1


def test_the_unrated_are_counted_as_unrated(db, place):
    for grade in (5, 4, 2):
        by_code(place, place.serve(ask=False)["code"], grade=grade)
    place.serve(ask=False)
    now = clock.now()
    with reading(place.clerk):
        got = feedback.summary(place.clerk, start=now - timedelta(hours=1), until=now + timedelta(hours=1))
        bad, _ = feedback.ratings(place.clerk, only_bad=True)
    assert (got.visits, got.rated, got.bad, got.by_grade) == (4, 3, 1, {5: 1, 4: 1, 3: 0, 2: 1, 1: 0})
    assert (got.good_share, got.unrated_share) == (2 / 3, 0.25)
    assert [r.grade for r in bad] == [2]


def test_the_list_is_read_page_by_page(db, place, django_assert_num_queries):
    for _ in range(5):
        by_code(place, place.serve(ask=False)["code"])
    with reading(place.clerk):
        with django_assert_num_queries(1):
            first, after = feedback.ratings(place.clerk, size=3)
        rest, end = feedback.ratings(place.clerk, before=after, size=3)
    assert (len(first), len(rest), end) == (3, 2, None)
    assert not {r.id for r in first} & {r.id for r in rest}


def test_a_citizen_reads_no_list(db, place):
    with reading(place.citizen), pytest.raises(Denied):
        feedback.ratings(place.citizen)


@pytest.mark.parametrize("invitation", ["", "no-id", "0" * 36])
def test_what_is_no_invitation_is_missing(db, place, invitation):
    with pytest.raises(Missing, match=r"invitation\.missing"):
        feedback.rate_at_window(actor=place.evaluator, invitation_id=invitation, grade=5)
