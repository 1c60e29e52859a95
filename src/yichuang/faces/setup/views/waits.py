"""The calling order, how often announced waits held, and how many windows are needed."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.queueing import api as queueing
from yichuang.faces.setup.pages import actor_of, done, key_of, setup_page, show
from yichuang.faces.shared.templatetags.waits import NAMES
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid

LONGEST = timedelta(days=400)
FIGURES = (
    ("default", gettext_noop("按目标时间"), (
        ("start", gettext_noop("每人取号时先算已等几分钟")), ("brevity", gettext_noop("快办事项提前的程度（0 至 100）")),
        ("most", gettext_noop("快办事项最多提前几分钟")), ("lead_normal", gettext_noop("普通号最多越过早来几分钟的人")),
        ("lead_priority", gettext_noop("优先号最多越过早来几分钟的人")), ("lead_appointment", gettext_noop("预约号最多越过早来几分钟的人")),
    )),
    ("accumulating", gettext_noop("优先等候加倍计"), (
        ("rate_normal", gettext_noop("普通号的倍数")), ("rate_priority", gettext_noop("优先号的倍数")),
        ("rate_appointment", gettext_noop("预约号的倍数")),
    )),
    ("ratio", gettext_noop("按比例轮流"), (
        ("first", gettext_noop("先叫几个优先和预约的号")), ("then", gettext_noop("再叫几个普通号")),
    )),
)  # fmt: skip
"""The figures that each order reads, with their words."""


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest) -> HttpResponse:
    """Choose the order and its figures."""
    refusal = None
    if request.method == "POST":
        answer = done(request, {"order": _set}, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/order.html", lambda: _order(request), refusal)


def _order(request: HttpRequest) -> dict[str, Any]:
    now = queueing.calling_order(actor_of(request))
    groups = [
        (name, _(label), [(key, _(words), now[key]) for key, words in figures]) for name, label, figures in FIGURES
    ]
    return {"order": now, "names": list(NAMES), "groups": groups}


def _set(request: HttpRequest) -> str:
    figures = {key: _number(request, key) for _name, _label, group in FIGURES for key, _words in group}
    queueing.set_calling_order(
        actor=actor_of(request), key=key_of(request), name=request.POST.get("name", ""), **figures
    )
    return _("叫号顺序已保存，从下一次呼叫起生效。")


def _number(request: HttpRequest, key: str) -> int | None:
    """A whole number of the form; what is empty stays as it is."""
    typed = request.POST.get(key, "").strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 5:
        raise Invalid("queue.number_shape", field=key)
    return int(typed)


@setup_page("place.manage", "hall.lead")
@require_GET
def accuracy(request: HttpRequest) -> HttpResponse:
    """How often what was announced held, between two days."""
    today = clock.center_day(clock.now(), request.center.zone)  # type: ignore[attr-defined]
    until = _day(request.GET.get("until", "")) or today
    since = _day(request.GET.get("since", "")) or until - timedelta(days=30)
    since = min(max(since, until - LONGEST), until)
    return show(
        request,
        "setup/accuracy.html",
        lambda: {"page": queueing.accuracy(actor_of(request), since=since, until=until)},
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


@setup_page("place.manage", "hall.lead")
@require_GET
def advice(request: HttpRequest) -> HttpResponse:
    """Windows needed by half-hour, and what each change would do."""
    actor = actor_of(request)
    return show(
        request,
        "setup/advice.html",
        lambda: {"advice": queueing.staffing_advice(actor), "queues": queueing.queues(actor)},
    )
