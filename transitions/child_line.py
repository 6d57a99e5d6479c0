"""What alerts put on a child's time line and page, for those who read alerts. No other child is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from sqlalchemy import select

from foundation.access.permissions import Permission
from foundation.access.work import WorkRow
from foundation.store import current_actor, session
from roll.child_page import OnLine, Part
from roll.models import Child
from roll.same_child_core import joined_records
from transitions.models import Alert
from transitions.words import KINDS, KINDS_SHORT, STATES


def _alerts(child: Child) -> Sequence[Alert]:
    if not current_actor().may(Permission.READ_ALERTS):
        return ()
    own = joined_records(session().connection(), child.id)
    about = Alert.child_id.in_(own) | Alert.other_child_id.in_(own)
    return session().scalars(select(Alert).where(about).order_by(Alert.raised_on.desc())).all()


def on_line(child: Child) -> Iterator[OnLine]:
    """Alerts on the day on which they were raised."""
    for alert in _alerts(child):
        label = f"Alert: {KINDS_SHORT.get(alert.kind, alert.kind)}"
        yield OnLine("point", label, alert.raised_on, note=alert.reference)


def alerts_of(child: Child) -> Part | None:
    """The alerts about the child."""
    rows = [
        WorkRow(
            KINDS.get(alert.kind, alert.kind),
            url_for("transitions.alert", alert=alert.reference),
            f"{alert.reference}. {STATES.get(alert.status, alert.status)}.",
        )
        for alert in _alerts(child)
    ]
    return Part("Alerts", rows, order=50) if rows else None


OFFERS = (alerts_of,)
