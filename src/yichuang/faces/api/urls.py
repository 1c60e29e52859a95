"""Addresses of the API and its documentation page."""

from django.urls import path

from . import cases, catalog, docs, inquiries, procedures, promises, public, tickets
from .base import api

for part in (tickets, catalog, cases, inquiries, promises, procedures, public):
    api.add_router("", part.router)

urlpatterns = [path("v1/docs", docs.page, name="api-docs"), path("v1/", api.urls)]
