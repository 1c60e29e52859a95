"""留件单: the paper of whoever left his things at closing time (DB50/T 1603-2024, 5.3.4.3). No case is opened by it."""

from uuid import UUID

from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.command import Work

from .. import catalogue
from . import build, strip
from .context import in_chinese

OPENING = (
    "到下班时间，上述事项还没有办完。经您同意，下列材料留在窗口继续办理，办完后按下面的方式交给您。"
    "本单不代表申请已经受理；受理、不予受理或者需要补正的，另行书面告知。"
)
CONSENTS = {"paper": "留件人在本单上签名", "tablet": "留件人已在评价器上签名"}
BY_POST, BY_HAND = "邮寄到您登记的地址", "电话通知本人到窗口领取"


@in_chinese
def kept_slip(work: Work, kept: UUID, item: str) -> documents.PaperRef:
    """In the name of the department that the item belongs to. Refused when the center does not offer the item."""
    offer = catalogue.offered(work.actor, item, work.today)
    guide, left = catalog.guide_of_version(offer.item.version_id), queueing.kept_facts(work.actor, kept)
    center, department = places.center(work.center_id), places.department(offer.department_id)
    at = left.kept_at.astimezone(work.zone)
    data = documents.KeptData(
        organ=build.organ_of(department, center, places.window(left.window_id)),
        applicant=documents.Applicant(name=left.name, phone_masked=left.phone_masked),
        matter=documents.Matter(
            item_name=guide.name, item_code=guide.code, received_on=at.date(), received_time=f"{at:%H:%M}",
            sensitive=guide.sensitive,
        ),
        wording=documents.Wording(title="留件单", opening=OPENING),
        plain=strip.kept(left.finish_by, left.posts, center.phone or department.phone),
        clerk=work.actor.name,
        issued_on=work.today,
        materials=tuple(documents.MaterialLine(name=sheet) for sheet in left.sheets),
        finish_by=left.finish_by,
        returns=BY_POST if left.posts else BY_HAND,
        consent=CONSENTS[left.consent],
        ticket=left.number,
    )  # fmt: skip
    return documents.issue_paper(work, "kept", data, department_id=offer.department_id, subject=f"kept:{kept}")
