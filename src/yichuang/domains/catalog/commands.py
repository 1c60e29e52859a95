"""Every write of the catalogue: importing, attaching forms, publishing, offering."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yichuang.domains.places import api as places
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.workdays import table

from . import content as contents
from . import events, rules, search, store
from .labels import EXCLUDED_LABELS, GATE_LABELS, PROMISE_LABELS
from .models import CatalogFile, ItemVersion, Offer, ServiceItem
from .reading import FileError, read_file
from .telling import tell_windows
from .types import CHOOSES_REFUSAL, REFUSAL_CHOICES, Change, ItemDiff

FORM_LIMIT = 10 * 1024 * 1024


@command("catalog.import", needs="catalog.import")
def import_catalogue(
    work: Work, *, document: dict[str, Any], publish: bool = False, answer: str = ""
) -> dict[str, Any]:
    """Take a file in, all of it or nothing. An item that differs gets a draft; `publish` puts each draft in force today.

    Raises Invalid('catalog.file') with every error by path. Taking the same file in again changes nothing.
    """
    planned = plan_import(document)
    for code, diff, wanted in planned:
        if diff.state != "same":
            write_draft(work, code, wanted)
    if publish:
        _publish_drafts(work, [code for code, _diff, _wanted in planned], answer)
    counts = {state: sum(d.state == state for _c, d, _w in planned) for state in ("new", "changed", "same")}
    work.audit("catalog.imported", "catalog", after={**counts, "published": publish})
    work.live("catalog")
    return {**counts, "items": [{"code": c, "state": d.state, "changes": len(d.changes)} for c, d, _w in planned]}


def dry_run(document: Any) -> list[ItemDiff]:
    """What an import would do, item by item and field by field. Writes nothing."""
    return [diff for _code, diff, _wanted in plan_import(document)]


def plan_import(document: Any) -> list[tuple[str, ItemDiff, dict[str, Any]]]:
    """(code, difference, content wanted) for each item of a file; raises Invalid with every error by path."""
    items, errors = read_file(document)
    latest = latest_of([code for code, _given in items])
    known = store.contents(list(latest.values()))
    planned = []
    for place, (code, given) in enumerate(items):
        version = latest.get(code)
        before = known[version.pk] if version else None
        wanted = contents.merged(before, given)
        errors += check_whole(wanted, f"items[{place}]")
        changes = tuple(rules.differences(before or {}, wanted))
        state = "same" if before and not changes else "changed" if before else "new"
        planned.append((code, ItemDiff(code, wanted["name"], state, changes), wanted))
    if errors:
        raise Invalid("catalog.file", field=errors[0].path, count=len(errors), errors=[str(e) for e in errors],
                      first=str(errors[0]))  # fmt: skip
    return planned


def check_whole(wanted: Mapping[str, Any], path: str) -> list[FileError]:
    """What only shows when the item is put together: codes that occur twice, answers that no question has."""
    found: list[FileError] = []
    codes: set[str] = set()
    questions = {q["code"]: {a["code"] for a in q["answers"]} for q in wanted["questions"]}
    for place, material in enumerate(wanted["materials"]):
        where = f"{path}.materials[{place}]"
        if material["code"] in codes:
            found.append(FileError(f"{where}.code", _("材料代码重复：%(code)s") % {"code": material["code"]}))
        codes.add(material["code"])
        for question, answers in material["when"].items():
            for answer in answers:
                if answer not in questions.get(question, set()):
                    words = _("没有这个问题或选项：%(answer)s") % {"answer": answer}
                    found.append(FileError(f"{where}.when.{question}", words))
        if material["tolerable"] and material["category"] == "main":
            found.append(FileError(f"{where}.tolerable", _("主件必须齐全，不能容缺")))
    if wanted["commitment"] and wanted["commitment_excluded"]:
        words = str(EXCLUDED_LABELS[wanted["commitment_excluded"]])
        said = _("%(scope)s的事项不适用告知承诺") % {"scope": words}
        found.append(FileError(f"{path}.commitment_告知承诺.applies", said))
    if wanted["refusal_with_notice"] is not None and wanted["intake_rule"] != CHOOSES_REFUSAL:
        said = _("只有收件规则为 %(rule)s 的事项可以设定") % {"rule": CHOOSES_REFUSAL}
        found.append(FileError(f"{path}.refusal_with_notice", said))
    if wanted["review"] and not (wanted["review"]["basis"] and wanted["review"]["value"]):
        found.append(FileError(f"{path}.review_limit", _("初审期限不同于二十日的，要写明天数和法律、法规依据")))
    if not wanted["materials"] and wanted["intake_rule"] != "INSTANT":
        found.append(FileError(f"{path}.materials", _("至少要有一项材料")))
    return found


@command("catalog.attach_form", needs="catalog.edit")
def attach_form(
    work: Work, *, code: str, material: str, kind: str, name: str, content_type: str, data: bytes
) -> dict[str, Any]:
    """Put a blank form or a filled sample to a material, on the item's draft (made from what is in force if need be)."""
    if kind not in ("blank_form", "filled_sample"):
        raise Invalid("request.invalid", field="kind")
    if not data or len(data) > FORM_LIMIT or content_type not in ("application/pdf", "text/html", "image/png"):
        raise Invalid("form.unusable", field="data")
    version = _draft_of(work, code)
    row = version.materials.filter(code=material).first()
    if row is None:
        raise Missing("material.missing", code=material)
    digest = hashlib.sha256(data).hexdigest()
    file, _made = CatalogFile.objects.get_or_create(
        digest=digest, defaults={"name": name, "content_type": content_type, "size": len(data), "data": data}
    )
    setattr(row, f"{kind}_id", file.pk)
    row.save(update_fields=[kind])
    work.audit("catalog.form_attached", f"item:{code}", after={"material": material, "kind": kind, "digest": digest})
    return {"id": file.pk}


