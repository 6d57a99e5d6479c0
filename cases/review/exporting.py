"""A review as JSON, spreadsheet or PDF: codes and words, no child of the case."""

from __future__ import annotations

import json
from typing import Any

from cases.review.form import FORM
from cases.review.long_form import LONG_FORM
from cases.review.models import ContextualReview
from foundation.answers import reading_of
from foundation.paper import Sheet, render_pdf, workbook
from foundation.questions import headings, sheets
from foundation.store import Actor, now


def as_json(actor: Actor, review: ContextualReview) -> bytes:
    """The answers by key, with the form's version: what another system can read."""
    read = reading_of(review, LONG_FORM, actor)
    sections = {section.key: [line.label for line in lines] for section, lines in read.said()}
    told: dict[str, Any] = {
        "form": FORM.key,
        "version": FORM.version,
        "review": review.reference,
        "status": review.status,
        "questions": sections,
        "answers": read.answers,
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def as_workbook(actor: Actor, review: ContextualReview) -> bytes:
    """One sheet for what stands once, one for each list."""
    read = reading_of(review, LONG_FORM, actor)
    pages = [Sheet("Review", ("Review", *headings(FORM)), [(review.reference, *read.cells())])]
    pages += [Sheet(title, names, list(read.rows(path))) for path, title, names in sheets(FORM)]
    return workbook(pages)


def as_pdf(actor: Actor, review: ContextualReview) -> bytes:
    """The whole review on paper."""
    context = {"review": review, "lines": reading_of(review, LONG_FORM, actor).said()}
    return render_pdf(
        "paper/contextual_review.html",
        context,
        reference=review.reference,
        version=review.status,
        printed_by=actor.name,
        printed_at=now(),
    )
