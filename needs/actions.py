"""The only writers of the read model: all of it anew, or the rows of one record."""

from __future__ import annotations

from collections.abc import Collection

from foundation.store import Actor, session
from needs import reading_core, writing_core


def rebuild(_actor: Actor) -> tuple[int, str]:
    """Make the whole read model from the records again; (forms, digest)."""
    connection = session().connection()
    around = reading_core.surroundings(connection, everybody=True)
    writing_core.clear(connection)
    count = writing_core.write(connection, reading_core.referrals(connection, around))
    count += writing_core.write(connection, reading_core.plans(connection, around))
    return count, reading_core.digest(connection)


def count_referrals(_actor: Actor, referral_ids: Collection[int]) -> None:
    """Bring the rows of some referrals to what their records say now."""
    session().flush()
    connection = session().connection()
    writing_core.remove(connection, "referral", referral_ids)
    around = reading_core.surroundings(connection)
    writing_core.write(connection, reading_core.referrals(connection, around, referral_ids))


def count_plans(_actor: Actor, plan_ids: Collection[int]) -> None:
    """Bring the rows of all versions of some safety plans to what their records say now."""
    session().flush()
    connection = session().connection()
    around = reading_core.surroundings(connection)
    values = list(reading_core.plans(connection, around, plan_ids))
    writing_core.remove(connection, "plan", [value.record_id for value in values])
    writing_core.write(connection, values)
