"""The floor console, as Django knows it."""

from django.apps import AppConfig


class FloorFaceConfig(AppConfig):
    name = "yichuang.faces.floor"
    label = "face_floor"
    verbose_name = "大厅值班"
