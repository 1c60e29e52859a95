"""Sentences for this room's refusals. Each says what to do."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "result.missing": _("没有找到这项结果，或不属于本中心。"),
    "result.none": _("还没有登记结果，请先登记再送达。"),
    "result.wrong_state": _("这项结果已经处理过了，请刷新后再看。"),
    "result.name_needed": _("请填写结果名称。"),
    "result.too_long": _("内容过长，最多 %(most)s 个字。"),
    "result.validity": _("有效期的截止日期早于开始日期。"),
    "result.twice": _("这项结果已经登记过了。"),
    "result.method": _("不认识的送达方式“%(given)s”，可用：%(known)s。"),
    "result.relation": _("与申请人的关系最多写 20 个字。"),
    "result.receiver_needed": _("请填写领取人姓名。"),
    "result.tracking_needed": _("邮寄送达请填写邮件单号。"),
    "result.signature_needed": _("请领取人在评价器上签名；不能签名的，选纸面签收，或由见证人见证。"),
    "result.witness_needed": _("请填写见证人姓名。"),
    "result.received_future": _("签收时间不能晚于现在。"),
    "result.reason_needed": _("请写明原因。"),
    "result.signing": _("不认识的签收方式“%(given)s”。"),
    "signature.missing": _("没有找到这次签名，请重新发起。"),
    "signature.wrong_state": _("这次签名已经处理过了，请重新发起。"),
    "signature.window_busy": _("这个窗口已有一次签名在等待，请先完成或取消。"),
    "signature.not_here": _("只能在本窗口的评价器上签名。"),
    "signature.other_subject": _("这个签名不是为这件事签的，请重新发起。"),
    "signature.about_needed": _("请写明签收的内容。"),
    "signature.type": _("签名须是 PNG 或 SVG 图。"),
    "signature.too_large": _("签名图超过 %(most_kb)s KB，请重签。"),
    "signature.size": _("签名图尺寸过大，边长最多 %(most)s 像素，请重签。"),
    "signature.broken": _("签名图已损坏，请重签。"),
    "signature.blank": _("签名板上没有笔迹，请签名后再提交。"),
    "signature.svg_parts": _("签名图含有笔迹以外的内容，不能接收，请重签。"),
}
