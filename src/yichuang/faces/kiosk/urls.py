"""Addresses of the kiosk, below /kiosk/."""

from django.urls import path

from . import views, views_alone, views_arrive, views_codes, views_slip

urlpatterns = [
    path("", views.home, name="kiosk_home"),
    path("alive/", views_alone.alive, name="kiosk_alive"),
    path("alone/reserve/", views_alone.reserve, name="kiosk_reserve"),
    path("alone/report/", views_alone.report, name="kiosk_report"),
    path("live/", views.live, name="kiosk_live"),
    path("mode/", views.mode, name="kiosk_mode"),
    path("paper/", views.paper, name="kiosk_paper"),
    path("wipe/", views.wipe, name="kiosk_wipe"),
    path("queues/", views.queues, name="kiosk_queues"),
    path("situations/", views.situations, name="kiosk_situations"),
    path("situations/<slug:code>/", views.situation, name="kiosk_situation"),
    path("find/", views.find, name="kiosk_find"),
    path("guide/", views.guide_list, name="kiosk_guides"),
    path("guide/<str:code>/", views.guide, name="kiosk_guide"),
    path("arrive/", views_arrive.arrive, name="kiosk_arrive"),
    path("take/", views.take, name="kiosk_take"),
    path("slip/<str:code>/", views.slip, name="kiosk_slip"),
    path("slip/<str:code>/back/", views_slip.give_back, name="kiosk_back"),
    path("slip/<str:code>/print/", views_slip.print_slip, name="kiosk_print"),
    path("help/", views.help_page, name="kiosk_help"),
    path("code/<slug:purpose>/", views_codes.code, name="kiosk_code"),
    path("closing/", views_codes.closing, name="kiosk_closing"),
    path("rate/", views_codes.rate, name="kiosk_rate"),
]
