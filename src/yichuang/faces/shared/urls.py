"""Addresses that every face uses."""

from django.urls import path
from django.views.i18n import set_language

from . import beats, devices, helping, inbox, views

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("stream-address/", views.stream_address, name="stream_address"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/mark/", inbox.mark, name="inbox_mark"),
    path("help/", helping.mine, name="help_mine"),
    path("help/answer/", helping.to_answer, name="help_answer"),
    path("help/known/", helping.knowledge, name="help_known"),
    path("help/figures/", helping.figures, name="help_figures"),
    path("device/enrol/", devices.enrol, name="device_enrol"),
    path("device/beat/", beats.beat, name="device_beat"),
    path("device/test/", beats.test, name="device_test"),
    path("device/leave/", devices.leave, name="device_leave"),
]
