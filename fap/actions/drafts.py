"""Drafts that nobody ever touched: they expire; whatever anybody typed never does."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from fap.events import DraftExpired
from fap.models import Referral, ReferralDocument
from foundation.answers.models import AnswerRevision
from foundation.store import Actor, now, session
from foundation.store.reference_data import codes
from foundation.trail import record

SETTING, DAYS = "draft_expiry", "days"
EXPIRED = "Nobody typed anything into this draft. It expired by itself; start another one at any time."


def expiry_days(on: dt.date) -> int:
    """After how many days an untouched draft expires: dated reference data; 0 is never."""
    valid = [code for code in codes(SETTING).values() if code.valid_on(on)]
    return int(valid[-1].code) if valid else 0


def expire_untouched(actor: Actor) -> int:
    """End the drafts older than that into which nobody typed or uploaded anything. Returns how many."""
    days = expiry_days(now().date())
    if days <= 0:
        return 0
    before = now() - dt.timedelta(days=days)
    old = session().scalars(
        select(Referral).where(
            Referral.status == "draft", Referral.started_at < before, Referral.version.is_(None)
        )
    )
    expired = [row for row in old if not _touched(row)]
    for row in expired:
        row.ended_reason = EXPIRED
        record(DraftExpired(subject=row))
    session().flush()
    return len(expired)


def _touched(referral: Referral) -> bool:
    """Whether anything was saved after the draft was started, or a document was added."""
    saved = session().scalar(
        select(func.max(AnswerRevision.saved_at)).where(
            AnswerRevision.record_type == referral.__tablename__, AnswerRevision.record_id == referral.id
        )
    )
    if saved is not None and saved > referral.started_at + dt.timedelta(seconds=5):
        return True
    documents = select(ReferralDocument.id).where(ReferralDocument.referral_id == referral.id)
    return session().scalars(documents).first() is not None
