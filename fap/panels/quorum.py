"""How many have to be there before a panel decides, who of them counts, and whether they are there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from fap.models import AgendaItem, PanelAttendance, PanelMeeting
from fap.panels.members import CHAIR, CORE, SCHOOL
from foundation.store import session

QUORUM_OF: dict[str, str] = {
    "all": "every member of the panel, the chair among them",
    "core": "core members and the chair",
    "schools": "members who sit for a school",
}
COUNTS: dict[str, frozenset[str]] = {
    "all": frozenset({CHAIR, CORE, SCHOOL}),
    "core": frozenset({CHAIR, CORE}),
    "schools": frozenset({SCHOOL}),
}
NO_QUORUM_SET = "No quorum is set for this panel."


@dataclass(frozen=True)
class Quorum:
    """`needed` (None: none is asked), how many of those who count are `present`, and the rule in words."""

    needed: int | None
    present: int
    rule: str

    @property
    def met(self) -> bool:
        """Whether the panel can decide."""
        return self.needed is None or self.present >= self.needed

    @property
    def words(self) -> str:
        """Where it stands, in one sentence."""
        if self.needed is None:
            return NO_QUORUM_SET
        there = "is" if self.present == 1 else "are"
        return f"{self.present} of the {self.needed} who make a quorum {there} there."


def quorum_of(meeting: PanelMeeting) -> Quorum:
    """The quorum of a meeting as it stands: of the panel until publication, then as it was on that day."""
    frozen = meeting.status != "planned"
    source = meeting if frozen else meeting.panel
    counts = COUNTS[source.quorum_of]
    rows = session().scalars(select(PanelAttendance).where(PanelAttendance.meeting_id == meeting.id))
    present = sum(row.presence == "present" and row.capacity in counts for row in rows)
    return Quorum(source.quorum, present, f"Who counts: {QUORUM_OF[source.quorum_of]}.")


def not_ready(item: AgendaItem) -> str:
    """Why a decision on this item cannot be signed at its meeting now; empty when it can."""
    if item.late and item.leave != "given":
        return "the item came late and the chair has not given leave for it"
    quorum = quorum_of(item.meeting)
    if not quorum.met:
        return f"the meeting has no quorum ({quorum.words.rstrip('.').lower()})"
    return ""
