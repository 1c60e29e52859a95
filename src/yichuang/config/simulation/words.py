"""The words of the report, in both languages."""

WORDS = {
    "zh": {
        "title": "大厅模拟报告", "as it is": "现状", "changed": "改变后", "days": "天数", "seed": "随机种子", "order": "叫号方式",
        "changes": "尝试的改变", "none": "无", "waits": "等候时间（分钟）", "who": "范围", "people": "叫到人数", "left": "未叫到或离开",
        "mean": "平均", "p50": "半数在内", "p90": "九成在内", "longest": "最长", "all": "全部", "long": "超过15分钟",
        "normal": "普通", "priority": "优先", "appointment": "预约", "chart_wait": "各半小时来者九成在内的等候（分钟）",
        "chart_line": "各半小时中点平均排队人数", "chart_need": "各半小时应开窗口", "open": "计划开放", "need": "应开",
        "staffing": "窗口需求", "target": "目标：每个半小时来的人，{share} 在 {minutes} 分钟内叫到", "hours": "窗口小时（每天）",
        "peak": "高峰窗口数", "staff": "按窗口与人员 1:1.2 应配人员", "unmet": "即使开很多窗口也达不到该目标。",
        "slot": "时段", "share": "预计按时叫到", "arrivals": "来人", "announced": "公布的等候范围", "held": "说中 {share}（{held}/{decided}），偏早 {sooner}，偏晚 {later}，无法判断 {open}",
        "act open": "开设窗口 {window}，受理 {queues}（{hours}）", "act close": "窗口 {window} 不开", "act teach": "窗口 {window} 兼办 {queues}",
        "act plan": "窗口 {window} 的时间改为 {hours}", "act policy": "叫号方式改为 {order}", "act hours": "大厅开放时间改为 {hours}", "whole": "全天",
        "note": "模拟所用叫号、预测与配置算法与大厅运行时相同。结果是这些日子的重演，不是保证。",
    },
    "en": {
        "title": "Simulation of a hall", "as it is": "as it is", "changed": "changed", "days": "days", "seed": "seed", "order": "calling order",
        "changes": "changes tried", "none": "none", "waits": "Waits (minutes)", "who": "who", "people": "called", "left": "left or not called",
        "mean": "mean", "p50": "half within", "p90": "nine of ten within", "longest": "longest", "all": "all", "long": "over 15 minutes",
        "normal": "normal", "priority": "priority", "appointment": "appointment", "chart_wait": "Nine of ten waited no longer than (minutes), by half-hour of coming",
        "chart_line": "People in line at the middle of each half-hour", "chart_need": "Windows by half-hour", "open": "planned", "need": "needed",
        "staffing": "Windows needed", "target": "Target: of those who come in each half-hour, {share} are called within {minutes} minutes", "hours": "window-hours a day",
        "peak": "windows at the peak", "staff": "staff by the rule of 1 to 1.2", "unmet": "Even a great many windows would not meet this target.",
        "slot": "from", "share": "expected in time", "arrivals": "people", "announced": "Announced ranges", "held": "{share} held ({held} of {decided}); {sooner} called sooner, {later} later, {open} cannot be judged",
        "act open": "open window {window} for {queues} ({hours})", "act close": "window {window} closed", "act teach": "window {window} serves {queues} too",
        "act plan": "window {window} works {hours}", "act policy": "calling order {order}", "act hours": "hall open {hours}", "whole": "the whole day",
        "note": "Calling order, forecast and staffing are the very code of the hall at work. What is shown are these days played again, not a promise.",
    },
}  # fmt: skip
