"""What is asked of restorative work."""

from __future__ import annotations

from sqlalchemy import select

from fap.models import Referral, RestorativeWork
from foundation.store import session


def works_of(referral: Referral) -> list[RestorativeWork]:
    """The restorative work beside a referral, the newest first."""
    found = select(RestorativeWork).where(RestorativeWork.referral_id == referral.id)
    return list(session().scalars(found.order_by(RestorativeWork.id.desc())))


def referral_of(work: RestorativeWork) -> Referral:
    """The referral of the work; whoever sees the one sees the other."""
    return session().scalars(select(Referral).where(Referral.id == work.referral_id)).one()
