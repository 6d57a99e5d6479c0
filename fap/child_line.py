"""What referrals put on a child's time line and page, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from sqlalchemy import select

from fap.models import Referral
from foundation.access.permissions import Permission
from foundation.access.work import WorkRow
from foundation.store import current_actor, session
from foundation.store.clock import local
from roll.child_page import OnLine, Part
from roll.models import Child
from roll.same_child_core import joined_records


def _referrals(child: Child) -> Sequence[Referral]:
    if not current_actor().may(Permission.READ_REFERRALS):
        return ()
    own = joined_records(session().connection(), child.id)
    about = select(Referral).where(Referral.child_id.in_(own), Referral.submitted_at.is_not(None))
    return session().scalars(about.order_by(Referral.id.desc())).all()


def on_line(child: Child) -> Iterator[OnLine]:
    """Referrals on the day on which they were submitted."""
    for referral in _referrals(child):
        if referral.submitted_at:
            day = local(referral.submitted_at).date()
            yield OnLine("point", "Fair access referral", day, note=referral.reference or "")


def referrals_of(child: Child) -> Part | None:
    """The referrals of the child."""
    rows = [
        WorkRow(
            f"Referral {referral.reference}",
            url_for("fap.referral", referral=referral.public_id),
            f"{referral.status.replace('_', ' ').capitalize()}.",
        )
        for referral in _referrals(child)
    ]
    return Part("Fair access referrals", rows, order=45) if rows else None


OFFERS = (referrals_of,)
