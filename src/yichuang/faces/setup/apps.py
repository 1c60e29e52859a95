"""The set-up face."""

from django.apps import AppConfig


class SetupConfig(AppConfig):
    """Label `face_setup`."""

    name = "yichuang.faces.setup"
    label = "face_setup"
