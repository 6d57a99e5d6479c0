"""Past referrals in, referrals out: JSON lines or XLSX with the same keys (interfaces, Commands).

A record is ``{"reference", "status", "setting_urn", "started_on", "submitted_on", "paper_on", "answers"}``;
the answers have the keys of the form (`flask fap questions`). In a spreadsheet an answer inside another
stands in a column of its own, named by its path (``context/home/information``); lists and rows are JSON.
"""

from __future__ import annotations

from fap.loading.files import COLUMNS, Record, Reject, Unreadable, as_json_lines, as_workbook, read_records
from fap.loading.values import checked_answers

__all__ = [
    "COLUMNS",
    "Record",
    "Reject",
    "Unreadable",
    "as_json_lines",
    "as_workbook",
    "checked_answers",
    "read_records",
]
