"""The screens, as Django knows it."""

from django.apps import AppConfig


class ScreensFaceConfig(AppConfig):
    name = "yichuang.faces.screens"
    label = "face_screens"
    verbose_name = "叫号屏和评价器"
