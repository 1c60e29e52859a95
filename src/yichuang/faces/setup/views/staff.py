"""People: who works here, the roles that each holds, leaving; tokens for programs."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.faces.setup.pages import actor_of, center_of, done, key_of, setup_page, show
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid


@setup_page("staff.manage")
@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """Everybody with the roles in force; somebody new."""
    refusal = None
    if request.method == "POST":
        answer = done(request, {"add": _add}, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/staff.html", lambda: _list(request), refusal)


def _list(request: HttpRequest) -> dict[str, Any]:
    role, q = request.GET.get("role", ""), request.GET.get("q", "").strip()
    role = role if role in people.ROLES else ""
    found = people.staff_list(center_of(request), today=_today(request), role=role)
    if q:
        found = [s for s in found if q in s.name or q in s.username or q in s.badge_no]
    return {"people": found, "roles": people.ROLES, "role": role, "q": q, **_options(request)}


def _options(request: HttpRequest) -> dict[str, Any]:
    units = places.departments(center_of(request))
    return {
        "role_options": [(r, people.ROLES[r].label) for r in people.STAFF_ROLES],
        "units": {d.id: d for d in units},
        "department_options": [("", "—"), *((str(d.id), d.name) for d in units)],
    }


def _add(request: HttpRequest) -> str:
    form = request.POST
    people.add_staff(
        actor=actor_of(request), key=key_of(request), username=form.get("username", ""),
        password=form.get("password", ""), name=form.get("name", ""), post=form.get("post", ""),
        badge_no=form.get("badge_no", ""), department_id=_uuid(form.get("department", "")), temporary=True,
    )  # fmt: skip
    return _("%(name)s 已登记。授予岗位后才能登录，第一次登录时须换成自己的密码。") % {"name": form.get("name")}


@setup_page("staff.manage")
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """One person: description, roles with their dates, password, leaving."""
    refusal = None
    if request.method == "POST":
        request.staff_id = staff_id  # type: ignore[attr-defined]
        acts = {"change": _change, "grant": _grant, "end": _end, "password": _password, "app": _app, "leave": _leave}
        answer = done(request, acts, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/person.html", lambda: _person(request, staff_id), refusal)


def _person(request: HttpRequest, staff_id: UUID) -> dict[str, Any]:
    found = people.staff(staff_id, today=_today(request))
    return {"person": found, "roles": people.ROLES, "here": center_of(request), **_options(request)}


def _change(request: HttpRequest) -> str:
    form = request.POST
    skills = [s.strip() for s in form.get("skills", "").replace("，", ",").split(",") if s.strip()]
    people.change_staff(
        actor=actor_of(request), key=key_of(request), staff_id=request.staff_id,  # type: ignore[attr-defined]
        name=form.get("name", ""), post=form.get("post", ""), department_id=_uuid(form.get("department", "")),
        skills=skills,
    )  # fmt: skip
    return _("已保存。")


def _grant(request: HttpRequest) -> str:
    form = request.POST
    people.grant_role(
        actor=actor_of(request), key=key_of(request), staff_id=request.staff_id,  # type: ignore[attr-defined]
        role=form.get("role", ""), department_id=_uuid(form.get("department", "")), starts=_day(form.get("starts", "")),
        ends=_day(form.get("ends", "")),
    )  # fmt: skip
    return _("岗位已授予。")


def _end(request: HttpRequest) -> str:
    form = request.POST
    grant = _uuid(form.get("grant", ""))
    if grant is None:
        raise Invalid("request.invalid", field="grant")
    people.end_grant(actor=actor_of(request), key=key_of(request), grant_id=grant, reason=form.get("reason", ""))
    return _("岗位已收回，立即生效。")


def _password(request: HttpRequest) -> str:
    people.set_password(
        actor=actor_of(request), key=key_of(request), staff_id=request.staff_id,  # type: ignore[attr-defined]
        password=request.POST.get("password", ""), temporary=True,
    )  # fmt: skip
    return _("密码已重设，原来的 PIN 已作废，此人的登录全部退出，下次登录时须换成自己的密码。")


def _app(request: HttpRequest) -> str:
    people.forget_app(
        actor=actor_of(request), key=key_of(request), staff_id=request.staff_id,  # type: ignore[attr-defined]
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    return _("验证器应用已解除，此人下次登录时重新绑定。")


def _leave(request: HttpRequest) -> str:
    people.revoke_everything(
        actor=actor_of(request), key=key_of(request), staff_id=request.staff_id,  # type: ignore[attr-defined]
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    return _("已办理离岗：岗位、令牌和登录全部失效。")


@setup_page("token.create")
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Keys for programs. A key is shown on the answer to the act that made it, and never again."""
    refusal = None
    if request.method == "POST":
        made: list[str] = []
        answer = done(request, {"make": lambda r: _make(r, made), "revoke": _revoke}, request.path)
        if made:
            return show(request, "setup/tokens.html", lambda: {**_tokens(request), "secret": made[0]})
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/tokens.html", lambda: _tokens(request), refusal)


def _tokens(request: HttpRequest) -> dict[str, Any]:
    found = people.staff_list(center_of(request), today=_today(request), active_only=True)
    options = [(f"{s.id}:{r}", f"{s.name} · {_(people.ROLES[r].label)}") for s in found for r in s.roles]
    return {"tokens": people.tokens(center_of(request)), "bearers": options, "roles": people.ROLES}


def _make(request: HttpRequest, made: list[str]) -> str:
    staff_id, _colon, role = request.POST.get("bearer", "").partition(":")
    made.append(
        people.make_token(
            actor=actor_of(request), role=role, staff_id=_uuid(staff_id), label=request.POST.get("label", "").strip()
        )
    )
    return ""


def _revoke(request: HttpRequest) -> str:
    token = _uuid(request.POST.get("token", ""))
    if token is None:
        raise Invalid("request.invalid", field="token")
    reason = request.POST.get("reason", "")
    people.revoke_token(actor=actor_of(request), key=key_of(request), token_id=token, reason=reason)
    return _("令牌已停用，立即失效。")


def _today(request: HttpRequest) -> date:
    return clock.center_day(clock.now(), request.center.zone)  # type: ignore[attr-defined]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Invalid("request.invalid", field="id") from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("role.dates", field="ends") from None
