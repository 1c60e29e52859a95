"""The door of documents: legal papers.

Inside another act's transaction: `issue_paper`, `serve`, `void`, `reserve_numbers`, `void_number`. On their own: the commands. Reading: `papers_of`,
`paper`, `paper_bytes`, `verify`. The data of a paper is built from the dataclasses below.
"""

from .commands import confirm_seal, mark_printed, record_service, serve, void, void_paper
from .fonts import font_faults, lacking
from .issuing import issue_paper
from .kinds import (
    COPIES,
    KINDS,
    AcceptanceData,
    ApprovalData,
    CommitmentData,
    ConclusionData,
    DeemedData,
    DenialData,
    ExtensionData,
    FilingData,
    InquiryData,
    InstantData,
    Kind,
    NoticeData,
    PaperData,
    ReceiptData,
    RefusalData,
    ReturnData,
    ServiceReceiptData,
    SpecialData,
    Told,
    ToleranceData,
    WithdrawalData,
)
from .kinds.parts import Applicant, DefectLine, MaterialLine, Matter, Organ, PlainWords, Term, Wording
from .kinds.refusal import REASONS as REFUSAL_REASONS
from .models import SIGNING_MODES
from .queries import paper, paper_bytes, papers_of, verify
from .remedies import remedies
from .rendering import warm_up
from .reserving import reserve_numbers, void_number
from .types import CopyRef, NumberRef, PaperFile, PaperRef, PublicFacts

__all__ = [
    "COPIES", "KINDS", "REFUSAL_REASONS", "SIGNING_MODES", "AcceptanceData", "Applicant", "ApprovalData", "CommitmentData",
    "ConclusionData", "CopyRef", "DeemedData", "DefectLine", "DenialData", "ExtensionData", "FilingData", "InquiryData",
    "InstantData", "Kind", "MaterialLine", "Matter", "NoticeData", "NumberRef", "Organ", "PaperData", "PaperFile", "PaperRef", "PlainWords",
    "PublicFacts", "ReceiptData", "RefusalData", "ReturnData", "ServiceReceiptData", "SpecialData", "Term", "Told",
    "ToleranceData", "WithdrawalData", "Wording", "confirm_seal", "font_faults", "issue_paper", "lacking", "mark_printed",
    "paper", "paper_bytes", "papers_of", "record_service", "remedies", "reserve_numbers", "serve", "verify", "void", "void_number", "void_paper", "warm_up",
]  # fmt: skip
