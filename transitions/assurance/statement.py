"""The statement itself: every list once, and each figure the length of its list.

A person sees only separations and alerts about children from whom they are not barred, and the figures leave
the others out: a figure and the list behind it are one thing. The command reads as the system and leaves out
nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from cases.models import Separation
from cases.separations_core import Live
from foundation.store import current_actor, session, today
from foundation.store.calendar import calendar_for
from roll.stays_core import Stay, merged_children, settings_of, stays
from transitions.assurance import figures, reading_core
from transitions.assurance.reading_core import AlertThen, LetterThen, PlanThen
from transitions.assurance.standing import Known, Move, Pair, moves_of, pair_of
from transitions.clocks import due_from
from transitions.decided import clocks
from transitions.models import Alert

Row = Pair | Move | AlertThen | LetterThen


@dataclass(frozen=True)
class Period:
    """From `since` to `as_of`, both inclusive."""

    as_of: dt.date
    since: dt.date


@dataclass(frozen=True)
class Statement:
    """What can be said as of a day. `newest_roll`: the day of the roll it rests on."""

    period: Period
    pairs: tuple[Pair, ...]
    moves: tuple[Move, ...]
    late_alerts: tuple[AlertThen, ...]
    late_letters: tuple[LetterThen, ...]
    late_reviews: tuple[Pair, ...]
    newest_roll: dt.date | None

    @property
    def as_of(self) -> dt.date:
        """The day it speaks of."""
        return self.period.as_of

    @property
    def is_past(self) -> bool:
        """Whether it was reconstructed for a day that is over."""
        return self.as_of < today()

    @cached_property
    def lists(self) -> dict[str, tuple[Row, ...]]:
        """The list behind each figure."""
        parts: dict[str, tuple[Row, ...]] = {
            **{code: tuple(p for p in self.pairs if p.standing == code) for code in figures.STANDINGS},
            **{code: tuple(m for m in self.moves if m.standing == code) for code in figures.TOLD},
            figures.LATE_ALERTS: self.late_alerts,
            figures.LATE_LETTERS: self.late_letters,
            figures.LATE_REVIEWS: self.late_reviews,
        }
        sums = {code: tuple(row for part in of for row in parts[part]) for code, of in figures.SUMS.items()}
        return {code: {**parts, **sums}[code] for code in figures.FIGURES}

    def rows(self, figure: str) -> tuple[Row, ...]:
        """What stands behind a figure. Raises KeyError for one there is not."""
        return self.lists[figure]

    @property
    def figures(self) -> dict[str, int]:
        """Every figure, in order."""
        return {code: len(rows) for code, rows in self.lists.items()}

    @property
    def limits(self) -> tuple[str, ...]:
        """What it cannot say, in sentences; that undisclosed incidents are not covered comes first."""
        said = [*figures.ALWAYS]
        if self.newest_roll is None:
            said.append("No roll up to this day has been applied: nobody's whereabouts are known from one.")
        return (*said, *figures.OF_A_PAST_DAY) if self.is_past else tuple(said)


def month_before(day: dt.date) -> dt.date:
    """The first day of the month that ends with `day`: 24 October for 23 November."""
    last = day.replace(day=1) - dt.timedelta(days=1)
    return last.replace(day=min(day.day, last.day)) + dt.timedelta(days=1)


def statement(as_of: dt.date, since: dt.date | None = None) -> Statement:
    """What can be said as of a day. Raises ValueError for a day to come, or a period that ends before it
    starts.
    """
    since = since or month_before(as_of)
    if as_of > today():
        raise ValueError("The day must be today or earlier")
    if since > as_of:
        raise ValueError("The period must begin on or before the day")
    connection = session().connection()
    merged = merged_children(connection)
    everything = [_standing_for(pair, merged) for pair in reading_core.in_force_on(connection, as_of)]
    seen = _visible(Separation.id)
    pairs = [pair for pair in everything if pair.id in seen]
    letters = reading_core.letters_on(connection, as_of)
    known = _known(connection, as_of, pairs, letters, merged)
    visible = _visible(Alert.id)
    alerts = [
        replace(alert, child_id=merged.get(alert.child_id, alert.child_id))
        for alert in reading_core.alerts_on(connection, as_of)
        if alert.id in visible
    ]
    told = [
        replace(letter, child_id=merged.get(letter.child_id, letter.child_id))
        for letter in letters
        if letter.alert_id in visible
    ]
    placed = tuple(pair_of(pair, known) for pair in pairs)
    late = reading_core.reviews_late_on(connection, as_of, seen) if as_of == today() else set()
    return Statement(
        period=Period(as_of, since),
        pairs=placed,
        moves=tuple(moves_of(pairs, known, since, alerts, told)),
        late_alerts=tuple(a for a in alerts if a.status == "raised" and due_from(a.kind, a.since) < as_of),
        late_letters=tuple(one for one in told if not one.acknowledged and _due(one) < as_of),
        late_reviews=tuple(pair for pair in placed if pair.live.id in late),
        newest_roll=reading_core.newest_roll(connection, as_of),
    )


def _due(letter: LetterThen) -> dt.date:
    """By when it should have been acknowledged; letters of before there was a day have the longer one."""
    return letter.due_on or due_from("", letter.released_on)


def _visible(column: Any) -> frozenset[int]:
    """The ids that the asker may see; no record is loaded, so that nobody counts as looked at."""
    return frozenset(session().scalars(select(column)))


def _standing_for(pair: Live, merged: dict[int, int]) -> Live:
    a, b = (merged.get(child, child) for child in (pair.child_a, pair.child_b))
    return replace(pair, child_a=a, child_b=b)


def _known(
    connection: Connection,
    day: dt.date,
    pairs: Sequence[Live],
    letters: Sequence[LetterThen],
    merged: dict[int, int],
) -> Known:
    barred = current_actor().barred
    plans: dict[int, list[PlanThen]] = {}
    for plan in reading_core.plans_on(connection, day):
        if plan.child_id not in barred:
            plans.setdefault(merged.get(plan.child_id, plan.child_id), []).append(plan)
    watched = {child for pair in pairs for child in (pair.child_a, pair.child_b)} | set(plans)
    there: dict[int, list[Stay]] = {}
    for stay in stays(connection, watched):
        there.setdefault(stay.child_id, []).append(stay)
    calendar = calendar_for(None)
    return Known(
        day=day,
        stays=there,
        plans=plans,
        acknowledged={(one.plan_id, one.setting_id) for one in letters if one.acknowledged and one.plan_id},
        undecided={merged.get(child, child) for child in reading_core.undecided_on(connection, day)},
        site_groups={found.id: found.site_group_id for found in settings_of(connection).values()},
        add_school_days=calendar.add,
        clocks=clocks(),
    )
