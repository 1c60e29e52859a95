"""The clock in words. The one module of the package that speaks a language.

Dates are written out in full, as on papers; lists and cells format their own.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, pgettext

from .count import Why
from .drawing import SumLine
from .limits import Limit, StartsAt, Unit
from .term import Binding, Light, Term

EVENTS = {  # translated in the context "event": elsewhere the same words are buttons
    StartsAt.RECEIPT: "收件",
    StartsAt.ACCEPTANCE: "受理",
    StartsAt.COMPLETE: "补齐材料",
    StartsAt.DECISION: "作出决定",
    StartsAt.BINDING: "生效",
}
STOPS = {
    "hearing": gettext_noop("听证"),
    "tender": gettext_noop("招标"),
    "auction": gettext_noop("拍卖"),
    "inspection": gettext_noop("检验"),
    "testing": gettext_noop("检测"),
    "quarantine": gettext_noop("检疫"),
    "appraisal": gettext_noop("鉴定"),
    "expert_review": gettext_noop("专家评审"),
    "other_by_law": gettext_noop("其他法定程序"),
}
LIGHTS = {
    Light.GREEN: gettext_noop("正常"),
    Light.YELLOW: gettext_noop("临期"),
    Light.RED: gettext_noop("超期"),
}
WHYS = {
    Why.EVENT: gettext_noop("当日不计"),
    Why.WORKING: gettext_noop("工作日"),
    Why.MAKEUP: gettext_noop("调休上班"),
    Why.ASSUMED: gettext_noop("放假安排未公布，按周一至周五推算"),
    Why.NATURAL: gettext_noop("自然日"),
    Why.HOURS: gettext_noop("连续计时"),
    Why.OFFICE_HOURS: gettext_noop("工作时间"),
    Why.OFF_HOURS: gettext_noop("非工作时间"),
    Why.EXTENSION: gettext_noop("延长的期限"),
    Why.WEEKEND: gettext_noop("双休日"),
    Why.HOLIDAY: gettext_noop("法定节假日"),
    Why.STOP: gettext_noop("依法不计入"),
    Why.ROLLED: gettext_noop("最后一日不是工作日，顺延"),
}


def day_words(day: date) -> str:
    """2026年11月23日."""
    return _("%(year)d年%(month)d月%(day)d日") % {"year": day.year, "month": day.month, "day": day.day}


def units(number: float, unit: Unit | str) -> str:
    """20 个工作日."""
    n = int(number) if float(number).is_integer() else number
    count = int(abs(number)) or 1  # the plural form follows whole units
    text = {
        Unit.WORKING_DAY: ngettext("%(n)s 个工作日", "%(n)s 个工作日", count),
        Unit.NATURAL_DAY: ngettext("%(n)s 天", "%(n)s 天", count),
        Unit.HOUR: ngettext("%(n)s 小时", "%(n)s 小时", count),
        Unit.WORKING_HOUR: ngettext("%(n)s 个工作小时", "%(n)s 个工作小时", count),
        Unit.MONTH: ngettext("%(n)s 个月", "%(n)s 个月", count),
        Unit.YEAR: ngettext("%(n)s 年", "%(n)s 年", count),
    }[Unit(unit)]
    return text % {"n": n}


def limit_words(limit: Limit) -> str:
    """20 个工作日; 当场 for zero."""
    return units(limit.value, limit.unit) if limit.value else _("当场")


def why_words(why: Why | str, detail: str = "") -> str:
    """Why a segment or a cell was, or was not, counted: 法定节假日（春节）."""
    text = _(WHYS[Why(why)])
    if not detail:
        return text
    return _("%(why)s（%(detail)s）") % {"why": text, "detail": _(STOPS.get(detail, detail))}


def light_words(term: Term) -> str:
    """正常 · 临期 · 今日到期 · 超期 · 停计: the word beside the light's shape."""
    if term.paused:
        return _("停计")
    if term.light is Light.YELLOW and term.remaining == 0 and term.due is not None:
        return _("今日到期")
    return _(LIGHTS[term.light])


