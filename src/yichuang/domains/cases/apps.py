"""The room that owns the story of an application: from the first paper on the counter to the result in hand."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the room's refusals."""

    name = "yichuang.domains.cases"
    label = "cases"

    def ready(self) -> None:
        """Put this room's sentences into the book."""
        from yichuang.foundation.errors import register_refusals

        register_refusals(self.name)
