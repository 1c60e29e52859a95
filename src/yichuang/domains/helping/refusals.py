"""Sentences for this room's refusals. Each says what to do."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "question.missing": _("没有找到这条求助，或不属于本中心。"),
    "question.wrong_state": _("这条求助已经处理过了，请刷新后再看。"),
    "question.kind": _("请选择求助的种类：业务问题、系统操作或硬件故障。"),
    "question.text_needed": _("请写明内容。"),
    "question.too_long": _("最多写 %(most)s 个字，请缩短。"),
    "question.not_yours": _("这条求助是别人提的，请由提问的人操作。"),
    "question.not_to_you": _("这条求助不归您答复，请转给对应的岗位。"),
    "question.no_answer": _("还没有答复，不能收入知识库。请先答复。"),
}
