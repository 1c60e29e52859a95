"""What the boards show, and what they ought to: the first from the pages' own HTML, the second from the tables by SQL of the bench's own."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg

from .page import Page


@dataclass(slots=True)
class Truth:
    """One center as the tables have it."""

    waiting: dict[str, int] = field(default_factory=dict)
    queues: list[str] = field(default_factory=list)
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    """The latest twelve, newest first: number, window, state."""
    windows: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Window → its state, the number at it, that ticket's state."""
    zones: dict[str, str] = field(default_factory=dict)
    tickets: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    """Tracking code → state, window, how many of the same queue are before it."""


_CALLS = """
SELECT number, coalesce(d.code, ''), t.state FROM (SELECT * FROM queueing_ticket WHERE center_id = %(c)s AND day = %(day)s
 AND called_at IS NOT NULL AND state <> 'waiting' ORDER BY called_at DESC LIMIT 12) t
 LEFT JOIN queueing_windowdesk d ON d.window_id = t.window_id
 ORDER BY CASE t.state WHEN 'called' THEN t.state_since ELSE t.called_at END DESC
"""
_AHEAD = """
SELECT t.tracking_code, t.state, coalesce(d.code, ''), (SELECT count(*) FROM queueing_ticket o WHERE o.queue_id = t.queue_id
 AND o.day = t.day AND o.state = 'waiting' AND o.for_window_id IS NULL AND o.ordered_at < t.ordered_at)
 FROM queueing_ticket t LEFT JOIN queueing_windowdesk d ON d.window_id = t.window_id
 WHERE t.center_id = %(c)s AND t.tracking_code = ANY(%(codes)s)
"""


def read(link: "psycopg.Connection[Any]", center: UUID, day: str, codes: list[str]) -> Truth:
    """Five statements in the transaction that is open, which should see one moment."""
    truth, given = Truth(), {"c": center, "day": day, "codes": codes}
    truth.queues = [
        r[0]
        for r in link.execute("SELECT code FROM queueing_queue WHERE center_id = %(c)s AND active ORDER BY code", given)
    ]
    truth.waiting = dict(link.execute(
        "SELECT q.code, count(t.id) FROM queueing_queue q LEFT JOIN queueing_ticket t ON t.queue_id = q.id AND t.day = %(day)s"
        " AND t.state = 'waiting' AND t.for_window_id IS NULL WHERE q.center_id = %(c)s GROUP BY q.code", given,
    ).fetchall())  # fmt: skip
    truth.calls = link.execute(_CALLS, given).fetchall()
    for code, state, number, at, zone in link.execute(
        "SELECT w.code, coalesce(d.state, 'closed'), coalesce(t.number, ''), coalesce(t.state, ''), z.code FROM places_window w"
        " JOIN places_zone z ON z.id = w.zone_id LEFT JOIN queueing_windowdesk d ON d.window_id = w.id"
        " LEFT JOIN queueing_ticket t ON t.id = d.ticket_id WHERE w.center_id = %(c)s", given,
    ):  # fmt: skip
        truth.windows[code], truth.zones[code] = (state, number, at), zone
    for code, state, window, ahead in link.execute(_AHEAD, given):
        truth.tickets[code.replace("-", "")] = (state, window, ahead)
    return truth


def shown(page: Page) -> str:
    """What the page's board shows now, as it was read last."""
    return next((p.shown for p in page.parts.values() if p.id in _PART.get(page.kind, (p.id,))), "")


def differs(page: Page, text: str, truth: Truth) -> str:
    """How what a page's board showed differs from the tables; empty when it does not."""
    if not text:
        return f"{page.center} {page.kind} {page.of}: nothing was ever read"
    shows, ought = _READERS[page.kind](text, page.of, truth)
    return "" if shows == ought else f"{page.center} {page.kind} {page.of}: shows {shows}, ought to show {ought}"


_PART = {"desk": ("figures",)}
Pair = tuple[Any, Any]


