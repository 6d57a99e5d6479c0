"""What each school took under the protocol: a system read that answers with numbers alone.

A panel compares all schools (School Admissions Code 2021, fair access: no school takes a disproportionate
share of children who were permanently excluded or whose behaviour is challenging), also those whose referrals
its members may not read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from fap.models import Decision, Placement, Referral
from roll.models import Child, Enrolment

REGISTERED = ("C", "M")
"""Enrolment statuses that count on a school's roll: each child once, at the main of two settings."""
ENTRY_YEARS = frozenset({"R", "3", "7", "12"})
"""Where most children join with the normal round of admission."""


@dataclass(frozen=True)
class Taken:
    """One child placed in a school: kind of decision, year group and category at the time; no name, no id."""

    setting_id: int
    kind: str
    year_group: str
    category: str
    issues: frozenset[str]
    ended_early: bool


def a_year_before(day: dt.date) -> dt.date:
    """The day twelve months earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def taken(connection: Connection, as_of: dt.date) -> list[Taken]:
    """Every place that began in the twelve months up to a day.

    A place that ended before the child came for the first time is none; one that broke down later counts,
    and says so.
    """
    place, referral, decision = Placement.__table__.c, Referral.__table__.c, Decision.__table__.c
    columns = (place.setting_id, place.kind, referral.year_group, referral.category, decision.issues)
    statement = (
        select(*columns, place.broke_down_on)
        .join(referral.id.table, referral.id == place.referral_id)
        .join(decision.id.table, decision.id == place.decision_id)
        .where(
            place.start_date > a_year_before(as_of),
            place.start_date <= as_of,
            or_(place.broke_down_on.is_(None), place.first_attended_on.is_not(None)),
        )
    )
    return [
        Taken(
            setting, kind, year or "", category or "", frozenset((issues or "").split()), broken is not None
        )
        for setting, kind, year, category, issues, broken in connection.execute(statement)
    ]


def on_roll(connection: Connection, setting_ids: Collection[int], as_of: dt.date) -> dict[int, int]:
    """Setting id -> children registered there on a day, as far as rolls were loaded."""
    stay = Enrolment.__table__.c
    found = connection.execute(
        select(stay.setting_id, func.count())
        .where(
            stay.setting_id.in_(sorted(setting_ids)),
            stay.status.in_(REGISTERED),
            stay.start <= as_of,
            stay.leaving >= as_of,
        )
        .group_by(stay.setting_id)
    )
    return {row.setting_id: row[1] for row in found}


def joined(
    connection: Connection,
    setting_ids: Collection[int],
    year_group: str,
    born: tuple[dt.date, dt.date],
    as_of: dt.date,
) -> dict[int, int]:
    """Setting id -> children of a year group who joined in the twelve months up to a day, however they came.

    `born`: first and last birthday of the year group. In a year in which most children join, those who came
    in August or September are the normal round and do not count.
    """
    stay, child = Enrolment.__table__.c, Child.__table__.c
    found = connection.execute(
        select(stay.setting_id, stay.start, func.count())
        .join(child.id.table, child.id == stay.child_id)
        .where(
            stay.setting_id.in_(sorted(setting_ids)),
            stay.status.in_(REGISTERED),
            child.merged_into_id.is_(None),
            child.date_of_birth.between(*born),
            and_(stay.start > a_year_before(as_of), stay.start <= as_of, stay.leaving >= as_of),
        )
        .group_by(stay.setting_id, stay.start)
    )
    counts = dict.fromkeys(setting_ids, 0)
    for setting, start, count in found:
        if year_group not in ENTRY_YEARS or start.month not in (8, 9):
            counts[setting] += count
    return counts


def admitted_by_setting(
    connection: Connection, setting_ids: Collection[int], as_of: dt.date
) -> dict[int, int]:
    """Setting id -> children placed there in the twelve months up to a day."""
    found = Counter(one.setting_id for one in taken(connection, as_of) if one.kind == "place")
    return {setting: found[setting] for setting in setting_ids if setting in found}
