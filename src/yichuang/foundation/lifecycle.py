"""State machines as data: a table of moves, so that it can be printed, drawn and tested. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from .errors import Refused


@dataclass(frozen=True, slots=True)
class Move:
    """From any of `sources` to `target`; `needs` is the capability of the command that makes the move."""

    sources: frozenset[str]
    target: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """`name` is the noun in refusals: `ticket` gives `ticket.wrong_state`."""

    name: str
    moves: Mapping[str, Move]

    def plan(self, action: str, *, state: str) -> Move:
        """The move, or Refused('<name>.wrong_state') with the action, the present state and the states that allow it."""
        move = self.moves[action]
        if state not in move.sources:
            raise Refused(
                f"{self.name}.wrong_state", action=action, state=state, allowed=", ".join(sorted(move.sources))
            )
        return move

    def possible(self, state: str) -> list[str]:
        """The actions that the table allows from a state."""
        return [action for action, move in self.moves.items() if state in move.sources]

    def states(self) -> set[str]:
        """Every state that the table names."""
        return {s for m in self.moves.values() for s in (*m.sources, m.target)}
