"""The face for programs: the same acts and reads as the pages, over HTTP with an OpenAPI."""

from django.apps import AppConfig


class ApiFaceConfig(AppConfig):
    """Label `face_api`."""

    name = "yichuang.faces.api"
    label = "face_api"
