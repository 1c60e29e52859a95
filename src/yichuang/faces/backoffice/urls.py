"""Addresses of the back office, below /office/."""

from django.urls import path

from .views import (
    case,
    decide,
    files,
    handovers,
    papers,
    promises,
    queue,
    reminders,
    reopening,
    returning,
    revisions,
    tellings,
    time,
)

urlpatterns = [
    path("", queue.queue, name="office"),
    path("export.csv", queue.export, name="office_export"),
    path("cases/<str:no>/", case.case, name="office_case"),
    path("cases/<str:no>/decide/", decide.decide, name="office_decide"),
    path("cases/<str:no>/return/", returning.give_back, name="office_return"),
    path("cases/<str:no>/time/", time.time, name="office_time"),
    path("cases/<str:no>/time/finish/<uuid:which>/", time.time_act, {"name": "finish"}, name="office_time_finish"),
    path("cases/<str:no>/time/<slug:name>/", time.time_act, name="office_time_act"),
    path("cases/<str:no>/reopen/", reopening.reopen, name="office_reopen"),
    path("cases/<str:no>/parties/<uuid:party>/", case.reveal, name="office_reveal"),
    path("cases/<str:no>/papers/<uuid:paper>/<slug:copy>.pdf", files.pdf, name="office_pdf"),
    path("cases/<str:no>/papers/<uuid:paper>/", papers.paper, name="office_paper"),
    path("cases/<str:no>/papers/<uuid:paper>/scans/<uuid:file_id>/", papers.scan, name="office_scan"),
    path("papers/", papers.seals, name="office_seals"),
    path("papers/prints/", papers.prints, name="office_prints"),
    path("cases/<str:no>/files/<uuid:file_id>/", files.file, name="office_file"),
    path("promises/", promises.promises, name="office_promises"),
    path("tellings/", tellings.tellings, name="office_tellings"),
    path("revisions/", revisions.revisions, name="office_revisions"),
    path("revisions/guide/<str:code>/", revisions.guide, name="office_revise_guide"),
    path("revisions/words/<slug:kind>/", revisions.words, name="office_revise_words"),
    path("revisions/<uuid:which>/", revisions.revision, name="office_revision"),
    path("reminders/", reminders.reminders, name="office_reminders"),
    path("reminders/export.csv", reminders.export, name="office_reminders_export"),
    path("handovers/", handovers.handovers, name="office_handovers"),
    path("handovers/<uuid:handover>/", handovers.handover, name="office_handover"),
]
