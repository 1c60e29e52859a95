"""The test run's database: one embedded server for the whole run, one database a worker, cloned from a migrated template.

Loaded as a pytest plugin (`-p yichuang.config.testing`) before Django reads its settings. The server's data lies in the
cache folder and is kept between runs; it is tuned for speed, since nothing in it has to survive.
"""

import gc
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import Any

import psycopg
import pytest
from psycopg import sql

from yichuang.config import kept_rows
from yichuang.config.kept import HOME, fingerprint, only_one

SPEED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}
_server: Any = None


def _prepare() -> None:
    """Start the server (in the controlling process only) and point the settings at it, before they are read."""
    global _server
    # The template outlives a run, so what it was sealed with, and the files that it names, must outlive it too.
    os.environ.setdefault("YICHUANG_DATA_DIR", str(HOME / "data"))
    for name in ("SECRET", "AUDIT", "PRIVACY"):
        os.environ.setdefault(f"YICHUANG_{name}_KEY", f"only-for-tests-{name.lower()}-" + "0" * 32)
    os.environ.setdefault("YICHUANG_DB_POOL", "0")
    if "YICHUANG_DATABASE_URL" in os.environ:
        return
    from yichuang.config import postgres

    _server = postgres.ensure(HOME / "pg", options=SPEED)
    os.environ["YICHUANG_DATABASE_URL"] = _server.app_url
    os.environ["YICHUANG_DATABASE_OWNER_URL"] = _server.owner_url
    os.environ["YICHUANG_TEST_SUPER_URL"] = _server.super_url


_prepare()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Slow password hashes protect people, not sample accounts: a fast one first, the real one still understood."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    _same_examples_each_time()


def _same_examples_each_time() -> None:
    """Properties are tried with the same examples in every run, and none falls because the machine was busy for a moment.

    With YICHUANG_TEST_EXPLORE=1 each run tries others, to look for what these leave out.
    """
    from hypothesis import HealthCheck, settings

    same = os.environ.get("YICHUANG_TEST_EXPLORE") != "1"
    settings.register_profile("steady", derandomize=same, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("steady")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, then the large ones: a long one begun last would keep one worker busy while the other is idle."""
    count = Counter(item.path for item in items)
    long = {item.path for item in items if item.get_closest_marker("browser") or item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in long, -count[item.path]))


def pytest_collection_finish(session: pytest.Session) -> None:
    """The program and seven thousand tests stay to the end: the garbage collector need not look through them again and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server that this process started."""
    if _server is not None:
        _server.stop()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A fresh database for this worker, from a template that is migrated once per state of the code."""
    from django.db import connections

    worker = os.environ.get("PYTEST_XDIST_WORKER", "solo")
    name = f"test_{worker}_{os.getpid()}"
    template = f"tpl_{fingerprint()}"
    with django_db_blocker.unblock():
        with _super() as cursor, only_one("template"):
            if not _exists(cursor, template):
                _make_template(cursor, template)
            _create(cursor, name, template)
        _point_at(name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        with _super() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _make_template(cursor: Any, template: str) -> None:
    from django.core.management import call_command
    from django.db import connections

    from yichuang.foundation import rls

    _forget_old(cursor)
    draft = f"draft_{os.getpid()}"
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(draft)))
    _create(cursor, draft, "template0")
    owner = connections["owner"]
    owner.close()
    before = owner.settings_dict["NAME"]
    owner.settings_dict["NAME"] = draft
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    rls.apply("owner", app_role=connections["default"].settings_dict["USER"])
    owner.close()
    owner.settings_dict["NAME"] = before
    cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(template)))


def _forget_old(cursor: Any) -> None:
    """Keep the templates of the last few states of the code, so that two runs side by side do not take each other's away."""
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tpl\\_%' ORDER BY oid DESC OFFSET 8")
    for (old,) in cursor.fetchall():
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))


def _create(cursor: Any, name: str, template: str) -> None:
    from django.db import connections

    cursor.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
            sql.Identifier(name),
            sql.Identifier(template),
            sql.Identifier(connections["owner"].settings_dict["USER"]),
        )
    )


