"""The room of questions that staff at the windows ask behind the scenes. DB50/T 1603-2024, 6.2.5."""

from django.apps import AppConfig


class HelpingConfig(AppConfig):
    """Label `helping`."""

    name = "yichuang.domains.helping"
    label = "helping"
