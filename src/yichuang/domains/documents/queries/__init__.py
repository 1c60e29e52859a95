"""Every read of papers, stamps, printers and numbers. All run in a scope that is open already; each says what it costs."""

from .life import (
    correctable,
    count_waiting_for_seal,
    paper_life,
    print_job,
    print_jobs,
    printers,
    scan_of,
    waiting_for_seal,
)
from .papers import paper, paper_bytes, papers_of, ref_of, verify
from .register import number_lines, paper_habits, seal, seal_lines, seals, series_list

__all__ = [
    "correctable", "count_waiting_for_seal", "number_lines", "paper", "paper_bytes", "paper_habits", "paper_life", "papers_of",
    "print_job", "print_jobs", "printers", "ref_of", "scan_of", "seal", "seal_lines", "seals", "series_list", "verify",
    "waiting_for_seal",
]  # fmt: skip
