"""Addresses below `/floor/`."""

from django.urls import path

from .views import calls, console, day, numbers, windows

urlpatterns = [
    path("", console.console, name="floor"),
    path("live/", console.live, name="floor_live"),
    path("alert/", console.alert, name="floor_alert"),
    path("notice/", console.notice, name="floor_notice"),
    path("incident/", calls.incident, name="floor_incident"),
    path("call/<uuid:call>/", calls.call, name="floor_call"),
    path("window/<str:code>/", windows.window, name="floor_window"),
    path("window/<str:code>/queues/", windows.effect, name="floor_window_effect"),
    path("numbers/", numbers.numbers, name="floor_numbers"),
    path("numbers/<uuid:ticket>/", numbers.number, name="floor_number"),
    path("day/", day.day, name="floor_day"),
    path("day/at/", day.at, name="floor_day_at"),
    path("day/sheet/", day.sheet, name="floor_day_sheet"),
]
