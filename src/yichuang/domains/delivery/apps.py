"""Label `delivery`."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "yichuang.domains.delivery"
    label = "delivery"
