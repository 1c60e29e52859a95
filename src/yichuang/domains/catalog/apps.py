"""The room of service items: what can be applied for, and what it needs."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Label `catalog`."""

    name = "yichuang.domains.catalog"
    label = "catalog"
    default_auto_field = "django.db.models.BigAutoField"
