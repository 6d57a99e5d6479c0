"""Published periods, and the periods that can be published."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from foundation.store import session, today
from needs.published.models import PublishedPeriod
from needs.published.periods import Period, over


def published() -> list[PublishedPeriod]:
    """Every published period, the latest first."""
    return list(session().scalars(select(PublishedPeriod).order_by(PublishedPeriod.first.desc())))


def period_asked(code: str) -> PublishedPeriod | None:
    """The published period of a code; the latest one where the code names none."""
    found = published()
    return next((period for period in found if period.code == code), found[0] if found else None)


def since_words(moment: dt.datetime | None) -> str:
    """What was published since a person last looked."""
    new = [found for found in published() if moment is None or found.published_at > moment]
    if not new:
        return "Nothing new was published since you last looked"
    names = " and ".join(named_words(found).lower() for found in new)
    return f"Published since you last looked: {names}" if moment else f"Published so far: {names}"


def named_words(found: PublishedPeriod) -> str:
    """What people call a published period."""
    return Period(found.code, found.first, found.last).words


def can_be_published(first_form: dt.date | None) -> list[Period]:
    """Periods that are over and share no day with one that was published, the latest first."""
    if first_form is None:
        return []
    given = [Period(found.code, found.first, found.last) for found in published()]
    return [period for period in over(first_form, today()) if not any(period.meets(one) for one in given)]
