"""The room of accounts, staff, roles and tokens."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Label `people`."""

    name = "yichuang.domains.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
