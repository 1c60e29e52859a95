"""A center and a catalogue file with one complete item."""

from copy import deepcopy
from typing import Any

import pytest

from yichuang.domains.catalog import api as catalog
from yichuang.domains.places.tests.conftest import found
from yichuang.foundation import dispatch
from yichuang.foundation.actor import Actor
from yichuang.foundation.workdays import table

ITEM: dict[str, Any] = {
    "id": "T01",
    "name": "小店登记",
    "department": "市场监督管理局",
    "type": "行政许可",
    "type_code": "01",
    "level": "县级",
    "project_type": "承诺件",
    "intake_rule": "LICENSE_STD",
    "service_object": ["自然人"],
    "legal_basis": [{"law": "某条例", "article": "8", "sure": "text"}],
    "statutory_limit": {"value": 20, "unit": "日", "extension": "10工作日", "sure": "text"},
    "promise_limit": {"value": 5, "unit": "工作日", "sure": "typical"},
    "delivery_limit": {"value": 10, "unit": "工作日"},
    "fee": {"text": "不收费"},
    "result": {"name": "登记证"},
    "conditions": ["有一间店"],
    "procedure": ["申请", "受理", "发证"],
    "quantity": "无数量限制",
    "aliases": ["开小店"],
    "questions": [
        {
            "code": "who",
            "text": "谁来办？",
            "answers": [{"code": "self", "text": "本人"}, {"code": "agent", "text": "委托他人", "note": "带身份证"}],
        }
    ],
    "materials": [
        {"name": "申请书", "class": "主件", "necessity": "必要", "tolerable": False, "copies": 1},
        {"name": "营业执照", "class": "次件", "necessity": "必要", "tolerable": True, "copies": 2},
        {
            "name": "委托书", "class": "主件", "necessity": "情形", "tolerable": False, "copies": 1,
            "when": {"who": ["agent"]}, "review_points": [{"text": "双方签名", "fix": "请补签名"}],
        },
    ],
}  # fmt: skip
PDF = b"%PDF-1.7 sample"


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queues of an item stand in a room above this one."""
    monkeypatch.setattr(dispatch, "wiring", lambda: dispatch.Wiring(in_step={}, jobs={}))


@pytest.fixture
def here(db: None) -> Actor:
    table.seed()
    return found("here", "甲区政务服务中心")


@pytest.fixture
def there(here: Actor) -> Actor:
    return found("there", "乙区政务服务中心")


def document(**over: Any) -> dict[str, Any]:
    """A file with the item, some of its fields changed; None takes a field away."""
    item = deepcopy(ITEM)
    for key, value in over.items():
        if value is None:
            item.pop(key, None)
        else:
            item[key] = value
    return {"items": [item]}


def published(actor: Actor, **over: Any) -> catalog.Guide:
    """The item, imported, given its sample form and published."""
    catalog.import_catalogue(actor=actor, document=document(**over))
    catalog.attach_form(
        actor=actor, code="T01", material="M1", kind="filled_sample", name="示范.pdf", content_type="application/pdf",
        data=PDF,
    )  # fmt: skip
    catalog.publish_item(actor=actor, code="T01")
    return catalog.guide("T01")
