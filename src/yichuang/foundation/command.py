"""One way in for every write: one durable transaction with a scope, a clock, a receipt, an audit chain, events and one NOTIFY.

Round trips of a command beside its own: one to enter (scope, key lock, receipt), one to take the chain's head, one to leave
(audit, head, events, receipt, notify together), and the commit.
"""

import functools
import hashlib
import json
import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Concatenate, ParamSpec
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError, connection, transaction
from django.utils.module_loading import import_string
from psycopg.errors import LockNotAvailable

from . import audit, clock, dispatch, prepared, scope
from .actor import Actor
from .errors import Busy, Denied, Invalid, KeyReused, Refused
from .ids import uuid7

P = ParamSpec("P")
log = logging.getLogger("yichuang.command")
_NOBODY = UUID(int=0)


class First(Exception):
    """Raised in a command's body: something that was due has to be done before, in a transaction of its own.

    The command is rolled back, `act(actor)` runs, and the command begins anew; so what was due stays done even when the
    command is refused afterwards. `subject` names the thing: one thing is put first once.
    """

    def __init__(self, act: Callable[[Actor], None], subject: str) -> None:
        super().__init__(subject)
        self.act, self.subject = act, subject


class Work:
    """What a command's body gets: who, when, where, and the ledgers that it writes."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        assert actor.center_id is not None
        self.actor, self.at, self.center_id = actor, at, actor.center_id
        self._lines: list[audit.Line] = []
        self._facts: list[dispatch.Fact] = []
        self._topics: list[str] = []

    @property
    def zone(self) -> ZoneInfo:
        """The center's zone. Costs a look-up the first time in a process."""
        return zone_of(self.center_id)

    @property
    def today(self) -> date:
        """The center's day of this command."""
        return clock.center_day(self.at, self.zone)

    def audit(
        self,
        action: str,
        subject: str,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        reason: str = "",
    ) -> None:
        """Say what was done. Personal values must be masked or left out by the caller."""
        self._lines.append(audit.Line(action, subject, before, after, reason))

    def emit(self, name: str, subject: str, **payload: Any) -> UUID:
        """Tell a fact. In-step listeners run now and may refuse; jobs and the row are written at the end."""
        fact = dispatch.Fact(uuid7(), name, subject, _plain(payload))
        self._facts.append(fact)
        dispatch.run_in_step(self, fact)
        return fact.id

    def live(self, *topics: str) -> None:
        """Name the topics whose pages must be refreshed; they are told once, at commit."""
        self._topics.extend(topics)

    def _leave(self, receipt: tuple[str, list[Any]] | None) -> None:
        """Write every ledger: the chain's head is locked last, so that a center's acts meet only here."""
        dispatch.defer_jobs(self.center_id, self._facts)
        parts: list[str] = []
        params: list[Any] = []
        if self._lines:
            seq, mac = _lock_head(self.center_id)
            rows, seq, mac = audit.chain(self.actor, self.center_id, self.at, self._lines, seq, mac)
            _add_audit(parts, params, self.center_id, rows, seq, mac)
        for fact in self._facts:
            parts.append(
                "INSERT INTO foundation_event (id, center_id, at, name, subject, payload) VALUES (%s,%s,%s,%s,%s,%s)"
            )
            params += [fact.id, self.center_id, self.at, fact.name, fact.subject, json.dumps(fact.payload)]
        if receipt:
            parts.append(receipt[0])
            params += receipt[1]
        last = "SELECT 1"
        if self._topics:
            mark = self._facts[-1].id if self._facts else uuid7()
            sent = dispatch.told.get()
            if sent is not None:
                sent.append(str(mark))
            last = "SELECT pg_notify(%s, %s)"
            params += [dispatch.CHANNEL, dispatch.notice(self.center_id, self._topics, mark)]
        if parts or self._topics:
            ledgers = ", ".join(f"w{n} AS ({part})" for n, part in enumerate(parts))
            prepared.one(f"WITH {ledgers} {last}" if parts else last, params)


