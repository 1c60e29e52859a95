"""The zone that a page shows its times in: the center's, activated by the middleware."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

DEFAULT = ZoneInfo("Asia/Shanghai")


def page_zone() -> tzinfo:
    """The activated zone; pages that know no center yet (log-in, errors) use the country's one."""
    active = timezone.get_current_timezone()
    if active is UTC or str(active) == "UTC":
        return ZoneInfo(getattr(settings, "DEFAULT_ZONE", "")) if getattr(settings, "DEFAULT_ZONE", "") else DEFAULT
    return active
