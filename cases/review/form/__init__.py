"""The contextual case review as one declaration (Appendix C, evidence collection document)."""

from __future__ import annotations

from cases.review.form.contexts import CONTEXTS
from cases.review.form.overview import INCIDENT, OVERVIEW, PEOPLE, SOURCES
from cases.review.form.response import BEFORE, CONCLUSIONS, OUTCOMES, RESPONSE, SINCE
from cases.review.form.rules import RULES
from foundation.questions import Form

FORM = Form(
    key="contextual_review",
    title="Contextual case review",
    version=1,
    sections=(
        SOURCES,
        OVERVIEW,
        PEOPLE,
        INCIDENT,
        CONTEXTS,
        BEFORE,
        RESPONSE,
        OUTCOMES,
        SINCE,
        CONCLUSIONS,
    ),
    rules=RULES,
)