def left_words(term: Term) -> str:
    """剩 3 个工作日 · 今日到期 · 超期 2 个工作日."""
    if term.late:
        return _("超期 %(units)s") % {"units": units(abs(term.remaining), term.limit.unit)}
    if term.remaining == 0 and term.limit.unit in (Unit.WORKING_DAY, Unit.NATURAL_DAY):
        return _("今日到期")
    return _("剩 %(units)s") % {"units": units(term.remaining, term.limit.unit)}


def explain(term: Term) -> list[str]:
    """Why it is that date, sentence by sentence, so that the applicant can count it again."""
    if term.limit.unit.timed:
        return _explain_hours(term)
    said = [_opening(term)]
    rest, worked = _rest_days(term), [c for c in term.cells if c.why == Why.MAKEUP]
    if rest:
        said.append(_("期间双休日和法定节假日不计：%(days)s。") % {"days": rest})
    if worked:
        days = _("、").join(day_words(c.date) for c in worked)
        said.append(_("%(days)s 是调休上班的工作日，照常计算。") % {"days": days})
    said += [text for line in term.sum if (text := _line_sentence(line, term))]
    if term.due is None:
        said.append(_("停计尚未结束，恢复计时后再确定最迟日期。"))
    else:
        said.append(_("因此最迟日期是 %(day)s（到当日 24:00 止）。") % {"day": day_words(term.due)})
    return said


def _opening(term: Term) -> str:
    facts = {
        "day": day_words(term.start),
        "event": pgettext("event", EVENTS[term.limit.starts_at]),
        "limit": limit_words(term.limit),
        "basis": _("（依据：%(basis)s）") % {"basis": term.limit.basis} if term.limit.basis else "",
    }
    if not term.limit.value:
        return _("%(day)s %(event)s，应当场办结%(basis)s。") % facts
    return _("%(day)s %(event)s，当日不计，从次日起算 %(limit)s%(basis)s。") % facts


def _rest_days(term: Term) -> str:
    """双休日 6 天、春节 9 天; empty when the limit counts every day."""
    found: dict[str, int] = {}
    for segment in term.segments:
        if segment.why in (Why.WEEKEND, Why.HOLIDAY):
            name = _(segment.detail) if segment.detail else _(WHYS[segment.why])
            found[name] = found.get(name, 0) + int(segment.days)
    return _("、").join(f"{name} {units(n, Unit.NATURAL_DAY)}" for name, n in found.items())


def _line_sentence(line: SumLine, term: Term) -> str:
    facts = line.facts
    if line.code == "stop":
        spans = [s for s in term.segments if s.why is Why.STOP and s.detail == facts["kind"]]
        ends = [(day_words(s.start), day_words(s.to) if s.to else _("今")) for s in spans]
        dates = _("、").join(_("%(a)s至%(b)s") % {"a": a, "b": b} for a, b in ends)
        return _("%(kind)s所需时间依法不计入办理时限：%(dates)s停计，共 %(units)s。") % {
            "kind": _(STOPS[facts["kind"]]),
            "dates": dates,
            "units": units(facts["days"], facts["unit"]),
        }
    if line.code == "extension":
        return _("期限依法延长 %(units)s。") % {"units": units(facts["value"], facts["unit"])}
    if line.code == "rolled":
        return _("期限的最后一日不是工作日，顺延 %(units)s到其后的第一个工作日。") % {
            "units": units(facts["days"], Unit.NATURAL_DAY)
        }
    if line.code == "assumed":
        return _("%(year)d 年的放假安排尚未公布，暂按周一至周五为工作日推算。") % facts
    return ""


