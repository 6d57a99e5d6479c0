"""The safety plan as one declaration (safety-plan specification, sections 1 to 11).

Section 7a is a form of its own (`whole_setting`): one for each case and setting, not for each child. Section
12, the reviews, are records of their own; the next review's date stands in section 11.
"""

from __future__ import annotations

from foundation.questions import Form
from safetyplans.form.agreement import AGREEMENT
from safetyplans.form.child import CHILD
from safetyplans.form.contingency import CONTINGENCY
from safetyplans.form.cover import COVER
from safetyplans.form.happened import HAPPENED
from safetyplans.form.referrals import REFERRALS
from safetyplans.form.rights import RIGHTS
from safetyplans.form.risks import RISKS
from safetyplans.form.rules import RULES
from safetyplans.form.school_day import SCHOOL_DAY
from safetyplans.form.separation import SEPARATION
from safetyplans.form.staff import STAFF
from safetyplans.form.support import SUPPORT
from safetyplans.form.whole_setting import WHOLE_SETTING

FORM = Form(
    key="safety_plan",
    title="Risk assessment and safety plan",
    version=1,
    sections=(
        COVER,
        HAPPENED,
        REFERRALS,
        CHILD,
        RISKS,
        SCHOOL_DAY,
        SEPARATION,
        RIGHTS,
        SUPPORT,
        STAFF,
        CONTINGENCY,
        AGREEMENT,
    ),
    rules=RULES,
)

__all__ = ["FORM", "WHOLE_SETTING"]