def command(
    name: str, *, needs: str
) -> Callable[[Callable[Concatenate[Work, P], dict[str, Any]]], Callable[..., dict[str, Any]]]:
    """Make a function of (work, **arguments) a command, called as `act(actor=…, key=…, **arguments)`.

    `needs` is the capability; empty for public acts that a code guards. With a `key`, a repeat by the same actor gives
    the first answer and acts no second time; the same key with other arguments raises KeyReused. A refusal rolls
    everything back, is itself recorded in a second transaction, and frees the key. A command never calls a command.
    """

    def wrap(body: Callable[Concatenate[Work, P], dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        @functools.wraps(body)
        def run(*, actor: Actor, key: str = "", **arguments: Any) -> dict[str, Any]:
            try:
                actor.require(needs)
                if actor.center_id is None:
                    raise Denied("actor.no_center")
                return _run_after_what_is_due(body, name, actor, key, arguments)
            except Refused as no:
                _record_refusal(name, actor, no)
                raise
            except OperationalError as broken:
                if isinstance(broken.__cause__, LockNotAvailable):
                    raise Busy("command.busy") from broken
                raise

        run.needs, run.command = needs, name  # type: ignore[attr-defined]
        _known[name] = run
        return run

    return wrap


_known: dict[str, Callable[..., dict[str, Any]]] = {}


def known_commands() -> dict[str, Callable[..., dict[str, Any]]]:
    """Every command that has been imported, by name; for the tests that look at all of them."""
    return dict(_known)


def _run_after_what_is_due(
    body: Callable[..., dict[str, Any]], name: str, actor: Actor, key: str, arguments: dict[str, Any]
) -> Any:
    done: set[str] = set()
    while True:
        try:
            return _run(body, name, actor, key, arguments)
        except First as due:
            if due.subject in done:
                raise
            done.add(due.subject)
            due.act(actor)


def _run(body: Callable[..., dict[str, Any]], name: str, actor: Actor, key: str, arguments: dict[str, Any]) -> Any:
    print_ = _fingerprint(arguments) if key else ""
    with transaction.atomic(durable=True):
        seen = _enter(actor, name, key)
        if seen is not None:
            if seen[0] != print_:
                raise KeyReused("command.key_reused", command=name)
            return seen[1]
        work = Work(actor, clock.now())
        answer = _plain(body(work, **arguments))  # first and repeat look alike
        work._leave(_receipt(work, name, key, print_, answer) if key else None)
        return answer


def _enter(actor: Actor, name: str, key: str) -> tuple[str, Any] | None:
    """Scope the transaction; with a key, wait for a twin that holds it, then read what it answered."""
    sql, params = scope.settings_sql(actor)
    with connection.cursor() as cursor:
        if not key:
            cursor.execute(sql, params)
            return None
        who = actor.id or actor.device_id or _NOBODY
        cursor.execute(
            sql + "; SELECT pg_advisory_xact_lock(hashtextextended(%s, 0));"
            " SELECT fingerprint, answer FROM foundation_receipt"
            " WHERE center_id = %s AND actor_id = %s AND command = %s AND key = %s",
            [*params, f"{actor.center_id}:{who}:{name}:{key}", actor.center_id, who, name, key],
        )
        cursor.nextset()
        cursor.nextset()
        row = cursor.fetchone()
        if row is None:
            return None
        return row[0], json.loads(row[1]) if isinstance(row[1], str) else row[1]


def _receipt(work: Work, name: str, key: str, print_: str, answer: Any) -> tuple[str, list[Any]]:
    who = work.actor.id or work.actor.device_id or _NOBODY
    return (
        (
            "INSERT INTO foundation_receipt (id, center_id, actor_id, command, key, fingerprint, answer, at)"
            " VALUES (%s,%s,%s,%s,%s,%s,%s,%s)"
        ),
        [uuid7(), work.center_id, who, name, key, print_, json.dumps(answer), work.at],
    )


def _lock_head(center_id: UUID) -> tuple[int, str]:
    row = prepared.one("SELECT seq, mac FROM foundation_audithead WHERE center_id = %s FOR UPDATE", [center_id])
    if row is None:  # the center's first line
        row = prepared.one(
            "INSERT INTO foundation_audithead (center_id, seq, mac, seal) VALUES (%s, 0, '', '')"
            " ON CONFLICT (center_id) DO UPDATE SET seq = foundation_audithead.seq RETURNING seq, mac",
            [center_id],
        )
    assert row is not None
    return row[0], row[1]


def _add_audit(
    parts: list[str], params: list[Any], center_id: UUID, rows: list[dict[str, Any]], seq: int, mac: str
) -> None:
    columns = (*audit.COLUMNS, "mac")
    names = ", ".join(f'"{c}"' for c in columns)
    one = "(" + ",".join(["%s"] * len(columns)) + ")"
    parts.append(f"INSERT INTO foundation_auditentry ({names}) VALUES {','.join([one] * len(rows))}")
    for row in rows:
        for c in columns:
            value = row[c]
            params.append(json.dumps(value) if c in ("before", "after") and value is not None else value)
    parts.append("UPDATE foundation_audithead SET seq = %s, mac = %s, seal = %s WHERE center_id = %s")
    params += [seq, mac, audit.head_seal(center_id, seq, mac), center_id]


def _record_refusal(name: str, actor: Actor, no: Refused) -> None:
    """Being refused is recorded too, after the roll-back. Facts may hold what was typed, so only code and field are kept.

    A slip of the pen (Invalid) is not a refusal of the house and is left out; so is an actor without a center.
    """
    if actor.center_id is None or isinstance(no, Invalid):
        return
    try:
        with transaction.atomic():
            scope.enter(actor)
            work = Work(actor, clock.now())
            work.audit("command.refused", f"command:{name}", after={"code": no.code, "field": no.field})
            if no.leaves is not None:
                no.leaves(work)
            work._leave(None)
    except Exception:
        log.exception("a refusal of %s could not be recorded", name)


def _fingerprint(arguments: dict[str, Any]) -> str:
    plain = json.dumps(arguments, sort_keys=True, cls=_Encoder)
    return hashlib.sha256(plain.encode()).hexdigest()


class _Encoder(DjangoJSONEncoder):
    """Also digests bytes, so that an uploaded file takes part in a fingerprint."""

    def default(self, o: Any) -> Any:
        if isinstance(o, bytes | bytearray | memoryview):
            return hashlib.sha256(bytes(o)).hexdigest()
        if isinstance(o, set | frozenset):
            return sorted(o)
        return super().default(o)


def _plain(answer: Any) -> Any:
    return json.loads(json.dumps(answer, cls=_Encoder))


@functools.lru_cache(maxsize=512)
def zone_of(center_id: UUID) -> ZoneInfo:
    """The center's time zone by settings.YICHUANG_ZONE_SOURCE (a function of the center id); Asia/Shanghai for the installation."""
    if center_id == _NOBODY:
        return ZoneInfo("Asia/Shanghai")
    return ZoneInfo(import_string(settings.YICHUANG_ZONE_SOURCE)(center_id))
