"""The bench's own ear at the database: every notice in the order of its commit, which is the order for every listener."""

import json
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import psycopg


@dataclass(frozen=True, slots=True)
class Notice:
    """One NOTIFY: whose, about what, its id, and when it was heard here (monotonic seconds)."""

    center: UUID
    topics: frozenset[str]
    id: str
    at: float

    def concerns(self, topics: frozenset[str]) -> bool:
        """Whether a page with these topics has to hear it."""
        return "*" in self.topics or not self.topics.isdisjoint(topics)


class Witness:
    """Listens in a thread of its own, so that its times are not those of the load's loop."""

    def __init__(self, url: str) -> None:
        self.notices: dict[UUID, list[Notice]] = {}
        self.last = 0.0
        self._link = psycopg.connect(url, autocommit=True, application_name="yichuang-bench-witness")
        self._link.execute("LISTEN yichuang")
        self.since = datetime.now(UTC)
        self._over = False
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over = True
        self._thread.join(5)
        self._link.close()

    def last_of(self, center: UUID) -> float:
        """When the center's latest notice was heard."""
        told = self.notices.get(center)
        return told[-1].at if told else 0.0

    def _listen(self) -> None:
        while not self._over:
            for note in self._link.notifies(timeout=0.5):
                now = time.monotonic()
                fact = json.loads(note.payload)
                if "t" not in fact:
                    continue
                center = UUID(fact["c"])
                self.notices.setdefault(center, []).append(Notice(center, frozenset(fact["t"]), fact["e"], now))
                self.last = now
