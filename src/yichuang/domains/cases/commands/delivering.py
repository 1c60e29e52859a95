"""The result: registered when it exists, handed over when it is taken. The results themselves are kept by delivery."""

from typing import Any
from uuid import UUID

from yichuang.domains.delivery import api as delivery
from yichuang.foundation.command import Work, command

from .. import catalogue, clocks, events
from ..lifecycle import State
from ..models import METHODS, Case
from .common import about, among, answer, as_id, need, stands, take_case, tell, text

DENIAL = "不予批准决定书"


@command("cases.register_result", needs="result.register")
def register_result(
    work: Work, *, case: UUID | str, result_name: str = "", result_no: str = "", validity: str = ""
) -> dict[str, Any]:
    """The certificate, the permit, the filing number is made and ready at the window."""
    found = take_case(work, case)
    stands(found, "register_result")
    found.result_name = text(result_name, "result_name", most=200) or found.result_name
    found.result_no = text(result_no, "result_no", most=100) or found.result_no
    result = register(work, found, validity=text(validity, "validity", most=100))
    tell(work, found)
    return answer(found, result={"id": result, "name": found.result_name, "no": found.result_no})


def register(work: Work, case: Case, *, validity: str = "") -> UUID:
    """Put the result on the delivery desk's list, in the caller's transaction."""
    item = catalogue.pinned(case.item_version_id)
    case.result_name = case.result_name or (DENIAL if case.verdict == "deny" else item.result_name)
    assert case.decided_at is not None
    result = delivery.register(
        work,
        subject=about(case),
        department_id=case.department_id,
        name=need(case.result_name, "result_name", "结果名称"),
        number=case.result_no,
        decided_at=case.decided_at,
        validity=validity or item.validity,
        method=case.delivery_method,
        limit=item.delivery,
    )
    case.result_registered_at = work.at
    Case.objects.filter(pk=case.pk).update(
        result_name=case.result_name, result_no=case.result_no, result_registered_at=work.at
    )
    work.audit("case.result_registered", about(case), after={"result": result, "name": case.result_name})
    work.emit(events.RESULT_REGISTERED, about(case), case=case.pk, no=case.no, result=result)
    return result


@command("cases.deliver", needs="result.deliver")
def deliver(
    work: Work,
    *,
    case: UUID | str,
    method: str,
    receiver_name: str,
    receiver_id_type: str = "",
    receiver_id_no: str = "",
    relation: str = "self",
    proxy_reason: str = "",
    signature: str = "",
    signature_request: UUID | str | None = None,
    signing: str = "",
    witness: str = "",
    tracking_no: str = "",
    carrier: str = "",
    address: str = "",
) -> dict[str, Any]:
    """Hand the result over, or give it to the post. A result that nobody registered is registered by being handed over."""
    found = take_case(work, case)
    stands(found, "deliver")
    among(method, METHODS, "method")
    if found.result_registered_at is None:
        register(work, found)
    done = delivery.hand_over(
        work,
        subject=about(found),
        method=method,
        receiver=delivery.Receiver(
            name=text(receiver_name, "receiver_name", most=100),
            id_type=receiver_id_type,
            id_no=text(receiver_id_no, "receiver_id_no", most=60),
            relation=relation or "self",
            proxy_reason=text(proxy_reason, "proxy_reason", most=200),
        ),
        proof=delivery.Proof(
            signing=signing, image=signature, witness=witness,
            request_id=as_id(signature_request) if signature_request else None,
        ),
        tracking_no=text(tracking_no, "tracking_no", most=60),
        carrier=text(carrier, "carrier", most=60),
        address=text(address, "address", most=300),
    )  # fmt: skip
    if done["state"] == "handed_over":
        mark_delivered(work, found.pk)
    found.refresh_from_db()
    tell(work, found)
    return answer(found, delivery=done)


def mark_delivered(work: Work, case_id: UUID) -> None:
    """Every result of the case is in its receiver's hands. Saying it twice changes nothing."""
    case = Case.objects.select_for_update().get(pk=case_id, center_id=work.center_id)
    if case.state != State.DECIDED:
        return
    case.move("deliver", at=work.at, delivered_at=work.at)
    clocks.meet(work, case, "delivery")
    work.audit("case.delivered", about(case), after={"state": case.state})
    work.emit(
        events.DELIVERED, about(case), case=case.pk, no=case.no, ticket=case.ticket_id, department=case.department_id
    )
    tell(work, case)
