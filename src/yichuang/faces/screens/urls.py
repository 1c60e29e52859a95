"""Addresses of the screens, below /screen/."""

from django.urls import path

from . import evaluator, views

urlpatterns = [
    path("hall/", views.hall, name="screen_hall"),
    path("hall/board/", views.hall_board, name="screen_hall_board"),
    path("voice/<str:name>/", views.clip, name="screen_clip"),
    path("zone/<str:code>/", views.zone, name="screen_zone"),
    path("zone/<str:code>/board/", views.zone_board, name="screen_zone_board"),
    path("window/<str:code>/", views.window, name="screen_window"),
    path("window/<str:code>/state/", views.window_state, name="screen_window_state"),
    path("evaluator/<str:code>/", evaluator.page, name="evaluator"),
    path("evaluator/<str:code>/now/", evaluator.now, name="evaluator_now"),
    path("evaluator/<str:code>/sign/", evaluator.sign, name="evaluator_sign"),
    path("evaluator/<str:code>/rate/", evaluator.rate, name="evaluator_rate"),
]
