"""Paper: PDF documents and spreadsheets. Leans on nothing of ours; what is printed is handed in."""

from __future__ import annotations

from foundation.paper.cells import neutral
from foundation.paper.files import file_answer
from foundation.paper.pdf import PaperError, draw_pdf, render_pdf
from foundation.paper.workbooks import Sheet, csv_text, workbook

__all__ = ["PaperError", "Sheet", "csv_text", "draw_pdf", "file_answer", "neutral", "render_pdf", "workbook"]
