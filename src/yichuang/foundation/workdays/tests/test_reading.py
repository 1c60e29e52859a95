"""A notice is read as it is printed, or as somebody types it; what cannot be read is named by its line."""

from datetime import date

import pytest

from yichuang.foundation.errors import Invalid
from yichuang.foundation.workdays.published import rows
from yichuang.foundation.workdays.reading import read_notice

PRINTED = """国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2025年11月4日
"""


def test_the_printed_notice_gives_the_published_days():
    found = read_notice(PRINTED, 2026)
    assert list(found.off) == ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]
    assert {d for days in found.off.values() for d in days} == {d for d, w, _ in rows() if d.year == 2026 and not w}
    assert {d for days in found.worked.values() for d in days} == {d for d, w, _ in rows() if d.year == 2026 and w}
    assert found.worked["国庆节"] == [date(2026, 9, 20), date(2026, 10, 10)]


@pytest.mark.parametrize(
    ("text", "off", "worked"),
    [
        ("春节 2026-02-15~2026-02-23，2026-02-14、2026-02-28上班", ("2026-02-15", "2026-02-23", 9), 2),
        ("春节 2.15-2.23; 2.14 2.28 上班", ("2026-02-15", "2026-02-23", 9), 2),
        ("春节：2/15—23", ("2026-02-15", "2026-02-23", 9), 0),
        ("元旦 12月31日至1月2日放假", ("2025-12-31", "2026-01-02", 3), 0),
        ("元旦：2025年12月31日至2026年1月2日放假，共3天", ("2025-12-31", "2026-01-02", 3), 0),
        ("元旦：1月1日放假1天", ("2026-01-01", "2026-01-01", 1), 0),
        ("1. 国庆节、中秋节：10月1日至8日", ("2026-10-01", "2026-10-08", 8), 0),
    ],
)
def test_what_people_type_is_read(text, off, worked):
    found = read_notice(text, 2026)
    [days] = found.off.values()
    assert (str(days[0]), str(days[-1]), len(days)) == off
    assert sum(map(len, found.worked.values())) == worked


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "workdays.no_days", None),
        ("各部门要妥善安排好值班工作。", "workdays.no_days", None),
        ("元旦：1月1日\n春节：除夕至初六放假", "workdays.line_unread", 2),
        ("五一 5/1-5/5 work 5/9", "workdays.line_unread", 1),
        ("元旦：1月1日\n\n5月9日上班", "workdays.line_without_name", 3),
        ("2026年5月1日", "workdays.line_without_name", 1),
        ("春节 2月30日", "workdays.no_such_day", 1),
        ("春节 13月1日", "workdays.no_such_day", 1),
        ("春节 2月15日至3日", "workdays.stretch", 1),
        ("春节 2月15日至12月3日", "workdays.stretch", 1),
        ("国庆 10.1-10.7，共8天", "workdays.total", 1),
    ],
)
def test_what_cannot_be_read_is_named(text, code, line):
    with pytest.raises(Invalid) as no:
        read_notice(text, 2026)
    assert (no.value.code, no.value.field, no.value.facts.get("line")) == (code, "days", line)
