"""Addresses of log-in, the demo's front door and set-up."""

from django.urls import path

from .views import calendar, entry, hall, items, manual, overview, queues, registers, sent, staff, templates

urlpatterns = [
    path("login/", entry.log_in, name="login"),
    path("logout/", entry.log_out, name="logout"),
    path("demo/", entry.demo, name="demo"),
    path("demo/device/<slug:code>/", entry.demo_device, name="demo_device"),
    path("demo/as/<slug:username>/", entry.demo_log_in, name="demo_log_in"),
    path("forms/<uuid:file_id>/", items.form_file, name="catalog_form"),
    path("setup/", overview.overview, name="setup"),
    path("setup/items/", items.items, name="setup_items"),
    path("setup/items/import/", items.import_file, name="setup_import"),
    path("setup/items/<str:code>/", items.item, name="setup_item"),
    path("setup/windows/", hall.windows, name="setup_windows"),
    path("setup/queues/", queues.queues, name="setup_queues"),
    path("setup/departments/", hall.departments, name="setup_departments"),
    path("setup/devices/", hall.devices, name="setup_devices"),
    path("setup/papers/", registers.numbers, name="setup_numbers"),
    path("setup/papers/seals/", registers.seals, name="setup_seals"),
    path("setup/papers/printers/", registers.printers, name="setup_printers"),
    path("setup/papers/templates/", templates.templates, name="setup_templates"),
    path("setup/papers/templates/<slug:kind>/", templates.template, name="setup_template"),
    path("setup/papers/templates/<slug:kind>/preview/", templates.preview, name="setup_template_preview"),
    path("setup/papers/templates/<slug:kind>/page.png", templates.picture, name="setup_template_picture"),
    path("setup/center/", hall.center, name="setup_center"),
    path("setup/calendar/", calendar.calendar, name="setup_calendar"),
    path("setup/staff/", staff.staff, name="setup_staff"),
    path("setup/staff/<uuid:staff_id>/", staff.person, name="setup_person"),
    path("setup/tokens/", staff.tokens, name="setup_tokens"),
    path("setup/manual/", manual.manual, name="setup_manual"),
    path("setup/manual/<uuid:pack>.pdf", manual.pack_file, name="setup_pack"),
    path("setup/messages/", sent.sent, name="setup_messages"),
    path("setup/audit/", overview.audit, name="setup_audit"),
]
