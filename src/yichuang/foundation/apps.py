"""The ground floor as a Django app; also gathers every room's refusals and kinds of messages once all apps are known."""

from django.apps import AppConfig, apps

from .errors import register_refusals


class FoundationConfig(AppConfig):
    """Label `foundation`."""

    name = "yichuang.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .messages.kinds import register_kinds  # stands on the tables, which exist only now

        for config in apps.get_app_configs():
            if config.name.startswith("yichuang."):
                register_refusals(config.name)
                register_kinds(config.name)
