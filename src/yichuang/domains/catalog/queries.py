"""Every read of the catalogue. Versions need no scope; which center offers what reads inside the scope that is open."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from yichuang.foundation import clock, workdays
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing
from yichuang.foundation.workdays import table

from . import rules, store
from . import search as words_of
from .models import CatalogFile, ItemVersion, Offer
from .types import DraftLine, Guide, ItemDiff, ItemLine, OfferInfo

_IN_FORCE = "v.state = 'published' AND v.effective_from <= %s AND (v.effective_to IS NULL OR v.effective_to > %s)"
_LINE = (
    "v.item_id, v.id, i.code, v.name, v.name_en, v.department_name, v.item_class, v.type_name, v.project_type,"
    " v.service_objects, v.effective_from"
)


def today() -> date:
    """The catalogue's own day: laws and versions come into force by the state's clock, not by a center's."""
    return clock.center_day(clock.now(), ZoneInfo("Asia/Shanghai"))


def search(
    actor: Actor, q: str = "", *, on: date | None = None, offered: bool = False, group: str = "", limit: int = 50
) -> list[ItemLine]:
    """Items in force on a day, best match first, by code when nothing is asked.

    `offered` keeps what the actor's center offers, with queue and department; `group` one of its queues.

    One query. Words are matched by the index; a code or a part of the name is found as well, and behind all of them what
    has the question in its code: the beginning of a code before its middle or its tail.
    """
    q = q.replace("\x00", "")[:100]
    words, day = words_of.asked(q), on or today()
    where: list[str] = [_IN_FORCE]
    params: list[Any] = [day, day]
    select, order = "0::float AS rank", "i.code"
    if q.strip():
        # Twenty words are more than a person types; more would only make a slow query.
        ask = words_of.query(words[:20])
        part = words_of.part_of_code(q)
        where.append(
            "(v.search @@ %s::tsquery OR i.code = upper(%s) OR position(lower(%s) in lower(v.name || ' ' || v.name_en)) > 0"
            + (" OR position(%s in upper(i.code)) > 0)" if part else ")")
        )
        params += [ask, q.strip(), q.strip(), *([part] if part else [])]
        select = (
            "ts_rank_cd('{0.05,0.2,0.6,1.0}', COALESCE(v.search, ''::tsvector), %s::tsquery)"
            " + CASE WHEN i.code = upper(%s) THEN 100 WHEN position(lower(%s) in lower(v.name)) > 0 THEN 10 ELSE 0 END AS rank"
        )
        params = [ask, q.strip(), q.strip(), *params]
        order = "rank DESC, i.code"
        if part:
            params.insert(0, part)
            select = f"position(%s in upper(i.code)) AS at, {select}"
            order = "rank DESC, at, i.code"
    join = ""
    offer = "'' AS grp, 'here' AS handled_in, NULL::uuid AS department_id"
    if offered or group:
        join = "JOIN catalog_offer o ON o.item_id = i.id AND o.active"
        offer = 'o."group" AS grp, o.handled_in, o.department_id'
        where.append("o.center_id = %s")
        params.append(actor.center_id)
        if group:
            where.append('o."group" = %s')
            params.append(group)
    sql = (
        f"SELECT {_LINE}, {offer}, {select} FROM catalog_itemversion v JOIN catalog_serviceitem i ON i.id = v.item_id"
        f" {join} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, limit])
        return [_line(row[:14]) for row in cursor.fetchall()]


def _line(row: Sequence[Any]) -> ItemLine:
    values = list(row)
    values[9] = tuple(json.loads(values[9]) if isinstance(values[9], str) else values[9])
    return ItemLine(*values)


def guide(code: str, *, on: date | None = None) -> Guide:
    """The whole guide of an item as it is in force on a day. One query once the version is in memory."""
    on, code = on or today(), _clean(code)
    rows = ItemVersion.objects.filter(item__code=code, state="published", effective_from__lte=on)
    found = rows.exclude(effective_to__lte=on).order_by("-effective_from").values_list("pk", "effective_to").first()
    if found is None:
        raise Missing("item.missing", code=code)
    return replace(_published(found[0]), effective_to=found[1])


def _clean(code: str) -> str:
    """A code as a person or a program may send it: PostgreSQL keeps no NUL and would fail instead of not finding."""
    return code.replace("\x00", "")


def guide_of_version(version_id: UUID) -> Guide:
    """A version that a case has pinned, in force or not. No query once it is in memory."""
    return _published(version_id)


def draft(code: str) -> Guide | None:
    """The version that is being written, or None."""
    found = ItemVersion.objects.filter(item__code=_clean(code), state="draft").first()
    return store.guide(found, code) if found else None


@lru_cache(maxsize=1024)
def _published(version_id: UUID) -> Guide:
    # A published version is never written again, so its guide holds for the life of the process.
    found = ItemVersion.objects.filter(pk=version_id).exclude(state="draft").select_related("item").first()
    if found is None:
        raise Missing("item.missing", code="")
    return store.guide(found, found.item.code)


def versions(code: str) -> list[tuple[int, str, date | None, date | None]]:
    """(number, state, from, to) of an item, newest first."""
    rows = ItemVersion.objects.filter(item__code=code).order_by("-number")
    return list(rows.values_list("number", "state", "effective_from", "effective_to"))


def drafts(year: int) -> list[DraftLine]:
    """Every item with an unpublished version, what the gate finds lacking and whether the promise may outlast the law."""
    rows = list(ItemVersion.objects.filter(state="draft").select_related("item").order_by("item__code"))
    known, calendar = store.contents(rows), table.calendar_of()
    return [
        DraftLine(
            v.item.code,
            v.name,
            v.number,
            tuple(rules.lacking(known[v.pk]) + rules.commitment_lacking(known[v.pk])),
            _warning(known[v.pk], calendar, year),
        )
        for v in rows
    ]


def draft_changes(code: str) -> ItemDiff:
    """What publishing an item's draft would change against what is in force."""
    rows = list(ItemVersion.objects.filter(item__code=code).select_related("item").order_by("-number")[:2])
    if not rows or rows[0].state != "draft":
        raise Missing("item.no_draft", code=code)
    known = store.contents(rows)
    before = known[rows[1].pk] if len(rows) > 1 else {}
    changes = tuple(rules.differences(before, known[rows[0].pk]))
    return ItemDiff(code, rows[0].name, "changed" if before else "new", changes)


def _warning(content: dict[str, Any], calendar: workdays.Calendar, year: int) -> str:
    day = rules.promise_outlasts(content, calendar, year)
    return day.isoformat() if day else ""


def offers(actor: Actor) -> list[OfferInfo]:
    """What the actor's center offers. One query."""
    rows = Offer.objects.filter(center_id=actor.center_id, active=True).select_related("item").order_by("item__code")
    return [_offer(o) for o in rows]


def offer(actor: Actor, code: str) -> OfferInfo | None:
    """How the actor's center handles an item; None when it does not offer it."""
    rows = Offer.objects.filter(center_id=actor.center_id, item__code=_clean(code), active=True)
    found = rows.select_related("item").first()
    return _offer(found) if found else None


def _offer(row: Offer) -> OfferInfo:
    return OfferInfo(
        row.item_id, row.item.code, row.department_id, row.group, row.handled_in, row.external_system,
        row.review_department_id,
    )  # fmt: skip


def form_file(file_id: UUID) -> tuple[str, str, bytes]:
    """(name, content type, bytes) of a blank form or filled sample. Public."""
    found = CatalogFile.objects.filter(pk=file_id).first()
    if found is None:
        raise Missing("form.missing")
    return found.name, found.content_type, bytes(found.data)


def guide_to_revise(code: str) -> Guide:
    """The newest published version, also one whose day has not come: what a revision starts from. One query once it is in memory."""
    rows = ItemVersion.objects.filter(item__code=_clean(code), state="published").order_by("-number")
    found = rows.values_list("pk", flat=True).first()
    if found is None:
        raise Missing("item.missing", code=code)
    return _published(found)
