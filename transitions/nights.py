"""What is done every night: look at everybody again, and pass on what nobody acknowledged in time."""

from __future__ import annotations

import datetime as dt

from foundation.access.lists import operator
from foundation.jobs import nightly
from foundation.post.office import tell
from foundation.store import acting_as, current_actor, now, today
from foundation.trail import record
from transitions.actions.alerts import officers
from transitions.actions.disclosures import remind
from transitions.events import AlertEscalated
from transitions.lists import late_letters, overdue_unacknowledged
from transitions.self_check import run
from transitions.sweep import sweep


@nightly("transitions.sweep", at=dt.time(2, 0))
def nightly_sweep() -> None:
    """Days pass: what was planned becomes actual, clocks run out."""
    sweep(current_actor(), today())


@nightly("transitions.self_check", at=dt.time(2, 15))
def nightly_self_check() -> None:
    """The alerts against a second computation; a difference is an alarm for the safeguarding officers."""
    run()


@nightly("transitions.escalate", at=dt.time(2, 30))
def escalate() -> None:
    """Each alert that nobody acknowledged in time goes, once, to every officer but the one who has it."""
    day = today()
    with acting_as(operator()):
        for alert in overdue_unacknowledged(day):
            alert.escalated_at = now()
            record(AlertEscalated(subject=alert))
            for officer in officers():
                if officer.id != alert.assigned_to_id:
                    key = f"late:{alert.id}:{alert.due_on.isoformat()}:{officer.id}"
                    tell(officer.id, "alert_overdue", f"/alerts/{alert.reference}", key)


@nightly("transitions.remind", at=dt.time(2, 40))
def remind_of_letters() -> None:
    """Of each letter that was not acknowledged in time its setting and its writer are reminded, once."""
    with acting_as(operator()):
        remind(late_letters(today()))
