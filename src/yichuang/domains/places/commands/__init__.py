"""Every write of places: founding a center and setting up what stands in it."""

from .centers import (
    add_department,
    center_faults,
    change_center,
    change_department,
    found,
    found_center,
    set_opening_hours,
)
from .common import access_changed
from .hall import (
    add_device,
    add_window,
    add_zone,
    change_window,
    change_zone,
    new_device_key,
    revoke_device,
    touch_device,
)

__all__ = [
    "access_changed",
    "add_department",
    "add_device",
    "add_window",
    "add_zone",
    "center_faults",
    "change_center",
    "change_department",
    "change_window",
    "change_zone",
    "found",
    "found_center",
    "new_device_key",
    "revoke_device",
    "set_opening_hours",
    "touch_device",
]
