"""Every night the alerts are compared with a second computation; any difference is an alarm inside the house.

A difference means that the watch or its check is wrong, and a person must look. Nothing is raised or closed
here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from sqlalchemy import select

from foundation.access.lists import accounts_with
from foundation.access.permissions import Role
from foundation.post.office import tell
from foundation.store import now, session
from foundation.trail import record
from transitions import second_reading_core
from transitions.decided import from_june
from transitions.events import WatchAgreed, WatchDiffered
from transitions.models import SelfCheck
from transitions.second_opinion import What, opinion
from transitions.words import OPEN_STATES

MOST_KEPT = 200
MISSING, UNFOUNDED, OTHER_KIND = "missing", "unfounded", "other_kind"
WORDS = {
    MISSING: "should have been raised and is not",
    UNFOUNDED: "is open, and nothing stands behind it",
    OTHER_KIND: "should be of another kind",
}


@dataclass(frozen=True)
class Difference:
    """One thing on which the alerts and the second computation differ.

    `reference`: the alert, "" where there is none. `separation_id` and `plan_id`: 0 where there is none.
    """

    what: str
    kind: str
    reference: str
    separation_id: int
    plan_id: int
    day: str


def differences(as_of: dt.date, previous: dt.date | None) -> tuple[list[Difference], dict[str, int]]:
    """Compare what is kept with what the second computation finds; and how much was compared."""
    connection = session().connection()
    picture = second_reading_core.county(connection, as_of, previous, from_june=from_june(as_of))
    stands = opinion(picture)
    kept = dict(second_reading_core.alerts(connection))
    found = [*_missing(stands, kept), *_unfounded(stands, kept)]
    counts = {
        "separations": second_reading_core.separations_in_force(connection, as_of),
        "plans": len(picture.plans),
        "stands": len(stands),
        "raises": sum(raises for _, raises in stands.values()),
        "alerts": len(kept),
        "differences": len(found),
    }
    return found, counts


def run() -> SelfCheck:
    """Check the latest day for which everybody was looked at, keep the result, and alarm on a difference."""
    connection = session().connection()
    as_of, previous = second_reading_core.last_two_looks(connection)
    check = SelfCheck(as_of=as_of, started_at=now())
    found: list[Difference] = []
    if as_of is not None:
        found, check.counts = differences(as_of, previous)
        check.found = [asdict(difference) for difference in found[:MOST_KEPT]]
    check.finished_at = now()
    session().add(check)
    session().flush()
    if not found:
        record(WatchAgreed(subject=check))
    else:
        record(WatchDiffered(subject=check, number=str(len(found))))
        for officer in accounts_with(Role.SAFEGUARDING_OFFICER):
            tell(officer.id, "watch_differs", "/alerts/self-check", f"self-check:{check.id}:{officer.id}")
    return check


def last_check() -> SelfCheck | None:
    """The latest check."""
    return session().scalars(select(SelfCheck).order_by(SelfCheck.id.desc()).limit(1)).first()


def alarm() -> SelfCheck | None:
    """The latest check where it found a difference; None while the watch and its check agree."""
    found = last_check()
    return found if found is not None and found.status == "differs" else None


def found_in(check: SelfCheck) -> list[Difference]:
    """The differences that a check kept."""
    return [Difference(**kept) for kept in check.found or ()]


def _missing(stands: dict[What, tuple[str, bool]], kept: dict[What, object]) -> Iterator[Difference]:
    for what, (kind, raises) in sorted(stands.items()):
        alert = kept.get(what)
        if alert is None or alert.status == "no_longer_applies":  # type: ignore[attr-defined]
            if raises:
                yield _difference(MISSING, kind, what, alert)
        elif raises and alert.kind != kind:  # type: ignore[attr-defined]
            yield _difference(OTHER_KIND, kind, what, alert)


def _unfounded(stands: dict[What, tuple[str, bool]], kept: dict[What, object]) -> Iterator[Difference]:
    for what, alert in sorted(kept.items(), key=lambda pair: pair[0]):
        if alert.status in OPEN_STATES and what not in stands:  # type: ignore[attr-defined]
            yield _difference(UNFOUNDED, alert.kind, what, alert)  # type: ignore[attr-defined]


def _difference(what: str, kind: str, about: What, alert: object | None) -> Difference:
    pair_kinds = ("together", "moved", "left_no_destination", "returned")
    separation = about.of[0] if about.kind in pair_kinds else 0
    plan = about.of[-1] if about.kind == "plan_not_travelled" or (about.of and not separation) else 0
    day = "" if about.day == dt.date.min else about.day.isoformat()
    reference = str(alert.reference) if alert is not None else ""  # type: ignore[attr-defined]
    return Difference(what, kind, reference, separation, 0 if separation else plan, day)
