"""Blank forms and filled samples for the demo catalogue, made with invented people and marked as samples."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
FONTS = HERE.parent / "domains" / "documents" / "fonts"

_PERSON = (
    ("申请人姓名", "张三丰"),
    ("联系电话", "13800000000"),
    ("证件类型", "居民身份证"),
    ("证件号码", "500199199001011230"),
)
_FIRM = (
    ("申请单位名称", "云岭区好滋味餐饮店（样例）"),
    ("联系电话", "13800000000"),
    ("统一社会信用代码", "（填写十八位代码）"),
    ("法定代表人", "张三丰"),
    ("经办人姓名", "李四光"),
    ("经办人证件号码", "（填写证件号码）"),
)
_TIPS = (
    "用黑色签字笔填写，字迹清楚，不要涂改。",
    "没有的项目写“无”，不要空着。",
    "填好后由申请人签名或者盖章，写上日期。",
)


@cache
def _compiler() -> typst.Compiler:
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(HERE), font_paths=faces)


def make(*, title: str, item: str, person: bool, filled: bool) -> bytes:
    """One form as a PDF of a page or less; `filled` shows how it is to be filled in."""
    data = _data(title, item, person, filled)
    pdf, warnings = _compiler().compile_with_warnings(
        str(HERE / "form.typ"), format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    if warnings:  # a missing font is only a warning to the engine, and the page would be blank
        raise RuntimeError(f"form.typ: {'; '.join(w.message for w in warnings)}")
    return bytes(pdf)


def _data(title: str, item: str, person: bool, filled: bool) -> dict[str, Any]:
    pairs = _PERSON if person else _FIRM
    where, what = "云岭区政务大道 88 号", f"申请办理“{item}”，材料齐全，请予办理。"
    return {
        "title": title + ("（填写示范）" if filled else ""),
        "item": f"用于：{item}",
        "pairs": [{"label": label, "value": value if filled else ""} for label, value in pairs],
        "wide": [
            {"label": "地址", "value": where if filled else "", "height": 9},
            {"label": "申请事项及理由", "value": what if filled else "", "height": 34},
        ],
        "statement": "本人（本单位）承诺所填内容和提交的材料真实、准确，并对其真实性负责。",
        "sign": "申请人（签名或盖章）："
        + ("张三丰　2026 年 1 月 5 日" if filled else "＿＿＿＿＿＿　＿＿＿＿ 年 ＿＿ 月 ＿＿ 日"),
        "tips": [] if filled else list(_TIPS),
        "footer": "样例数据，没有法律效力。姓名、号码和地址均为虚构。",
    }
