"""The chain under attack by the database's owner, triggers off: each kind of forgery is reported with its place."""

import pytest
from django.db import connections

from yichuang.foundation import audit, clock
from yichuang.foundation.command import Work, command


@command("tests.write_line", needs="")
def write_line(work: Work, *, n: int) -> dict:
    work.audit("line.written", f"line:{n}", after={"n": n, "ratio": 1.5, "text": "一"})
    return {}


@pytest.fixture
def lines(real_db, here, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    for n in range(1, 8):
        write_line(actor=here, n=n)
    return here.center_id


@pytest.fixture
def owner(real_db):
    """Raw SQL as the owner with the append-only triggers disabled."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditentry DISABLE TRIGGER ALL")
        yield cursor.execute
        cursor.execute("ALTER TABLE foundation_auditentry ENABLE TRIGGER ALL")


def faults():
    return [(f.kind, f.seq) for f in audit.verify("owner").faults]


def test_an_untouched_chain_is_whole(lines):
    report = audit.verify("owner")
    assert (report.centers, report.lines, report.faults) == (1, 7, [])


def test_an_altered_middle_line_is_named(lines, owner):
    owner("UPDATE foundation_auditentry SET after = '{\"n\": 9}' WHERE seq = 4")
    assert faults() == [("altered", 4)]


def test_a_deleted_middle_line_is_named(lines, owner):
    owner("DELETE FROM foundation_auditentry WHERE seq = 3")
    assert ("missing", 3) in faults()


def test_a_deleted_last_line_is_named(lines, owner):
    owner("DELETE FROM foundation_auditentry WHERE seq = 7")
    assert faults() == [("tail_missing", 7)]


def test_a_deleted_tail_with_the_head_moved_back_is_named(lines, owner):
    owner("DELETE FROM foundation_auditentry WHERE seq > 5")
    owner("UPDATE foundation_audithead SET seq = 5, mac = (SELECT mac FROM foundation_auditentry WHERE seq = 5)")
    assert faults() == [("head_altered", 5)]


def test_a_tail_rewritten_and_hashed_again_with_a_guessed_key_is_named(lines, owner, settings):
    real = settings.AUDIT_KEY
    settings.AUDIT_KEY = b"guessed"
    mac = dict_of(owner, "SELECT seq, mac FROM foundation_auditentry")[5]
    for row in list(audit._rows("owner", lines)):
        if row["seq"] > 5:
            row["after"] = {"n": 0}
            mac = audit._mac(mac, audit._canonical(row))
            owner("UPDATE foundation_auditentry SET after = '{\"n\": 0}', mac = %s WHERE seq = %s", [mac, row["seq"]])
    owner("UPDATE foundation_audithead SET mac = %s, seal = %s", [mac, audit.head_seal(lines, 7, mac)])
    settings.AUDIT_KEY = real
    found = faults()
    assert ("altered", 6) in found and ("head_altered", 7) in found


def test_a_tail_cut_with_the_real_key_is_contradicted_by_the_anchor(lines, owner):
    audit.anchor("owner", at=clock.now())
    owner("DELETE FROM foundation_auditentry WHERE seq > 5")
    mac = dict_of(owner, "SELECT seq, mac FROM foundation_auditentry")[5]
    owner("UPDATE foundation_audithead SET seq = 5, mac = %s, seal = %s", [mac, audit.head_seal(lines, 5, mac)])
    assert faults() == [("anchor_contradicted", 7)]


def test_a_chain_that_vanished_whole_is_remembered_by_its_anchor(lines, owner):
    audit.anchor("owner", at=clock.now())
    owner("DELETE FROM foundation_auditentry")
    owner("DELETE FROM foundation_audithead")
    assert ("head_missing", 0) in faults() and ("anchor_contradicted", 7) in faults()


def test_an_anchor_is_written_once_per_place(lines):
    assert audit.anchor("owner", at=clock.now()) == 1
    assert audit.anchor("owner", at=clock.now()) == 0


def dict_of(owner, sql):
    cursor = owner.__self__
    cursor.execute(sql)
    return dict(cursor.fetchall())
