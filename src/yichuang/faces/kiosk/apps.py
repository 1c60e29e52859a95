"""The kiosk, as Django knows it."""

from django.apps import AppConfig


class KioskFaceConfig(AppConfig):
    name = "yichuang.faces.kiosk"
    label = "face_kiosk"
    verbose_name = "自助终端"
