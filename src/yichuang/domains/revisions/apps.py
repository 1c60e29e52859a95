"""The room of revisions: what a department wants to change in its guides and papers, checked before it counts."""

from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    """Label `revisions`."""

    name = "yichuang.domains.revisions"
    label = "revisions"
