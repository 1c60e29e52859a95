"""State machines as data: a table of moves, so that it can be printed, drawn and tested. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Act:
    """What a person may do to a thing while it is in one of `states`; the act may move it or leave it where it is.

    In any other state it is refused with `refusal`, or with the code that `instead` has for that state. Without a code
    nothing happens there, and nobody is refused.
    """

    states: frozenset[str]
    refusal: str
    instead: Mapping[str, str] = field(default_factory=dict)

    def code(self, state: str) -> str:
        """The code of the refusal in a state; empty where the act is possible, or where nothing happens."""
        return "" if state in self.states else self.instead.get(state, self.refusal)


@dataclass(frozen=True, slots=True)
class Acts:
    """Every act on one sort of thing by the name of its command, and for each state whether it is possible."""

    name: str
    every: tuple[str, ...]
    acts: Mapping[str, Act]

    def require(self, act: str, *, state: str, **facts: Any) -> None:
        """Refuse what the table does not allow, naming the act, the present state and those that would allow it."""
        code = self.acts[act].code(state)
        if code:
            allowed = ", ".join(str(s) for s in self.every if s in self.acts[act].states)
            raise Refused(code, action=act, state=str(state), allowed=allowed, **facts)
