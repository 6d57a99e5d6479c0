"""The safety plan as one declaration (safety-plan specification, sections 1, 2, 4, 6, 7 and 11)."""

from __future__ import annotations

from foundation.questions import Form
from safetyplans.form.agreement import AGREEMENT
from safetyplans.form.child import CHILD
from safetyplans.form.cover import COVER
from safetyplans.form.happened import HAPPENED
from safetyplans.form.rules import RULES
from safetyplans.form.school_day import SCHOOL_DAY
from safetyplans.form.separation import SEPARATION

FORM = Form(
    key="safety_plan",
    title="Risk assessment and safety plan",
    version=1,
    sections=(COVER, HAPPENED, CHILD, SCHOOL_DAY, SEPARATION, AGREEMENT),
    rules=RULES,
)
