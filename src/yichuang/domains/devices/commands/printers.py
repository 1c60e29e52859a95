"""How a device prints its slips, and what became of one."""

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid

from ..models import SlipPrinter
from ..slips.layout import COLUMNS
from ..slips.printing import WAYS, good_address
from .beats import mine


@command("devices.set_printer", needs="device.mend")
def set_printer(work: Work, *, device_id: UUID, way: str, address: str = "", columns: int = COLUMNS) -> dict[str, Any]:
    """Say how a device prints: by its browser, over the network, by USB at the server, into a file, or by the bridge beside it."""
    if way not in WAYS:
        raise Invalid("printer.way", field="way")
    if not good_address(way, address.strip()):
        raise Invalid("printer.address", field="address")
    if not 32 <= columns <= 64:
        raise Invalid("printer.columns", field="columns")
    device = mine(work, device_id)
    given = {"way": way, "address": address.strip(), "columns": columns}
    SlipPrinter.objects.update_or_create(center_id=work.center_id, device_id=device.id, defaults=given)
    work.audit("printer.set", f"device:{device.id}", after={"code": device.code, **given})
    work.live("devices")
    return {"id": device.id}
