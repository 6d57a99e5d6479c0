"""The clocks of meetings."""

from __future__ import annotations

from foundation.store.decided import Number, Unit, declare

GROUP = "Meetings"

MINUTES_WITHIN = declare(
    Number(
        key="meeting-minutes",
        group=GROUP,
        words="The minutes go out within",
        rule="School days of the authority’s calendar after the day of the meeting.",
        source="Safeguarding, meetings about one child",
        first=5,
        unit=Unit.SCHOOL_DAYS,
        most=20,
    )
)
PATIENCE = declare(
    Number(
        key="meeting-action-late",
        group=GROUP,
        words="An overdue action goes to the officers after",
        rule="School days after the day on which the action was due. Its owner is told on the first night.",
        source="Safeguarding, meetings about one child",
        first=5,
        unit=Unit.SCHOOL_DAYS,
        most=20,
    )
)
