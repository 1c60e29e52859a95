"""Words for the codes of this room, in the active language."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_noop as _

from .rules import RELATIONS

METHODS = {"on_site": _("现场领取"), "post": _("邮寄送达"), "electronic": _("电子送达")}
STATES = {
    "ready": _("待领取"),
    "dispatched": _("已寄出"),
    "handed_over": _("已送达"),
    "returned": _("退回部门"),
    "with_department": _("部门已收回"),
}
SIGNINGS = {
    "pad": _("评价器签名"),
    "paper": _("纸面签收"),
    "post": _("邮件签收"),
    "electronic": _("电子送达"),
    "witnessed": _("见证人见证"),
}
_RELATIONS = {
    "self": _("本人"),
    "agent": _("代理人"),
    "legal_representative": _("法定代表人"),
    "guardian": _("监护人"),
    "family": _("亲属"),
    "staff": _("单位员工"),
    "neighbour": _("邻里"),
    "other": _("其他"),
}
assert set(_RELATIONS) == set(RELATIONS)


def method_words(code: str) -> str:
    """现场领取."""
    return _t(METHODS.get(code, code))


def state_words(code: str) -> str:
    """待领取."""
    return _t(STATES.get(code, code))


def signing_words(code: str) -> str:
    """评价器签名."""
    return _t(SIGNINGS.get(code, code))


def relation_words(code: str) -> str:
    """本人; a relation that was typed is shown as it was said."""
    return _t(_RELATIONS[code]) if code in _RELATIONS else code
