"""Conditions and orders of the desk as SQL. Each only narrows or orders a statement that is scoped already.

What is read here beside referrals (agendas, flags, separations) never leaves the database: the desk learns
that a child must be kept apart from another, as a placement check would tell it, and nothing more.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, union_all

from cases.models import Separation
from fap.models import AgendaItem, Panel, PanelMeeting, Referral, ReferralFlag
from fap.models.reach import on_agenda
from roll.models import Child, Setting

R, S, C = Referral.__table__.c, Separation.__table__.c, Child.__table__.c


def on_panel(public_id: str) -> ColumnElement[bool]:
    """That a referral stands, or stood, on an agenda of this panel."""
    item, meeting, panel = AgendaItem.__table__, PanelMeeting.__table__, Panel.__table__
    found = (
        select(item.c.referral_id)
        .join(meeting, meeting.c.id == item.c.meeting_id)
        .join(panel, panel.c.id == meeting.c.panel_id)
        .where(panel.c.public_id == public_id, on_agenda(item.c.outcome))
    )
    return R.id.in_(found)


def flagged(flag: str) -> ColumnElement[bool]:
    """That a referral carries this flag, from the form or from the panel."""
    table = ReferralFlag.__table__.c
    return R.id.in_(select(table.referral_id).where(table.flag == flag))


def flags_of_each() -> Any:
    """How many different flags a referral carries."""
    table = ReferralFlag.__table__.c
    counted = select(func.count(table.flag.distinct())).where(table.referral_id == R.id)
    return counted.correlate(Referral.__table__).scalar_subquery()


def _ends() -> Any:
    """Every child of a separation in force, and the records joined to one of them."""
    sides = (S.child_a_id, S.child_b_id)
    pairs = [select(side.label("child_id")).where(S.status == "in_force") for side in sides]
    joined = [
        select(C.id)
        .join_from(Separation.__table__, Child.__table__, C.merged_into_id == side)
        .where(S.status == "in_force")
        for side in sides
    ]
    kept = [
        select(C.merged_into_id)
        .join_from(Separation.__table__, Child.__table__, C.id == side)
        .where(S.status == "in_force", C.merged_into_id.is_not(None))
        for side in sides
    ]
    return union_all(*pairs, *joined, *kept)


def kept_apart() -> ColumnElement[bool]:
    """That the child must be kept apart from somebody."""
    return R.child_id.in_(_ends())


def children_kept_apart(connection: Connection, child_ids: Collection[int]) -> set[int]:
    """Which of these children must be kept apart from somebody: yes or no, and never from whom."""
    if not child_ids:
        return set()
    ends = _ends().subquery()
    found = connection.execute(select(ends.c.child_id).where(ends.c.child_id.in_(sorted(child_ids))))
    return {row.child_id for row in found}


def school_name() -> Any:
    """The name of the school that refers."""
    table = Setting.__table__.c
    return select(table.name).where(table.id == R.setting_id).correlate(Referral.__table__).scalar_subquery()


def has_named_child(words: Collection[str]) -> ColumnElement[bool]:
    """That the child's name has each of these words in it (folded as names are)."""
    wanted = [or_(C.surname_key.like(f"{word}%"), C.forename_key.like(f"{word}%")) for word in words]
    return R.child_id.in_(select(C.id).where(*wanted))


def has_numbered_child(upn: str) -> ColumnElement[bool]:
    """That the child has this unique pupil number."""
    return R.child_id.in_(select(C.id).where(C.upn == upn))


def refers() -> ColumnElement[bool]:
    """That a setting has ever referred somebody."""
    return exists().where(R.setting_id == Setting.__table__.c.id)
