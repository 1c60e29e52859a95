"""The room where the center, its windows and its devices stand."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Label `places`."""

    name = "yichuang.domains.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
