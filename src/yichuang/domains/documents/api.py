"""The door of documents: legal papers.

Inside another act's transaction: `issue_paper`, `serve`, `void`, `reserve_numbers`, `void_number`. On their own: the commands. Reading: `papers_of`,
`paper`, `paper_bytes`, `verify`. The data of a paper is built from the dataclasses below.
"""

from .commands import (
    add_printer,
    attach_scan,
    cancel_print_job,
    change_printer,
    confirm_seal,
    correct_paper,
    hand_over_seal,
    lock_seal,
    mark_printed,
    note_seal_failure,
    print_job_done,
    publish_template_words,
    record_electronic_seal,
    record_service,
    record_signing,
    register_seal,
    return_seal,
    seal_papers,
    send_for_seal,
    send_to_printer,
    serve,
    serve_papers,
    set_numbers_aside,
    set_paper_habit,
    take_out_seal,
    void,
    void_paper,
    void_unused_number,
)
from .fonts import font_faults, lacking
from .issuing import issue_paper
from .kinds import (
    COPIES,
    KINDS,
    SEALS,
    AcceptanceData,
    ApprovalData,
    CommitmentData,
    ConclusionData,
    DeemedData,
    DenialData,
    ExtensionData,
    FilingData,
    HearingData,
    InquiryData,
    InstantData,
    KeptData,
    Kind,
    NoticeData,
    PaperData,
    ReceiptData,
    RefusalData,
    RenewedData,
    RepairData,
    ReplyData,
    ReturnData,
    RevocationData,
    ServiceReceiptData,
    SpecialData,
    Told,
    ToleranceData,
    WithdrawalData,
)
from .kinds.parts import Applicant, DefectLine, MaterialLine, Matter, Organ, PlainWords, Term, Wording
from .kinds.refusal import REASONS as REFUSAL_REASONS
from .models import SIGNING_MODES
from .pack import print_pack
from .queries import (
    correctable,
    count_waiting_for_seal,
    number_lines,
    paper,
    paper_bytes,
    paper_habits,
    paper_life,
    papers_of,
    print_job,
    print_jobs,
    printers,
    scan_of,
    seal,
    seal_lines,
    seals,
    series_list,
    verify,
    waiting_for_seal,
)
from .remedies import remedies
from .rendering import warm_up
from .reserving import reserve_numbers, reserved_numbers, void_number
from .revising import plan_words, publish_words
from .seal_service import SealRefused, seal_electronically
from .store_check import verify_papers
from .template_words import MOST as TEMPLATE_TEXTS
from .template_words import locked_parts, preview_words, template_history, template_words
from .types import (
    CopyRef,
    Handing,
    JobRef,
    NumberLine,
    NumberRef,
    PaperFile,
    PaperLife,
    PaperRef,
    PrinterRef,
    PublicFacts,
    SealLine,
    SealRef,
    SealWait,
    SeriesRef,
    WordsPreview,
    WordsRef,
)

__all__ = [
    "COPIES", "KINDS", "REFUSAL_REASONS", "SEALS", "SIGNING_MODES", "TEMPLATE_TEXTS", "AcceptanceData", "Applicant",
    "ApprovalData", "CommitmentData", "ConclusionData", "CopyRef", "DeemedData", "DefectLine", "DenialData",
    "ExtensionData", "FilingData", "Handing", "HearingData", "InquiryData", "InstantData", "JobRef", "KeptData", "Kind",
    "MaterialLine", "Matter", "NoticeData", "NumberLine", "NumberRef", "Organ", "PaperData", "PaperFile", "PaperLife",
    "PaperRef", "PlainWords", "PrinterRef", "PublicFacts", "ReceiptData", "RefusalData", "RenewedData", "RepairData", "ReplyData",
    "ReturnData", "RevocationData", "SealLine", "SealRef", "SealRefused", "SealWait", "SeriesRef", "ServiceReceiptData",
    "SpecialData", "Term", "Told", "ToleranceData", "WithdrawalData", "Wording", "WordsPreview", "WordsRef",
    "add_printer", "attach_scan", "cancel_print_job", "change_printer", "confirm_seal", "correct_paper", "correctable",
    "count_waiting_for_seal", "font_faults", "hand_over_seal", "issue_paper", "lacking", "lock_seal", "locked_parts",
    "mark_printed", "note_seal_failure", "number_lines", "paper", "paper_bytes", "paper_habits", "paper_life",
    "papers_of", "plan_words", "preview_words", "print_job", "print_job_done", "print_jobs", "print_pack", "printers",
    "publish_template_words", "publish_words", "record_electronic_seal", "record_service", "record_signing", "register_seal", "remedies",
    "reserve_numbers", "reserved_numbers", "return_seal", "scan_of", "seal", "seal_electronically", "seal_lines",
    "seal_papers", "seals", "send_for_seal", "send_to_printer", "series_list", "serve", "serve_papers",
    "set_numbers_aside", "set_paper_habit", "take_out_seal", "template_history", "template_words", "verify",
    "verify_papers", "void", "void_number", "void_paper", "void_unused_number", "waiting_for_seal", "warm_up",
]  # fmt: skip
