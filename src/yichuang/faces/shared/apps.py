"""What every face shares, as Django knows it."""

from django.apps import AppConfig


class SharedFaceConfig(AppConfig):
    name = "yichuang.faces.shared"
    label = "face_shared"
    verbose_name = "界面公用部分"
