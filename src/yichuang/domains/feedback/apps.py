"""Label `feedback`."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "yichuang.domains.feedback"
    label = "feedback"
