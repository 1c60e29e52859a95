"""Hearings: one page for each act, with its days and what it does to the clock shown before it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.backoffice.pages import act, actor_of, key_of, office_page, show
from yichuang.foundation.errors import Missing, Refused, sentence

ORGANISE_DAYS = 20


@dataclass(frozen=True)
class Field:
    """A line of a form: `wide` ones are several lines long, `start` is what stands in it when nothing was typed yet."""

    name: str
    label: str
    most: int
    hint: str = ""
    wide: bool = False
    kind: str = "text"
    start: Callable[[cases.HearingPage], str] = lambda page: ""


@dataclass(frozen=True)
class Act:
    """`title` heads the page and stands on its button with `button`; `moves` says how the dates change: stops, goes_on or nothing."""

    title: str
    button: str
    command: Callable[..., dict[str, Any]]
    done: str
    fields: tuple[Field, ...]
    moves: str = ""


MATTER = Field(
    "matter", gettext_noop("听证事项"), 400, gettext_noop("争议的问题或者涉及的利益，会印在文书上。"), wide=True
)
PERSONS = Field(
    "persons",
    gettext_noop("告知对象"),
    400,
    gettext_noop("申请人和每位利害关系人，用分号隔开，会印在文书上。逐人送达，各人的五个工作日从自己收到起算。"),
    wide=True,
)
ON_ORDERED_DAYS = gettext_noop("已经出具文书 %(no)s，请送达申请人。期限照常计算，最迟办结的日期不变。")
"""What an act that stops the clock, or lets it go on, answers where a judgment or a review set the days."""
NO_HEARING = Field("reason", gettext_noop("原因"), 400, wide=True)

ACTS = {
    "tell": Act(
        gettext_noop("告知听证权利"), gettext_noop("告知权利并出具文书"), cases.tell_hearing_right,
        gettext_noop("已经出具《听证告知书》%(no)s，请送达告知对象。"),
        (MATTER, PERSONS, Field("basis", gettext_noop("法律依据"), 300, start=lambda page: page.told_basis)),
    ),
    "order": Act(
        gettext_noop("本机关决定举行听证"), gettext_noop("决定听证并停止计时"), cases.order_hearing,
        gettext_noop("已经停止计时，并出具《特别程序告知书》%(no)s，请送达申请人。"),
        (MATTER, PERSONS, Field("basis", gettext_noop("法律依据"), 300, start=lambda page: page.ordered_basis)), "stops",
    ),
    "apply": Act(
        gettext_noop("登记听证申请"), gettext_noop("登记申请并停止计时"), cases.apply_for_hearing,
        gettext_noop("已经停止计时，并出具《特别程序告知书》%(no)s，请送达申请人。"),
        (Field("applicant", gettext_noop("听证申请人"), 200, gettext_noop("按书面申请上的姓名或者名称填写。")),), "stops",
    ),
    "waive": Act(
        gettext_noop("登记放弃听证"), gettext_noop("登记放弃"), cases.waive_hearing,
        gettext_noop("已经登记放弃听证，可以作出决定。"),
        (Field("reason", gettext_noop("放弃的情况"), 400, gettext_noop("谁在什么时候书面放弃。"), wide=True),),
    ),
    "arrange": Act(
        gettext_noop("安排听证"), gettext_noop("安排并通知"), cases.arrange_hearing,
        gettext_noop("已经出具《听证通知书》%(no)s，请在今天送达。"),
        (
            Field("hold_at", gettext_noop("日期和时间"), 20, kind="datetime-local", start=lambda page: _first(page)),
            Field("place", gettext_noop("听证地点"), 200),
            Field("presider", gettext_noop("听证主持人"), 100, gettext_noop("审查本件的人员不能主持。")),
            Field("presider_post", gettext_noop("主持人职务"), 100),
        ),
    ),
    "hold": Act(
        gettext_noop("登记听证笔录"), gettext_noop("登记笔录并恢复计时"), cases.hold_hearing,
        gettext_noop("已经恢复计时，新的办结日期写在 %(no)s 里，请送达申请人。决定应当根据笔录作出。"),
        (
            Field("record", gettext_noop("听证笔录"), 4000, gettext_noop("要点即可，签字的原件扫描后附在办件里。"), wide=True),
            Field("signed_by", gettext_noop("笔录签字人"), 400, gettext_noop("拒绝签字的，写明情况。")),
        ),
        "goes_on",
    ),
    "cancel": Act(
        gettext_noop("不再举行听证"), gettext_noop("不再举行并恢复计时"), cases.cancel_hearing,
        gettext_noop("已经恢复计时，新的办结日期写在 %(no)s 里，请送达申请人。"), (NO_HEARING,), "goes_on",
    ),
}  # fmt: skip


def _first(page: cases.HearingPage) -> str:
    """Half past nine on the first day that the notice allows."""
    return f"{page.open.earliest.isoformat()}T09:30" if page.open and page.open.earliest else ""


def buttons(page: cases.HearingPage) -> list[tuple[str, str]]:
    """The acts that are open now, each with what it is called."""
    return [(name, _(ACTS[name].title)) for name in page.acts]


@require_http_methods(["GET", "POST"])
@office_page
def hearing_act(request: HttpRequest, no: str, name: str) -> HttpResponse:
    """One act on a hearing."""
    found = ACTS.get(name)
    if found is None:
        raise Missing("object.missing")
    actor_of(request).require("case.decide")
    refusal = None
    if request.method == "POST":
        refusal = act(request, lambda: _do(request, no, found))
        if refusal is None:
            return redirect("office_time", no)
    return show(request, "backoffice/hearing_act.html", lambda: _facts(request, no, name, found), refusal)


def _do(request: HttpRequest, no: str, do: Act) -> str:
    said = {f.name: request.POST.get(f.name, "") for f in do.fields}
    done = do.command(actor=actor_of(request), key=key_of(request), case=no, **said)
    issued = done.get("papers", [])
    words = ON_ORDERED_DAYS if do.moves and done.get("by_order") else do.done
    return _(words) % {"no": issued[0]["no"] if issued else ""}


def _facts(request: HttpRequest, no: str, name: str, do: Act) -> dict[str, Any]:
    actor = actor_of(request)
    found, page = cases.case_page(actor, no), cases.hearing_page(actor, no)
    typed = request.POST if request.method == "POST" else request.GET
    lines = [
        {"name": f.name, "label": _(f.label), "hint": _(f.hint) if f.hint else "", "most": f.most, "wide": f.wide,
         "kind": f.kind, "value": typed.get(f.name, f.start(page))}
        for f in do.fields
    ]  # fmt: skip
    facts: dict[str, Any] = {
        "case": found, "row": found.row, "hearing": page, "open": page.open, "name": name, "fields": lines, "moves": do.moves,
        "title": _(do.title), "button": _(do.button), "possible": name in page.acts,
        "unit": places.department(found.row.department_id),
    }  # fmt: skip
    try:
        facts["move"] = _effect(request, no, page, do) if facts["possible"] else None
    except Refused as not_yet:
        facts["not_yet"] = sentence(not_yet)
    return facts


def _effect(request: HttpRequest, no: str, page: cases.HearingPage, do: Act) -> cases.EffectView | None:
    actor = actor_of(request)
    if do.moves == "stops":
        return cases.preview_procedure(actor, no, days=ORGANISE_DAYS, kind="hearing")
    if do.moves == "goes_on" and page.open and page.open.stop_id:
        return cases.preview_finish(actor, no, page.open.stop_id)
    return None