def _exists(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


@contextmanager
def _super() -> Iterator[Any]:
    with psycopg.connect(os.environ["YICHUANG_TEST_SUPER_URL"], autocommit=True) as link, link.cursor() as cursor:
        yield cursor


@pytest.fixture
def demo_db(_demo_house: "tuple[str, kept_rows.Untouched]", django_db_blocker: Any) -> Iterator[None]:
    """A committed database with the whole sample center in it; what the test wrote is taken back after it."""
    name, untouched = _demo_house
    with django_db_blocker.unblock(), _pointed_at(name):
        yield
        with kept_rows.server(name) as link:
            untouched.put_back(link)


@pytest.fixture(scope="session")
def _demo_house(django_db_setup: None, django_db_blocker: Any) -> "Iterator[tuple[str, kept_rows.Untouched]]":
    """One for all tests of this worker, with a memory of how it was."""
    with django_db_blocker.unblock(), _demo_clone("shared") as name:
        with kept_rows.server(name) as link:
            untouched = kept_rows.Untouched.of(link)
        yield name, untouched


@contextmanager
def demo_database(django_db_blocker: Any) -> Iterator[None]:
    """As `demo_db`, for a fixture that lives longer than one test: a database of its own, dropped at the end."""
    with django_db_blocker.unblock(), _demo_clone("own") as name, _pointed_at(name):
        yield


@contextmanager
def _demo_clone(what: str) -> Iterator[str]:
    name = f"test_demo_{what}_{os.environ.get('PYTEST_XDIST_WORKER', 'solo')}_{os.getpid()}"
    template = f"tpl_demo_{fingerprint(demo=True)}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with _super() as cursor, only_one("template"):
        if not _exists(cursor, template):
            if not _exists(cursor, f"tpl_{fingerprint()}"):
                _make_template(cursor, f"tpl_{fingerprint()}")
            _make_demo_template(cursor, template)
        cursor.execute(drop)
        _create(cursor, name, template)
    yield name
    with _super() as cursor:
        cursor.execute(drop)


@contextmanager
def _pointed_at(name: str) -> Iterator[None]:
    from django.db import connections

    from yichuang.domains.people import api as people

    before = connections["default"].settings_dict["NAME"]
    _point_at(name)
    people.forget()
    yield
    _point_at(before)
    people.forget()


def _point_at(name: str) -> None:
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        connections.settings[alias]["NAME"] = name


def _make_demo_template(cursor: Any, template: str) -> None:
    from django.db import connections

    from yichuang.sample.load import load_demo

    draft, before = f"draft_demo_{os.getpid()}", connections["default"].settings_dict["NAME"]
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
    _create(cursor, draft, f"tpl_{fingerprint()}")
    _point_at(draft)
    load_demo()
    _point_at(before)
    cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(template)))


@pytest.fixture
def real_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Real, committed transactions (threads, scope, kill); every table is emptied afterwards. Slower than `db`."""
    with _real_database(django_db_blocker):
        yield


@contextmanager
def _real_database(django_db_blocker: Any) -> Iterator[None]:
    from django.db import connections

    with django_db_blocker.unblock():
        yield
        for alias in connections:
            connections[alias].close()
        with kept_rows.server() as link:
            kept_rows.empty(link)


@pytest.fixture
def remembered(real_db: None) -> Callable[[str, Callable[[], Any]], Any]:
    """`remembered("hall", build)`: what `build` writes into an empty database, written once a worker and put back for each test."""
    return kept_rows.remembered


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """`at_once(bodies)`: all of them in the same instant, each in a thread and on a connection of its own; what each gave, in their order.

    The first fault of any is raised when all have ended. A refusal is a fault too, unless with `refusals` it is an answer.
    `when`: what the clock says in every thread.
    """
    return _at_once


def _at_once(bodies: Sequence[Callable[[], Any]], *, refusals: bool = False, when: datetime | None = None) -> list[Any]:
    from django.db import connections

    from yichuang.foundation import clock
    from yichuang.foundation.errors import Refused

    gate = threading.Barrier(len(bodies))
    answers: list[Any] = [None] * len(bodies)
    faults: list[BaseException] = []

    def run(n: int, body: Callable[[], Any]) -> None:
        try:
            with clock.at(when) if when else nullcontext():
                gate.wait()
                answers[n] = body()
        except Refused as no:
            answers[n] = no
            if not refusals:
                faults.append(no)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, body)) for n, body in enumerate(bodies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return answers


@pytest.fixture
def undone() -> Callable[[], Any]:
    """A context that takes back everything written inside. Commands may run in it, as in a test's own transaction."""
    return _undone


@contextmanager
def _undone() -> Iterator[None]:
    from django.db import transaction

    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]
    with atomic:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def unsaved_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One transaction for the tests of a file, taken back at its end: they share what is built, and each plays in `undone`."""
    from django.db import connection

    with django_db_blocker.unblock():
        with _undone():
            yield
        connection.close()


@pytest.fixture(scope="module")
def shared_real_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """As `real_db`, shared by the tests of a file."""
    with _real_database(django_db_blocker):
        yield
