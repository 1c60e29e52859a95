"""Fixtures for every test of the house: the database of `yichuang.config.testing`."""

import pytest

from yichuang.config.testing import at_once, demo_db, django_db_setup, real_db, shared_real_db, undone, unsaved_db

__all__ = ["at_once", "demo_db", "django_db_setup", "real_db", "shared_real_db", "undone", "unsaved_db"]


@pytest.fixture(autouse=True)
def _own_language():
    """A page asked for in English, or in a center's zone, must not leave its language or zone to the next test."""
    yield
    from django.conf import settings
    from django.utils import timezone, translation

    translation.activate(settings.LANGUAGE_CODE)
    timezone.deactivate()
