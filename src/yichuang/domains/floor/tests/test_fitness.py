"""Whom to send to a window first, as a pure rule: each reason against somebody, and which of two reasons weighs more."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from yichuang.domains.floor.fitness import Person, Post, by_fitness

POST = Post({"A": "综合办事", "B": "社会事务"})
BOTH = frozenset({"A", "社会事务"})


def person(name: str, **more: Any) -> Person:
    return replace(Person(uuid4(), name, True, trained=BOTH), **more)


def order(*people: Person, post: Post = POST) -> list[str]:
    return [c.person.name for c in by_fitness(people, post)]


def test_who_is_free_and_trained_comes_before_names_that_stand_earlier() -> None:
    at_window, busy = person("A", window="2"), person("B", window="3", number="A001")
    sent, absent = person("C", sent_to="5"), person("D", here=False)
    learner, free, also = person("E", trained=frozenset({"A"})), person("Y"), person("X")
    assert order(at_window, busy, sent, absent, learner, free, also) == ["X", "Y", "A", "B", "C", "E", "D"]
    assert [c.person.name for c in by_fitness([at_window, busy, sent, absent, learner, free], POST) if c.fit] == ["Y"]


def test_what_was_not_learned_is_named_queue_by_queue() -> None:
    half, none, whole = person("A", trained=frozenset({"综合办事"})), person("B", trained=frozenset()), person("C")
    assert [(c.person.name, c.untrained) for c in by_fitness([none, half, whole], POST)] == [
        ("C", ()), ("A", ("B",)), ("B", ("A", "B")),
    ]  # fmt: skip


def test_a_queue_that_nobody_has_learned_is_asked_of_nobody() -> None:
    clerks = [person("B", trained=frozenset({"综合受理"})), person("A", trained=frozenset())]
    assert [(c.person.name, c.fit) for c in by_fitness(clerks, POST)] == [("A", True), ("B", True)]
    assert by_fitness([], POST) == []


@pytest.mark.parametrize("post", [Post({}), Post({"D": "不动产"})], ids=["no queue", "another queue"])
def test_a_window_without_these_queues_asks_for_no_training(post: Post) -> None:
    assert order(person("B"), person("A", trained=frozenset()), post=post) == ["A", "B"]


def test_what_people_with_needs_would_miss_decides_between_two_who_are_free() -> None:
    signs = replace(POST, gives=frozenset({"sign"}))
    deft = person("Z", gives=frozenset({"sign", "dialect"}))
    found = by_fitness([person("A"), deft, person("B", window="2", gives=frozenset({"sign"}))], signs)
    assert [(c.person.name, c.misses, c.fit) for c in found] == [
        ("Z", (), True), ("A", ("sign",), False), ("B", (), False),
    ]  # fmt: skip
