"""The room of machines: whether they live, what they say of themselves, what is wrong with them, where they stand."""

from django.apps import AppConfig


class DevicesConfig(AppConfig):
    """Label `devices`."""

    name = "yichuang.domains.devices"
    label = "devices"
