"""为什么还没叫到我: who was called sooner although he came later, for whoever holds the code of a ticket."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from yichuang.domains.queueing import api as queueing
from yichuang.foundation.errors import Missing
from yichuang.foundation.privacy import normal_code

from ..door import enter_by_id, page


@require_GET
@never_cache
def why(request: HttpRequest, code: str) -> HttpResponse:
    """Numbers, times and classes; nothing of any other person beside them."""
    found = queueing.find_ticket(code)
    if found is None:
        raise Missing("portal.code_unknown")
    told = queueing.why_not(enter_by_id(request, found[0]), found[1])
    return page(request, "portal/why.html", {"why": told, "code": normal_code(code)})
