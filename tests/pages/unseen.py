"""Addresses that nobody can look at by opening them, and why."""

UPLOADS = {"desk_file", "office_file", "office_scan"}
"""Uploads exist only after somebody has uploaded one: the tests of the faces do."""

ACTS = {
    "floor_alert",
    "kiosk_mode", "kiosk_take", "kiosk_print", "kiosk_back", "kiosk_paper", "kiosk_reserve", "kiosk_report", "kiosk_closing", "kiosk_rate", "evaluator_sign", "evaluator_rate", "portal-status", "logout", "demo_device",
    "demo_log_in", "device_leave", "device_beat", "device_test", "desk_open", "desk_close", "desk_call", "desk_call_chosen", "desk_guide_take", "desk_guide_ask", "desk_guide_check_in", "desk_guide_carry",
    "portal-appointment-act", "portal-ticket-here", "portal-ticket-back", "portal-ticket-closing", "desk_recall", "desk_start",
    "desk_no_show", "desk_resume", "desk_requeue", "desk_finish", "desk_invite", "desk_invite_cancel", "desk_earlier",
    "desk_open_case", "desk_materials", "desk_all_received", "desk_receipt", "desk_intake", "desk_printed", "desk_seal", "desk_inquiry_printed",
    "desk_signature_cancel", "desk_lookup", "desk_values", "desk_inconsistent", "desk_item_read",
}  # fmt: skip
"""Addresses that take a form and show nothing of their own: the tests of their face press them."""

NO_PAGES = {"stream_address", "set_language"}
"""An answer for scripts, which need a signed text from a page; and Django's own switch, which sends a reader back unchanged."""
