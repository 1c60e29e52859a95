"""DB50/T 1603-2024 where no law speaks of telling: at the counter, all of it, once."""

from .rule import Article

ON_THE_SPOT = Article(
    "DB50/T 1603-2024 第 5.2.2.3 条、第 5.3.2.2 条",
    "申请材料不齐全或者不符合要求的，当场指导更正；不能当场更正的，一次告知需要补正的全部内容。",
)
