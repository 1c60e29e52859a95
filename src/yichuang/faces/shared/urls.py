"""Addresses that every face uses."""

from django.urls import path
from django.views.i18n import set_language

from . import devices, inbox, views

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("stream-address/", views.stream_address, name="stream_address"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/mark/", inbox.mark, name="inbox_mark"),
    path("device/enrol/", devices.enrol, name="device_enrol"),
    path("device/leave/", devices.leave, name="device_leave"),
]
