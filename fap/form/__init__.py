"""The revised referral form, declared once: every page, check, print and export comes from here.

Source: Appendix H of the contextual audit toolkit (the form with its authors' margin comments) and its
section "Engaging the Fair Access Panel". The reason for referral stands first (comment g1).
"""

from __future__ import annotations

from fap.form.child import CHILD
from fap.form.context import CONTEXT
from fap.form.documents import DOCUMENTS
from fap.form.education import EDUCATION
from fap.form.harm import HARM
from fap.form.parents import PARENTS
from fap.form.reason import REASON
from fap.form.rules import RULES
from fap.form.schools import SCHOOLS
from fap.form.social import SOCIAL
from foundation.questions import Answers, Form


def _to_second(answers: Answers) -> Answers:
    """Version 1 asked for a diagnosis, version 2 first whether there is one."""
    if answers.get("diagnosis"):
        answers.setdefault("has_diagnosis", "yes")
    return answers


FORM = Form(
    key="referral",
    title="Fair access referral",
    version=2,
    sections=(REASON, CHILD, PARENTS, SCHOOLS, CONTEXT, SOCIAL, HARM, EDUCATION, DOCUMENTS),
    rules=RULES,
    earlier={1: _to_second},
)

__all__ = ["FORM"]
