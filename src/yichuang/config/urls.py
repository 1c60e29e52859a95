"""Every address of the program, one line a face."""

from importlib.util import find_spec

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

_FACES = [
    ("api/", "api"),
    ("kiosk/", "kiosk"),
    ("screen/", "screens"),
    ("desk/", "workbench"),
    ("office/", "backoffice"),
    ("floor/", "floor"),
    ("", "setup"),
    ("", "shared"),
    ("", "portal"),
]


def healthz(request: HttpRequest) -> HttpResponse:
    """For the supervisor and a load balancer: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("healthz", healthz)] + [
    path(prefix, include(f"yichuang.faces.{face}.urls"))
    for prefix, face in _FACES
    if find_spec(f"yichuang.faces.{face}") and find_spec(f"yichuang.faces.{face}.urls")
]

handler400 = "yichuang.faces.shared.views.bad_request"
handler403 = "yichuang.faces.shared.views.forbidden"
handler404 = "yichuang.faces.shared.views.not_found"
handler500 = "yichuang.faces.shared.views.server_error"
