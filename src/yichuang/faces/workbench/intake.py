"""What a page needs before a case exists: finding the item, its questions, this person's list, the form of the parties."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.faces.shared.initials import initials
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing
from yichuang.foundation.identity_words import ID_TYPES

from . import words
from .promises import telling_facts

MOST = 40
ALL = 500


def guide_or_none(code: str) -> catalog.Guide | None:
    """The item of a code that a person brought along; None when it is not in force any more."""
    if not code:
        return None
    try:
        return catalog.guide(code)
    except Missing:
        return None


def find_facts(actor: Actor, *, q: str = "", queue: str = "") -> dict[str, Any]:
    """Items for the search box: what the words match, or what the initials match, or the items of the ticket's queue."""
    asked = q.strip()
    if not asked:
        mine = catalog.search(actor, offered=True, group=queue, limit=MOST)
        return {"items": mine or catalog.search(actor, offered=True, limit=MOST), "q": ""}
    items = catalog.search(actor, asked, offered=True, limit=MOST)
    if asked.isascii() and asked.isalpha():
        items = _by_initials(catalog.search(actor, offered=True, limit=ALL), asked) or items
    return {"items": items[:MOST], "q": asked}


def _by_initials(items: list[catalog.ItemLine], typed: str) -> list[catalog.ItemLine]:
    """SPJY finds 食品经营许可; what begins so stands first."""
    wanted = typed.upper()
    found = [(initials(i.name).find(wanted), i) for i in items]
    return [i for at, i in sorted((f for f in found if f[0] >= 0), key=lambda f: (f[0], f[1].code))]


def form_facts(actor: Actor, code: str, given: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The form that opens a case for an item; nothing when the item is not known here."""
    guide, offer = guide_or_none(code), catalog.offer(actor, code) if code else None
    if guide is None or offer is None:
        return {}
    return {
        "guide": guide, "known": cases.rule_known(guide.intake_rule),
        "external": offer.external_system if offer.handled_in == "external" else "",
        **list_facts(guide, given or {}), **party_facts(), "news": catalog.unread_change(actor, code, guide.number), "methods": words.METHODS, **telling_facts(guide),
    }  # fmt: skip


def list_facts(guide: catalog.Guide, answers: Mapping[str, str]) -> dict[str, Any]:
    """This person's list as the answers stand."""
    lines = catalog.checklist(guide, answers)
    return {"checklist": lines, "needed": sum(line.need == "yes" for line in lines)}


def party_facts() -> dict[str, Any]:
    """Choices of the party form."""
    return {
        "roles": [(code, _(cases.ROLE_LABELS[code])) for code in cases.ROLES],
        "id_types": [(t.value, _(word)) for t, word in ID_TYPES.items()],
    }


def situation_of(data: QueryDict) -> dict[str, str]:
    """`situation.q1=a` → {"q1": "a"}."""
    return {
        name.removeprefix("situation."): str(value) for name, value in data.items() if name.startswith("situation.")
    }


def parties_of(data: QueryDict) -> list[dict[str, str]]:
    """`parties.0.name=…` → [{"name": …}], in the order of their numbers; an untouched extra form is left out."""
    found: dict[int, dict[str, str]] = {}
    for name, value in data.items():
        head, _dot, rest = name.partition(".")
        number, _dot, field = rest.partition(".")
        if head == "parties" and number.isdigit() and field:
            found.setdefault(int(number), {})[field] = str(value).strip()
    rows = [found[n] for n in sorted(found)]
    return [r for n, r in enumerate(rows) if n == 0 or r.get("name") or r.get("id_no")]
