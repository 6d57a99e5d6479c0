"""What a rule finds: a kind, the key under which it is one alert, and the stays it rests on.

Source: transitions, "What must raise an alert". The three kinds of being together share one key, because a
planned overlap that becomes actual keeps its alert.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from foundation.store.dated import Dated

if TYPE_CHECKING:
    from roll.stays_core import Stay


class Kind(StrEnum):
    """The nine kinds of alert."""

    SAME_SETTING = "same_setting"
    SAME_SITE = "same_site"
    SAME_SETTING_PLANNED = "same_setting_planned"
    MOVED = "moved"
    LEFT_NO_DESTINATION = "left_no_destination"
    RETURNED = "returned"
    PHASE_TRANSFER_DUE = "phase_transfer_due"
    IDENTITY_UNCERTAIN = "identity_uncertain"
    PLAN_NOT_TRAVELLED = "plan_not_travelled"


TOGETHER = frozenset({Kind.SAME_SETTING, Kind.SAME_SITE, Kind.SAME_SETTING_PLANNED})


TEN, FIVE = Dated(10), Dated(5)


@dataclass(frozen=True)
class Clocks:
    """School days that the authority gives, through time: to find a place, to take up a child's plan."""

    find_a_place: Dated[int] = TEN
    take_up_plan: Dated[int] = FIVE


UNLESS_DECIDED = Clocks()


@dataclass(frozen=True)
class AsOf:
    """The day for which the rules are asked, the day of the last whole sweep before it (None: the first),
    and the clocks. A clock takes the value of the day on which it starts.
    """

    day: dt.date
    previous: dt.date | None = None
    clocks: Clocks = UNLESS_DECIDED

    def raises(self, first: dt.date, last: dt.date) -> bool:
        """Whether days from `first` to `last` raise: not over yet, or begun after the previous sweep."""
        if last >= self.day:
            return True
        return self.previous is not None and first > self.previous

    def is_past(self, last: dt.date) -> bool:
        """Whether it was already over."""
        return last < self.day


@dataclass(frozen=True)
class Finding:
    """One thing that stands. `child_id` is the child it is first about, `other_child_id` the other of the
    pair.

    `day` is the first day of the overlap, or the day of the move. `first` and `last` are set for overlaps
    only; `last` None means that no end is known. `notes` are lines added to the alert in plain words.
    """

    kind: Kind
    key: str
    raises: bool
    child_id: int
    setting_id: int
    day: dt.date
    other_child_id: int | None = None
    other_setting_id: int | None = None
    separation_id: int | None = None
    plan_id: int | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    past: bool = False
    stays: tuple[Stay, ...] = ()
    notes: tuple[str, ...] = ()

    def with_note(self, note: str) -> Finding:
        """The same with one more line."""
        return self if note in self.notes else replace(self, notes=(*self.notes, note))


def together_key(separation_id: int, setting_ids: Sequence[int], first: dt.date) -> str:
    """One alert per separation, setting(s) and first day, whether planned or actual."""
    return f"together:{separation_id}:{'+'.join(map(str, sorted(setting_ids)))}:{first.isoformat()}"


def of_whom(separation_id: int | None, plan_id: int | None) -> str:
    """The separation, or the plan where there is none, as it stands in a key."""
    return f"s{separation_id}" if separation_id is not None else f"p{plan_id}"


def move_key(kind: Kind, whose: str, child_id: int, setting_id: int, day: dt.date) -> str:
    """One alert per separation (or plan), child, setting and day."""
    return f"{kind}:{whose}:{child_id}:{setting_id}:{day.isoformat()}"