@command("catalog.set_refusal", needs="catalog.edit")
def set_refusal(work: Work, *, code: str, choice: str) -> dict[str, Any]:
    """Say on the item's draft whether a written refusal goes with the notice of what lacks: `yes`, `no`, or `center` as it has set.

    Only for general licences: real estate has it by law, and the other rules do not know it. In force once published; open cases
    stay with the version that they were opened under.
    """
    if choice not in REFUSAL_CHOICES:
        raise Invalid("request.invalid", field="choice")
    wanted, known = REFUSAL_CHOICES[choice], latest_of([code]).get(code)
    if known is not None and known.refusal_with_notice == wanted:
        return {"code": code, "refusal_with_notice": wanted}  # no empty draft
    version = _draft_of(work, code)
    if version.intake_rule != CHOOSES_REFUSAL:
        raise Refused("item.refusal_fixed", code=code)
    before, version.refusal_with_notice = version.refusal_with_notice, wanted
    version.save(update_fields=["refusal_with_notice"])
    work.audit(
        "catalog.refusal_set", f"item:{code}", before={"refusal_with_notice": before},
        after={"refusal_with_notice": version.refusal_with_notice},
    )  # fmt: skip
    work.live("catalog", f"item:{code}")
    return {"code": code, "refusal_with_notice": version.refusal_with_notice}


@command("catalog.publish", needs="catalog.edit")
def publish_item(work: Work, *, code: str, effective_from: date | None = None, answer: str = "") -> dict[str, Any]:
    """Put an item's draft in force from a day on.

    Refused while one of the eight contents of 行政许可法 30 is lacking, and while the promise could outlast the statute
    from some day of the year, unless that warning is answered in words, which are kept. The windows of the actor's center are
    told what changed against the version before; open cases stay with the version that they were opened under.
    """
    changes = _changes(code)
    version = put_in_force(work, code, effective_from or work.today, answer)
    tell_windows(work, version, changes)
    work.live("catalog", f"item:{code}")
    return {"code": code, "version": version.number, "effective_from": version.effective_from}


def _changes(code: str) -> list[Change]:
    """What the draft changes against the version before; nothing for an item's first version."""
    rows = list(ItemVersion.objects.filter(item__code=code).select_related("item").order_by("-number")[:2])
    if len(rows) < 2 or rows[0].state != "draft":
        return []
    known = store.contents(rows)
    return list(rules.differences(known[rows[1].pk], known[rows[0].pk]))


@command("catalog.discard_draft", needs="catalog.edit")
def discard_draft(work: Work, *, code: str) -> dict[str, Any]:
    """Throw away what has not been published."""
    row = ItemVersion.objects.select_for_update(of=("self",)).filter(item__code=code, state="draft").first()
    if row is None:
        raise Missing("item.no_draft", code=code)
    item, number = row.item, row.number
    row.delete()
    if not item.versions.exists():
        item.delete()
    work.audit("catalog.draft_discarded", f"item:{code}", before={"version": number})
    return {"code": code}


