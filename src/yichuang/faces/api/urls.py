"""Addresses of the API and its documentation page."""

from django.urls import path

from . import bookings, cases, catalog, docs, inquiries, manual, procedures, promises, public, revisions, tickets
from .base import api

for part in (tickets, bookings, catalog, cases, inquiries, promises, procedures, manual, revisions, public):
    api.add_router("", part.router)

urlpatterns = [path("v1/docs", docs.page, name="api-docs"), path("v1/", api.urls)]
