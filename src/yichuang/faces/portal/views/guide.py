"""Finding an item, and its guide with this person's list of materials."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.errors import Invalid

from ..door import center_page, page


@require_GET
@center_page
def results(request: HttpRequest) -> HttpResponse:
    """Items for what was typed; all of them when nothing was."""
    q = request.GET.get("q", "").strip()[:60]
    return page(
        request, "portal/items.html", {"q": q, "items": catalog.search(request.actor, q, offered=True, limit=60)}
    )


@require_GET
@center_page
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """办事指南: answers in the address narrow the list, so that a list can be kept, printed and sent by its link."""
    found = catalog.guide(code)
    given = {q.code: request.GET[q.code] for q in found.questions if request.GET.get(q.code)}
    try:
        answers = catalog.check_answers(found, given)
    except Invalid:
        answers = {}
    lines = catalog.checklist(found, answers)
    needed = [line for line in lines if line.need != "no"]
    offer = catalog.offer(request.actor, code)
    facts = {
        "guide": found, "answers": answers, "lines": needed, "spared": [line for line in lines if line.need == "no"],
        "open_questions": catalog.open_questions(found, answers),
        "bring": sum(1 for line in needed if not line.material.shared and not line.material.on_site),
        "department": places.department(offer.first_department_id) if offer else None, "offer": offer,
        "stages": cases.stages_of_item(request.actor, code),
        "queue": _queue(request, code), "bookable": _bookable(request, code), "sample": found.promised is not None and found.promised.sure not in catalog.FIRM,
    }  # fmt: skip
    return page(request, "portal/guide.html", facts)


@require_GET
@center_page
def form_file(request: HttpRequest, file_id: object) -> HttpResponse:
    """A blank form or a filled sample."""
    name, content_type, data = catalog.form_file(file_id)
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _bookable(request: HttpRequest, code: str) -> queueing.QueueInfo | None:
    """The queue of the item, if it can be booked."""
    found = queueing.queue_for_item(request.actor, code)
    return found if found and found.slot_minutes else None


def _queue(request: HttpRequest, code: str) -> queueing.QueueLine | None:
    """The line that a person with this item would stand in, as it is now."""
    wanted = queueing.queue_for_item(request.actor, code)
    return next((q for q in queueing.board(request.actor).queues if q.code == wanted.code), None) if wanted else None