def _explain_hours(term: Term) -> list[str]:
    facts = {"time": _instant(term.started or term.start), "limit": limit_words(term.limit)}
    if term.limit.unit is Unit.HOUR:
        said = [_("从 %(time)s 起连续计时 %(limit)s，夜间和节假日不停。") % facts]
    else:
        facts["office"] = _("、").join(str(term.office).split(","))
        said = [_("从 %(time)s 起计 %(limit)s，只计工作日的工作时间（%(office)s）。") % facts]
        if rest := _rest_hours(term):
            said.append(_("期间双休日和法定节假日不计：%(days)s。") % {"days": rest})
    for s in term.segments:
        if s.why is Why.STOP:
            facts = {"kind": _(STOPS[s.detail]), "a": _instant(s.start), "b": _instant(s.to) if s.to else _("至今")}
            said.append(_("%(kind)s所需时间依法不计入：%(a)s 至 %(b)s。") % facts)
    if term.extension:
        said.append(_("期限依法延长 %(units)s。") % {"units": limit_words(term.extension)})
    if term.assumed_from:
        said.append(_line_sentence(SumLine("assumed", {"year": term.assumed_from.year}), term))
    if term.due_at is None:
        said.append(_("停计尚未结束，恢复计时后再确定最迟日期。"))
    else:
        said.append(_("因此最迟时间是 %(time)s。") % {"time": _instant(term.due_at)})
    return said


def _rest_hours(term: Term) -> str:
    """The rest days of a limit in working hours: 双休日、春节."""
    names = dict.fromkeys(s.detail or WHYS[s.why] for s in term.segments if s.why in (Why.WEEKEND, Why.HOLIDAY))
    return _("、").join(_(name) for name in names)


def _instant(at: date | datetime) -> str:
    return f"{day_words(at)} {at:%H:%M}" if isinstance(at, datetime) else day_words(at)


def sum_words(term: Term, *, name: str = "", last: str = "") -> list[tuple[str, str]]:
    """The sum as (words, figure) lines: 承诺 10 个工作日（受理次日起算） | 11-23, … the last is the date itself.

    `name` is what the limit is called (承诺, 法定), `last` what is due on its last day, where that is not the decision.
    """
    return [_sum_line(line, term, name, last or _("最迟办结")) for line in term.sum]


def _sum_line(line: SumLine, term: Term, name: str, last: str) -> tuple[str, str]:
    facts = line.facts
    if line.code == "limit":
        event = pgettext("event", EVENTS[term.limit.starts_at])
        later = term.limit.value and not term.limit.unit.timed
        words = _("%(name)s %(limit)s（%(event)s次日起算）") if later else _("%(name)s %(limit)s")
        said = words % {"name": name, "limit": limit_words(term.limit), "event": event}
        return said.strip(), _short(facts["date"], term)
    if line.code == "stop":
        said = _("%(kind)s %(units)s，依法不计入") % {
            "kind": _(STOPS[facts["kind"]]),
            "units": units(facts["days"], facts["unit"]),
        }
        return said, f"+ {units(facts['days'], facts['unit'])}"
    if line.code == "extension":
        return _("依法延长"), f"+ {units(facts['value'], facts['unit'])}"
    if line.code == "rolled":
        return _("最后一日不是工作日，顺延"), f"+ {units(facts['days'], Unit.NATURAL_DAY)}"
    if line.code == "assumed":
        return _("%(year)d 年放假安排未公布") % facts, _("按周一至周五推算")
    if line.code == "held":
        return last, _("恢复计时后确定")
    return last, _short(facts["date"], term)


def _short(day: date, term: Term) -> str:
    """11-23, with the year where it is not the year that the clock started in, and with the time where there is one."""
    said = f"{day:%m-%d}" if day.year == term.start.year else f"{day:%Y-%m-%d}"
    return f"{said} {day:%H:%M}" if isinstance(day, datetime) else said


def binding_words(shown: Binding) -> str:
    """Which of the two limits made the date: said wherever only one date is shown."""
    if shown.statutory is None or shown.promise is None or shown.due is None or shown.reviewed:
        return ""
    if shown.which == "promise":
        return (
            _("按承诺期限，早于法定期限。")
            if shown.promise.due != shown.statutory.due
            else _("承诺期限与法定期限同日。")
        )
    return _("法定期限早于承诺期限，按法定期限。")
