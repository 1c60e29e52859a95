"""Case numbers: region, day and serial of the center, as people say them at a window."""

from datetime import date

from django.db import connection

from yichuang.foundation.command import Work
from yichuang.foundation.ids import uuid7


def next_case_no(work: Work, region: str) -> str:
    """`500199-20261123-00086`. One statement; a serial given to an act that is rolled back is given again."""
    return f"{region}-{work.today:%Y%m%d}-{_next(work, work.today):05d}"


def _next(work: Work, day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_casecounter (id, center_id, day, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (center_id, day) DO UPDATE SET last = cases_casecounter.last + 1 RETURNING last",
            [uuid7(), work.center_id, day],
        )
        return int(cursor.fetchone()[0])
