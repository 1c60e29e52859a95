"""Fixtures for every test of the house: the database of `yichuang.config.testing`."""

from yichuang.config.testing import demo_db, django_db_setup, real_db

__all__ = ["demo_db", "django_db_setup", "real_db"]
