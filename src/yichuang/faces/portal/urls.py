"""Addresses of the portal. What stands on a slip or a paper is short: /t/, /q/, /v/."""

from django.urls import path

from .door import start
from .views import booking, codes, guide, home, rating, urging, why

urlpatterns = [
    path("", start, name="portal-start"),
    path("p/<str:center>/", home.home, name="portal-home"),
    path("p/<str:center>/state/", home.state, name="portal-state"),
    path("p/<str:center>/items/", guide.results, name="portal-items"),
    path("p/<str:center>/items/<str:code>/", guide.guide, name="portal-guide"),
    path("p/<str:center>/forms/<uuid:file_id>/", guide.form_file, name="portal-form"),
    path("p/<str:center>/visit/", home.visit, name="portal-visit"),
    path("p/<str:center>/book/", booking.choose, name="portal-book-choose"),
    path("p/<str:center>/book/<str:queue>/", booking.book, name="portal-book"),
    path("p/<str:center>/remote/<str:queue>/", booking.remote, name="portal-remote"),
    path("a/<str:code>/", booking.appointment, name="portal-appointment"),
    path("a/<str:code>/<slug:deed>/", booking.act, name="portal-appointment-act"),
    path("t/<str:code>/back/", booking.ticket_back, name="portal-ticket-back"),
    path("t/<str:code>/here/", booking.ticket_here, name="portal-ticket-here"),
    path("t/<str:code>/closing/", codes.ticket_closing, name="portal-ticket-closing"),
    path("t/<str:code>/why/", why.why, name="portal-ticket-why"),
    path("t/<str:code>/", codes.ticket, name="portal-ticket"),
    path("t/<str:code>/state/", codes.ticket_state, name="portal-ticket-state"),
    path("q/", codes.ask, name="portal-ask"),
    path("q/status/", codes.status, name="portal-status"),
    path("q/<str:code>/", codes.progress, name="portal-progress"),
    path("q/<str:code>/state/", codes.progress_state, name="portal-progress-state"),
    path("q/<str:code>/urge/", urging.urge, name="portal-urge"),
    path("q/<str:code>/papers/<uuid:paper_id>/", codes.paper, name="portal-paper"),
    path("v/", codes.ask_paper, name="portal-verify-ask"),
    path("v/<str:code>/", codes.verify, name="portal-verify"),
    path("rate/<str:code>/", rating.rate, name="portal-rate"),
]
