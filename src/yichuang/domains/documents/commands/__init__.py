"""Acts on papers that exist, on stamps, printers and numbers. Issuing belongs to the act that the paper proves."""

from .printing import add_printer, cancel_print_job, change_printer, mark_printed, print_job_done, send_to_printer
from .register import set_numbers_aside, set_paper_habit, void_unused_number
from .sealing import confirm_seal, note_seal_failure, record_electronic_seal, seal_papers, send_for_seal
from .seals import hand_over_seal, lock_seal, register_seal, return_seal, take_out_seal
from .serving import attach_scan, record_service, record_signing, serve, serve_papers
from .templates import publish_template_words
from .voiding import correct_paper, void, void_paper

__all__ = [
    "add_printer", "attach_scan", "cancel_print_job", "change_printer", "confirm_seal", "correct_paper", "hand_over_seal",
    "lock_seal", "mark_printed", "note_seal_failure", "print_job_done", "publish_template_words", "record_electronic_seal", "record_service",
    "record_signing", "register_seal", "return_seal", "seal_papers", "send_for_seal", "send_to_printer", "serve", "serve_papers",
    "set_numbers_aside", "set_paper_habit", "take_out_seal", "void", "void_paper", "void_unused_number",
]  # fmt: skip
