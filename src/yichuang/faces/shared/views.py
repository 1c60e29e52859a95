"""The pages for what went wrong, in calm words, and the renewal of a page's stream address."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from .dress import base_of, home_of
from .live import renewed_address

_SAID = {
    400: _("页面可能打开太久了，或者内容被改动过。请回到首页重新进入。"),
    403: _("您现在的身份没有这项权限。需要时请找本单位的管理员开通，或换一个账号登录。"),
    404: _("地址可能写错了，或者内容已经撤下，也可能属于别的中心。请回到首页重新查找。"),
    409: _("情况刚刚变了。请刷新页面，看清现在的状态再继续。"),
    500: _("不是您的错，刚才的操作没有生效。请过一会儿再试；急事请找现场工作人员。"),
}
_STALE = _("这一页打开太久，刚才的操作没有生效。请重新打开再做一次。")
"""What stands under the heading of a status's page, and in the band where only a part of a page was asked for."""


@require_GET
@never_cache
def stream_address(request: HttpRequest) -> JsonResponse:
    """`{"url": …}`; 403 when the page was made for somebody who is no longer here."""
    url = renewed_address(request, request.GET.get("page", ""))
    return JsonResponse({"url": url}, status=200 if url else 403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the browser sent something that no page of ours sends."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: also what belongs to another center."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: must not need the database, a session or an actor."""
    try:
        return error_page(request, 500)
    except Exception:  # the house itself is broken: plain words are better than nothing
        return HttpResponse(
            "系统暂时不能服务，请稍后再试。 / Please try again in a moment.",
            status=500,
            content_type="text/plain; charset=utf-8",
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or came from another site."""
    return error_page(request, 403, template="shared/error_csrf.html", said=_STALE)


def error_page(request: HttpRequest, status: int, template: str = "", said: str = "") -> HttpResponse:
    """The page of a status, in the dress of the face that was asked for; for a part of a page a band, and the page stays."""
    words = said or _SAID[status]
    if request.headers.get("HX-Request"):
        answer = render(request, "shared/_refusal.html", {"sentence": words, "code": status}, status=status)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#refusal", "innerHTML"
        return answer
    return render(
        request,
        template or f"{status}.html",
        {"error_base": base_of(request.path), "home": home_of(request.path), "status": status, "said": words},
        status=status,
    )
