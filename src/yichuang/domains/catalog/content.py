"""An item's content as one plain dictionary: the shape in which contents are read, compared, merged and written.

A key that an import file leaves out keeps what the catalogue knows; a key that is there and empty clears it.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

SCALARS: dict[str, Any] = {
    "name": "", "name_en": "", "item_class": "power", "type_name": "", "type_code": "", "type_sure": "confirmed",
    "department_name": "", "level": "", "service_objects": [], "project_type": "promised", "intake_rule": "PUBLIC_SERVICE",
    "fee": "", "fee_sure": "confirmed", "result_name": "", "result_validity": "", "result_sure": "confirmed",
    "conditions": [], "procedure": [], "quantity": "", "accept_channels": [], "aliases": [], "notes": "",
    "commitment": False, "commitment_kind": "", "commitment_sure": "confirmed", "commitment_text_sure": "confirmed", "commitment_basis": "",
    "commitment_terms": "", "commitment_duties": "", "commitment_breach": "", "commitment_excluded": "",
    "commitment_verify_days": None, "commitment_repair_days": None, "tolerance": False, "tolerance_rule": "",
    "tolerance_sure": "confirmed", "in_person": False, "sensitive": False, "review_first": False,
    "refusal_with_notice": None,
}  # fmt: skip
LIMITS = ("statutory", "promised", "delivery", "review")
"""`review` is the own limit of a first review by a lower organ, where a law sets another one than 行政许可法 43."""
LIMIT: dict[str, Any] = {
    "value": 0, "unit": "working_day", "basis": "", "citation": "", "starts_at": "acceptance", "sure": "confirmed", "extension": "",
    "extension_value": None, "extension_unit": "",
}  # fmt: skip
BASIS: dict[str, Any] = {"law": "", "article": "", "sure": "confirmed"}
PROCEDURE: dict[str, Any] = {"name": "", "kind": "other_by_law", "counted": True, "est_days": None, "sure": "confirmed"}
MATERIAL: dict[str, Any] = {
    "code": "", "name": "", "name_en": "", "category": "main", "necessity": "required", "tolerable": False,
    "replaceable": False, "form": "",
    "source": "", "copies": 1, "original": True, "sure": "confirmed", "class_sure": "confirmed", "note": "", "when": {}, "shows": [],
    "blank_form": None, "filled_sample": None, "review_points": [],
}  # fmt: skip
QUESTION: dict[str, Any] = {"code": "", "text": "", "help": "", "answers": []}
EMPTY: dict[str, Any] = {
    **SCALARS, **dict.fromkeys(LIMITS), "legal_basis": [], "special_procedures": [], "materials": [], "questions": [],
}  # fmt: skip


def merged(known: Mapping[str, Any] | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the catalogue would hold after taking in what a file says. Materials are recognised by their names."""
    base = deepcopy(dict(known)) if known else deepcopy(EMPTY)
    old = {m["name"]: m for m in base["materials"]}
    base.update(deepcopy({k: v for k, v in given.items() if k not in (*LIMITS, "materials")}))
    for kind in LIMITS:
        if kind in given:
            base[kind] = (
                None if given[kind] is None else {**LIMIT, **_start(kind, given), **(base[kind] or {}), **given[kind]}
            )
    if "materials" in given:
        base["materials"] = [
            {**MATERIAL, **old.get(m["name"], {}), **m, "code": m.get("code") or f"M{place}"}
            for place, m in enumerate(given["materials"], start=1)
        ]
    base["legal_basis"] = [{**BASIS, **b} for b in base["legal_basis"]]
    base["special_procedures"] = [{**PROCEDURE, **p} for p in base["special_procedures"]]
    return base


def _start(kind: str, given: Mapping[str, Any]) -> dict[str, str]:
    """Where a limit starts when nobody said: on the spot from receipt, delivery from the decision, else from acceptance."""
    if kind == "delivery":
        return {"starts_at": "decision"}
    return {"starts_at": "receipt" if given[kind]["value"] == 0 else "acceptance"}
