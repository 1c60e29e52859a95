"""The citizen's pages: phone first, no log-in to look."""

from django.apps import AppConfig


class PortalFaceConfig(AppConfig):
    """Label `face_portal`."""

    name = "yichuang.faces.portal"
    label = "face_portal"
