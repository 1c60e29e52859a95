"""The back office, as Django knows it."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "yichuang.faces.backoffice"
    label = "face_backoffice"
    verbose_name = "审批部门"
