"""The room where people wait: numbers, calls, windows at work."""

from django.apps import AppConfig


class QueueingConfig(AppConfig):
    """Registers the room's refusals."""

    name = "yichuang.domains.queueing"
    label = "queueing"

    def ready(self) -> None:
        """Put this room's sentences into the book."""
        from yichuang.foundation.errors import register_refusals

        register_refusals(self.name)
