"""Earlier schools, and the lead professional (Appendix H, first page)."""

from __future__ import annotations

from foundation.questions import (
    DateKind,
    Email,
    Group,
    Line,
    LongText,
    Lookup,
    Phone,
    Rows,
    Section,
    YesNoUnknown,
)

SCHOOLS = Section(
    "schools",
    "Previous schools and lead professional",
    part="1. Referral and recommendations",
    hint="Where the child was before, and who leads on support",
    contents=(
        Rows(
            "previous_schools",
            "Previous schools",
            one="school",
            title_of=("school",),
            hint="Every school or other provision before the present one, the newest first.",
            questions=(
                Lookup("school", "Name or URN of the school", free=True, required="Enter the school"),
                DateKind("attended_from", "From", past=True, required="Enter the first day, or about when"),
                DateKind("attended_to", "To", required="Enter the last day, or about when"),
                LongText("left_because", "Reason for leaving, if known", rows=2),
                YesNoUnknown(
                    "left_after_incident",
                    "Was leaving linked to an incident between children?",
                    required="Say whether leaving was linked to an incident between children",
                    fact="left_after_incident",
                ),
                Line(
                    "overlap_because",
                    "If the dates overlap with another school, why",
                    hint="For example dual registration.",
                ),
            ),
        ),
        Group(
            "Lead professional",
            (
                Line("lead_name", "Name", required="Enter the name of the lead professional"),
                Line("lead_role", "Role", required="Enter the role of the lead professional"),
                Line("lead_agency", "School or agency", required="Enter the agency of the lead professional"),
                Phone("lead_phone", "Telephone"),
                Email("lead_email", "Email"),
            ),
        ),
    ),
)
