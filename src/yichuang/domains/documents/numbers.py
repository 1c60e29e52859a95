"""文书号: 机关简称+性质+〔年〕+序号号. Pure."""

from uuid import UUID


def series(department_id: UUID, kind: str) -> str:
    """Numbers run on per issuing department and kind; the year is the series' own."""
    return f"{department_id}:{kind}"


def number_text(short: str, nature: str, year: int, number: int) -> str:
    """Four digits at least, so that a shelf sorts by eye until the ten-thousandth."""
    return f"{short}{nature}〔{year}〕{number:04d}号"
