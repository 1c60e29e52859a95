"""Who is acting: a member of staff, a device, a citizen with no account, or the system itself.

An actor is a value. It is made once per request, job or command line call and carries everything that scope, capabilities
and the audit log need, so that no rule has to look a person up again.
"""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from .errors import Denied

Kind = Literal["staff", "device", "citizen", "system"]

INSTALLATION = UUID(int=0)
"""The center id under which acts that belong to no center are scoped and audited."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`center_id` is where he writes; `reads` are the centers that he may read (it need not contain `center_id`).

    `kind` 'citizen' is anyone without an account; what he may do is then guarded by a code that he holds. `locked` is a person
    who has left his post: he keeps his capabilities in name and may use none until he has shown again who he is.
    """

    kind: Kind
    id: UUID | None = None
    name: str = ""
    post: str = ""
    center_id: UUID | None = None
    reads: tuple[UUID, ...] = ()
    capabilities: frozenset[str] = frozenset()
    department_id: UUID | None = None
    window_id: UUID | None = None
    device_id: UUID | None = None
    channel: str = "page"
    request_id: str = ""
    locked: bool = False

    @classmethod
    def anonymous(cls, *, channel: str = "page", request_id: str = "") -> "Actor":
        """A visitor who has shown nothing: no center, no capability, sees no scoped row."""
        return cls(kind="citizen", channel=channel, request_id=request_id)

    @classmethod
    def citizen(
        cls, center_id: UUID, *, caps: frozenset[str] = frozenset(), channel: str = "portal", request_id: str = ""
    ) -> "Actor":
        """A visitor of one center's public pages."""
        return cls(
            kind="citizen",
            center_id=center_id,
            reads=(center_id,),
            capabilities=frozenset(caps),
            channel=channel,
            request_id=request_id,
        )

    @classmethod
    def system(cls, center_id: UUID | None = None, *, name: str = "system", channel: str = "job") -> "Actor":
        """A job or the command line, with every capability inside one center (or the installation)."""
        where = center_id or INSTALLATION
        return cls(
            kind="system", name=name, center_id=where, reads=(where,), capabilities=frozenset({"*"}), channel=channel
        )

    def can(self, capability: str) -> bool:
        """An empty capability is an act that anyone may try: its own code guards it."""
        return not capability or capability in self.capabilities or "*" in self.capabilities

    def require(self, capability: str) -> None:
        """Raise Denied when the actor lacks the capability, has no center to act in, or has left his post."""
        if self.locked and capability:
            raise Denied("actor.locked", field="secret")
        if not self.can(capability):
            raise Denied("actor.lacks_capability", capability=capability)

    def at_center(self, center_id: UUID) -> "Actor":
        """The same actor, acting in and reading one center only."""
        return replace(self, center_id=center_id, reads=(center_id,))