def _hall(text: str, of: str, truth: Truth) -> Pair:
    now = re.search(r'sc-now__no[^>]*>([^<]+)<.*?sc-now__win"><b>([^<]+)<', text, re.S)
    rest = re.findall(r'sc-rec__no[^>]*>([^<]+)<.*?sc-rec__state">([^<]*)<.*?sc-rec__win"><b>([^<]+)<', text, re.S)
    lines = re.findall(r'sc-q__z"><b[^>]*>(\w+) .*?(\d+) 人等候', text, re.S)
    calls = [c for c in truth.calls if c[1]]
    words = {"serving": "办理中", "called": "请到窗口", "absent": "过号", "held": "请稍候"}
    shows = ([now.groups()] if now else [], rest, {code: int(n) for code, n in lines})
    ought = (
        [c[:2] for c in calls[:1]], [(n, words.get(state, ""), window) for n, window, state in calls[1:4]],
        {q: truth.waiting.get(q, 0) for q in truth.queues[:5]},
    )  # fmt: skip
    return shows, ought


def _zone(text: str, of: str, truth: Truth) -> Pair:
    shows = {}
    for piece in text.split('<div class="sz-w sz-w--')[1:]:
        code = re.search(r'sz-w__win"><b>([^<]+)<', piece)
        number = re.search(r"sz-w__no[^>]*>([^<]+)<", piece)
        if code:
            shows[code[1]] = (piece.split('"')[0], number[1] if number else "")
    ought = {}
    for code, (state, number, at) in truth.windows.items():
        if truth.zones[code] == of:
            look = {"open": "free", "paused": "paused"}.get(state, "closed")
            ought[code] = (
                ("called" if at == "called" else "serving", number) if state == "open" and number else (look, "")
            )
    return shows, ought


def _window(text: str, of: str, truth: Truth) -> Pair:
    number = re.search(r'sw-no([^"]*)"[^>]*>([^<]+)<', text)
    words = re.search(r'sw-words">([^<]+)<', text)
    state, at_window, at = truth.windows[of]
    if state == "open" and at_window:
        ought = (at_window, at == "called")
    else:
        ought = ({"open": "请稍候", "paused": "暂停服务"}.get(state, "未开放"), False)
    shows = (number[2], "is-called" in number[1]) if number else (words[1] if words else "", False)
    return shows, ought


def _evaluator(text: str, of: str, truth: Truth) -> Pair:
    mark = re.search(r'name="have" value="([^"]*)"', text)
    parts = mark[1].split(":") if mark else []
    state, number, _ = truth.windows[of]
    return (parts[2], parts[4]) if len(parts) > 4 else (), (state, number)


def _kiosk(text: str, of: str, truth: Truth) -> Pair:
    lines = re.findall(r"<li><span>(\w+) .*?</span><b>(?:<i class=\"yc-vh\">[^<]*</i>)?([^<]*)", text, re.S)
    called: dict[str, str] = {}
    for number, _, _ in reversed(truth.calls):
        called[number.rstrip("0123456789")] = number
    return lines, [(q, called.get(q, "")) for q in truth.queues[:4]]


def _phone(text: str, of: str, truth: Truth) -> Pair:
    big = re.search(r"po-ticket__big[^>]*>([^<]+)<", text)
    state, window, ahead = truth.tickets[of.replace("-", "")]
    ought = {
        "waiting": f"前面 {ahead} 人", "called": f"请到 {window} 号窗口", "serving": f"正在 {window} 号窗口办理", "served": "本次已办完",
    }.get(state, "")  # fmt: skip
    return big[1].strip() if big else "", ought


def _portal(text: str, of: str, truth: Truth) -> Pair:
    found = re.search(r"<dd>(\d+)<i>/ (\d+)</i></dd></div></dl>", text)
    opened = sum(state == "open" for state, _, _ in truth.windows.values())
    return tuple(map(int, found.groups())) if found else (), (opened, len(truth.windows))


def _desk(text: str, of: str, truth: Truth) -> Pair:
    found = re.search(r'data-testid="waiting">(\d+)<', text)
    return int(found[1]) if found else -1, sum(truth.waiting.values())


_READERS = {
    "hall": _hall, "zone": _zone, "window": _window, "evaluator": _evaluator, "kiosk": _kiosk, "phone": _phone,
    "portal": _portal, "desk": _desk,
}  # fmt: skip
KINDS = tuple(_READERS)
