"""Names of the identity documents and sentences for what is wrong with a number."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_noop as _

from .identity import IdType

ID_TYPES = {
    IdType.RESIDENT_ID: _("居民身份证"),
    IdType.PASSPORT: _("护照"),
    IdType.FOREIGN_PERMANENT_RESIDENCE: _("外国人永久居留身份证"),
    IdType.HK_MO_PASS: _("港澳居民来往内地通行证"),
    IdType.TW_PASS: _("台湾居民来往大陆通行证"),
    IdType.HMT_RESIDENCE: _("港澳台居民居住证"),
    IdType.BIRTH_CERTIFICATE: _("出生医学证明"),
    IdType.USCC: _("统一社会信用代码"),
    IdType.NONE: _("暂无证件"),
}

REFUSALS = {
    "identity.type": _("不认识的证件类型“%(given)s”。"),
    "identity.number_needed": _("请填写证件号码；没有证件请选“暂无证件”并写明原因。"),
    "identity.number_without_type": _("填写了号码，请选择证件类型。"),
    "identity.reason_needed": _("请写明暂无证件的原因。"),
    "identity.length": _("号码应为 %(expected)s 位，现在是 %(length)s 位，请核对。"),
    "identity.digits": _("号码前 17 位应为数字，末位为数字或 X。"),
    "identity.birth_impossible": _("号码中的出生日期不存在，请核对。"),
    "identity.birth_future": _("号码中的出生日期晚于今天，请核对。"),
    "identity.check_digit": _("号码的校验位不对，可能有一位输错，请逐位核对。"),
    "identity.form_passport": _("护照号码应为 5 至 17 位字母和数字，请核对。"),
    "identity.form_hk_mo_pass": _("港澳居民来往内地通行证号码应为 H 或 M 加 8 位或 10 位数字，请核对。"),
    "identity.form_tw_pass": _("台湾居民来往大陆通行证号码应为 8 位数字（旧证 10 位），请核对。"),
    "identity.form_birth_certificate": _("出生医学证明编号应为 1 位字母加 9 位数字，请核对。"),
    "identity.form_foreign_permanent_residence": _(
        "外国人永久居留身份证号码应为 9 开头的 18 位数字，或 3 位字母加 12 位数字，请核对。"
    ),
    "identity.foreign_begins_with_9": _("新版外国人永久居留身份证号码以 9 开头，请核对证件类型。"),
    "identity.hmt_region": _("港澳台居民居住证号码以 810000、820000 或 830000 开头，请核对证件类型。"),
    "identity.uscc_letters": _("统一社会信用代码里不会出现“%(letters)s”，请核对。"),
    "identity.name_needed": _("请填写姓名或名称。"),
    "identity.name_signs": _("姓名里有不能识别的符号，请重新输入。"),
    "identity.name_long": _("姓名或名称超过 %(most)s 个字。"),
    "identity.phone": _("电话号码格式不对；没有电话可以不填。"),
}


def id_type_words(id_type: str) -> str:
    """The document's name in the active language."""
    return _t(ID_TYPES[IdType(id_type)])
