"""How far a pack is, and which meetings have packs: outside anybody's scope, and outside the trail."""

from __future__ import annotations

from sqlalchemy import Connection, Table, or_, select, update

from foundation.store import Base


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def note(connection: Connection, pack_id: int, done: int, total: int) -> bool:
    """Write how far it is; False when nobody waits for it any more."""
    packs = _table("meeting_pack")
    told = update(packs).where(packs.c.id == pack_id, packs.c.status == "waiting")
    return bool(connection.execute(told.values(done=done, total=total)).rowcount)


def meetings_with_packs(
    connection: Connection, meeting_id: int | None = None, referral_id: int | None = None
) -> list[int]:
    """Row ids of meetings of which packs are stored: this one, and those on whose agenda a referral is."""
    packs, items = _table("meeting_pack").c, _table("agenda_item").c
    on_agenda = select(items.meeting_id).where(items.referral_id == referral_id)
    found = select(packs.meeting_id).where(
        packs.status == "ready", or_(packs.meeting_id == meeting_id, packs.meeting_id.in_(on_agenda))
    )
    return list(connection.execute(found.distinct()).scalars())
