"""The room of whoever is on duty in the hall: alerts, calls for help, sending people to windows, notices on the screens."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    """Registers the room's refusals."""

    name = "yichuang.domains.floor"
    label = "floor"

    def ready(self) -> None:
        """Put this room's sentences into the book."""
        from yichuang.foundation.errors import register_refusals

        register_refusals(self.name)
