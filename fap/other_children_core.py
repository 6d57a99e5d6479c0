"""Whom a referral names beside its own child, for the name check: values compared and never shown."""

from __future__ import annotations

from sqlalchemy import Connection, select

from fap.models import LinkedChild, ReferralPeer

L, P = LinkedChild.__table__.c, ReferralPeer.__table__.c


def linked_to(connection: Connection, referral_id: int) -> tuple[set[int], list[str]]:
    """Children named in the incident: the row ids of those on record, and the words for the others."""
    rows = connection.execute(select(L.child_id, L.words).where(L.referral_id == referral_id)).all()
    return {row[0] for row in rows if row[0]}, [row[1] for row in rows if row[1] and not row[0]]


def peers_named(connection: Connection, referral_id: int) -> list[str]:
    """The names of peers, as the form has them."""
    return list(connection.execute(select(P.name).where(P.referral_id == referral_id)).scalars())
