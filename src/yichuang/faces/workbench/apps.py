"""The workbench, as Django knows it."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "yichuang.faces.workbench"
    label = "face_workbench"
    verbose_name = "综合窗口工作台"
