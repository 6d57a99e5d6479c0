"""The clock of questions about a peer group."""

from __future__ import annotations

from foundation.store.decided import Number, Unit, declare

ANSWER_WITHIN = declare(
    Number(
        key="peer-group-answer",
        group="Peer group information",
        words="Whoever is asked about a peer group answers within",
        rule="School days by the calendar of the school that is asked, from the day it is asked; the person "
        "who asks may set another day.",
        source="Appendix F",
        first=5,
        unit=Unit.SCHOOL_DAYS,
        most=40,
    )
)
