"""A call for help, an alert that was seen, somebody who was sent to a window, and a notice, in each of the two centers."""

from typing import TYPE_CHECKING

from yichuang.domains.floor import api as floors

from .rows import newest

if TYPE_CHECKING:
    from .world import Side


def floor(side: "Side") -> None:
    """The one on duty acts by his name; the queue of the others goes on."""
    boss, one, two = side.actor(), f"{side.letter}1", f"{side.letter}2"
    side.its["help"] = floors.call_for_help(actor=boss, window=one, reason="person")["id"]
    side.its["alert"] = f"call:{side.its['help']}"
    floors.see_alert(actor=boss, alert=side.its["alert"])
    floors.send_to_window(actor=boss, window=two, staff_id=side.staff["desk"], kind="open")
    side.its["order"] = newest(side, "floor_windoworder")
    side.its["notice"] = floors.broadcast(actor=boss, text=f"{side.letter}区饮水机维修", minutes=480)["id"]
