"""The room that makes legal papers: their data, their numbers, their frozen bytes."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the room's refusals."""

    name = "yichuang.domains.documents"
    label = "documents"

    def ready(self) -> None:
        """Put this room's sentences into the book."""
        from yichuang.foundation.errors import register_refusals

        register_refusals(self.name)
