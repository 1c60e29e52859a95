"""Who is the right one to send to a window (DB50/T 1603-2024, 4.2.2), as a pure rule: an order, and what speaks against each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may work at a window and is not away.

    `here`: he has logged in today. `window`: where he sits now, with `number` before him. `sent_to`: the window that he is on
    the way to. `trained`: the words written down of what he has learned; `gives`: the needs of people that he can meet.
    """

    id: UUID
    name: str
    here: bool
    window: str = ""
    number: str = ""
    sent_to: str = ""
    trained: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Post:
    """What a window asks of whoever sits there: its queues, by code with their names, and what its own clerk does for people with needs."""

    queues: Mapping[str, str]
    gives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person against a post. Without `untrained`, `misses` and a reason in the person himself he is fit."""

    person: Person
    untrained: tuple[str, ...]
    misses: tuple[str, ...]

    @property
    def free(self) -> bool:
        """In the house, at no window, and on the way to none."""
        return self.person.here and not self.person.window and not self.person.sent_to

    @property
    def fit(self) -> bool:
        """Nothing speaks against sending him."""
        return self.free and not self.untrained and not self.misses


def by_fitness(people: Iterable[Person], post: Post) -> list[Candidate]:
    """The fittest first.

    Who has not come today can go nowhere, and who has not learned a queue may not serve it, so these two count before whether
    somebody would have to leave another window; after that what people with needs would miss, and the name.
    """
    everybody = list(people)
    asked = {code: name for code, name in post.queues.items() if any(_knows(p, code, name) for p in everybody)}
    found = [
        Candidate(
            p, tuple(code for code, name in asked.items() if not _knows(p, code, name)), tuple(sorted(post.gives - p.gives))
        )
        for p in everybody
    ]  # fmt: skip
    return sorted(found, key=_place)


def _knows(person: Person, code: str, name: str) -> bool:
    """A queue that nobody has among his skills is asked of nobody: the center does not write such training down."""
    return bool({code, name} & person.trained)


def _place(one: Candidate) -> tuple[bool, int, int, int, str, str]:
    person = one.person
    engaged = 3 if person.sent_to else 2 if person.number else 1 if person.window else 0
    return not person.here, len(one.untrained), engaged, len(one.misses), person.name, str(person.id)
