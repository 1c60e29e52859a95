"""Tables of papers: the paper and its frozen copies, its prints, its seals. What must always be true is a constraint."""

from .paper import SIGNING_MODES, Paper, PaperCopy, PaperScan, SealedCopy
from .printing import PaperPrint, Printer, PrintJob
from .seals import PaperHabit, Seal, SealEvent, SealUse
from .template_words import TemplateWords

__all__ = [
    "SIGNING_MODES", "Paper", "PaperCopy", "PaperHabit", "PaperPrint", "PaperScan", "PrintJob", "Printer", "Seal", "SealEvent",
    "SealUse", "SealedCopy", "TemplateWords",
]  # fmt: skip
