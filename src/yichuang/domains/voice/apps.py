"""The center's own voice, as Django knows it."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """Registers the room's refusals."""

    name = "yichuang.domains.voice"
    label = "voice"

    def ready(self) -> None:
        """Put this room's sentences into the book."""
        from yichuang.foundation.errors import register_refusals

        register_refusals(self.name)