@command("catalog.offer", needs="catalog.edit")
def offer_item(
    work: Work, *, code: str, department_id: UUID, group: str, handled_in: str = "here", external_system: str = "",
    active: bool = True, review_department_id: UUID | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Say that this center offers an item: its department, the queue that leads to it, and where it is handled.

    `group` is the queue's code; empty for an item that is only handled without a number. The queue follows in step.
    With `review_department_id` the item is handled in two stages (行政许可法 35): that department accepts and reviews, and reports to
    `department_id`, which decides. Cases that are open stay as they were opened.
    """
    item = ServiceItem.objects.filter(code=code).first()
    if item is None:
        raise Missing("item.missing", code=code)
    if department_id not in {d.id for d in places.departments(work.center_id)}:
        raise Invalid("department.missing", field="department_id")
    if review_department_id is not None:
        _may_be_reviewed(work, code, department_id, review_department_id, handled_in)
    if handled_in not in ("here", "external") or (handled_in == "external" and not external_system.strip()):
        raise Invalid("offer.external_system", field="external_system")
    facts = {"department_id": department_id, "group": group, "handled_in": handled_in,
             "external_system": external_system.strip(), "active": active,
             "review_department_id": review_department_id}  # fmt: skip
    row, made = Offer.objects.get_or_create(center_id=work.center_id, item=item, defaults=facts)
    before = None if made else {k: getattr(row, k) for k in facts}
    if made or before != facts:
        for field, value in facts.items():
            setattr(row, field, value)
        row.save()
        work.audit("catalog.offered", f"item:{code}", before=before, after=facts)
        work.emit(events.OFFERED, f"item:{code}", item=code, queue=group if active else "")
        work.live("catalog")
    return {"id": row.pk, "code": code}


def _may_be_reviewed(work: Work, code: str, decides: UUID, reviews: UUID, handled_in: str) -> None:
    """Refuse two stages where they cannot be: the same organ twice, an outside system, no law for it, or nothing left to decide."""
    if reviews not in {d.id for d in places.departments(work.center_id)}:
        raise Invalid("department.missing", field="review_department_id")
    if reviews == decides:
        raise Invalid("offer.reviews_itself", field="review_department_id")
    if handled_in == "external":
        raise Invalid("offer.review_outside", field="review_department_id")
    latest = latest_of([code])[code]
    lacks = rules.not_for_two_stages(store.contents([latest])[latest.pk])
    if lacks:
        raise Invalid(f"offer.{lacks}", field="review_department_id", item=latest.name)


def _publish_drafts(work: Work, codes: list[str], answer: str) -> None:
    drafts = set(ItemVersion.objects.filter(item__code__in=codes, state="draft").values_list("item__code", flat=True))
    for code in codes:
        if code in drafts:
            put_in_force(work, code, work.today, answer)


def put_in_force(work: Work, code: str, day: date, answer: str) -> ItemVersion:
    """Publish the draft of an item, when the gates of `publish_item` let it through."""
    row = ItemVersion.objects.select_for_update(of=("self",)).filter(item__code=code, state="draft").first()
    if row is None:
        raise Missing("item.no_draft", code=code)
    known = store.contents([row])[row.pk]
    lacks = rules.lacking(known)
    if lacks:
        raise Refused("item.lacks", code=code, parts=lacks, lacks="、".join(str(GATE_LABELS[p]) for p in lacks))
    letter = rules.commitment_lacking(known)
    if letter:
        said = "、".join(str(PROMISE_LABELS[p]) for p in letter)
        raise Refused("item.commitment_lacks", code=code, parts=letter, lacks=said)
    late = rules.promise_outlasts(known, table.calendar_of(), day.year)
    if late and not answer.strip():
        raise Refused("item.promise_outlasts", code=code, day=late.isoformat())
    _close_earlier(row, code, day)
    row.state, row.effective_from, row.published_at, row.answered = "published", day, work.at, answer if late else ""
    row.save()
    search.index(row.pk, known)
    work.audit("catalog.published", f"item:{code}", after={"version": row.number, "from": day}, reason=row.answered)
    return row


def _close_earlier(row: ItemVersion, code: str, day: date) -> None:
    """The version in force until now ends where the new one begins; one that never came into force is replaced."""
    others = ItemVersion.objects.filter(item_id=row.item_id, state="published")
    if others.filter(effective_from__gt=day).exists():
        raise Refused("item.later_version", code=code)
    for old in others.filter(effective_to=None):
        if old.effective_from == day:
            # Two versions on one day: cases may have pinned the first, so it stays, in force for no day.
            ItemVersion.objects.filter(pk=old.pk).update(effective_from=day.fromordinal(day.toordinal() - 1))
        ItemVersion.objects.filter(pk=old.pk).update(effective_to=day)


def latest_of(codes: list[str]) -> dict[str, ItemVersion]:
    """The newest version of each item, a draft too. One query."""
    rows = ItemVersion.objects.filter(item__code__in=codes).select_related("item").order_by("item", "-number")
    return {v.item.code: v for v in rows.distinct("item")}


def write_draft(work: Work, code: str, wanted: dict[str, Any]) -> ItemVersion:
    """Put a whole content down as the item's draft, in place of one that is there."""
    item, _made = ServiceItem.objects.get_or_create(code=code)
    row = ItemVersion.objects.filter(item=item, state="draft").first()
    if row is None:
        last = ItemVersion.objects.filter(item=item).order_by("-number").values_list("number", flat=True).first() or 0
        row = ItemVersion(item=item, number=last + 1)
    store.write(row, wanted)
    work.audit("catalog.drafted", f"item:{code}", after={"version": row.number, "name": wanted["name"]})
    return row


def _draft_of(work: Work, code: str) -> ItemVersion:
    latest = latest_of([code]).get(code)
    if latest is None:
        raise Missing("item.missing", code=code)
    if latest.state == "draft":
        return latest
    return write_draft(work, code, store.contents([latest])[latest.pk])


__all__ = [
    "Change",
    "attach_form",
    "discard_draft",
    "dry_run",
    "import_catalogue",
    "offer_item",
    "publish_item",
    "set_refusal",
]
