"""Where two children stand on a day, and what a new setting knew of a move. No database.

Source: transitions, "The assurance statement" and "What an overlap is": being together is the sweep's own
rule, so that the statement and the alerts can't tell two stories.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from cases.separations_core import Live
from roll.stays_core import Stay
from transitions.assurance import figures
from transitions.assurance.reading_core import AlertThen, LetterThen, PlanThen
from transitions.rules.findings import UNLESS_DECIDED, AsOf, Clocks
from transitions.rules.moves import Watched, moved
from transitions.rules.overlaps import in_force, overlaps
from transitions.rules.spans import OPEN_END, Span, spans_by_setting

AddDays = Callable[[dt.date, int], dt.date]


@dataclass(frozen=True)
class Pair:
    """A separation in force and where its two children stand; `settings`: where they are together."""

    live: Live
    standing: str
    settings: tuple[int, ...] = ()
    note: str = ""

    @property
    def child_ids(self) -> tuple[int, int]:
        """The two."""
        return self.live.child_a, self.live.child_b


@dataclass(frozen=True)
class Move:
    """A child who began at a setting, and what that setting knew of it."""

    child_id: int
    setting_id: int
    day: dt.date
    standing: str
    alert_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Known:
    """What is looked at for one day. Children are known by the record that stands for them after merges."""

    day: dt.date
    stays: Mapping[int, Sequence[Stay]]
    plans: Mapping[int, Sequence[PlanThen]]
    acknowledged: Collection[tuple[int, int]]
    undecided: Collection[int]
    site_groups: Mapping[int, int | None]
    add_school_days: AddDays
    clocks: Clocks = UNLESS_DECIDED


def pair_of(live: Live, known: Known) -> Pair:
    """Where the two children of a separation stand on the day."""
    if live.child_a == live.child_b:
        return Pair(live, figures.UNDECIDED, note="Both records were joined into one child")
    a, b = (known.stays.get(child, ()) for child in (live.child_a, live.child_b))
    together = [
        found
        for found in overlaps(live, a, b, known.site_groups, AsOf(known.day))
        if found.day <= known.day and (found.last is None or found.last >= known.day)
    ]
    if together:
        return _together(live, {s for f in together for s in (f.setting_id, f.other_setting_id) if s}, known)
    if {live.child_a, live.child_b} & set(known.undecided):
        return Pair(live, figures.UNDECIDED)
    lost = [child for child, own in ((live.child_a, a), (live.child_b, b)) if not _is_known(own, known)]
    if lost:
        return Pair(live, figures.UNKNOWN, note="Of both" if len(lost) > 1 else "Of one of the two")
    return Pair(live, figures.APART)


def _together(live: Live, settings: Collection[int], known: Known) -> Pair:
    covered = [_is_covered(child, settings, known) for child in (live.child_a, live.child_b)]
    anywhere = [bool(known.plans.get(child)) for child in (live.child_a, live.child_b)]
    standing = figures.WITH_PLAN if all(covered) else figures.WITHOUT_PLAN
    note = ""
    if not all(covered):
        note = "A plan there for one of the two" if any(covered) else "No plan there for either"
        if any(has and not there for has, there in zip(anywhere, covered, strict=True)):
            note += "; a plan of another setting has not been acknowledged"
    return Pair(live, standing, tuple(sorted(settings)), note)


def _is_covered(child: int, settings: Collection[int], known: Known) -> bool:
    """Whether the child has a live plan which every setting of theirs where the two meet wrote or
    acknowledged.
    """
    theirs = {s for s in settings if _is_at(known.stays.get(child, ()), s, known.day)}
    plans = known.plans.get(child, ())
    return bool(theirs) and all(
        any(plan.setting_id == place or (plan.id, place) in known.acknowledged for plan in plans)
        for place in theirs
    )


def _is_at(stays: Sequence[Stay], setting: int, day: dt.date) -> bool:
    return any(span.has(day) for span in spans_by_setting(stays).get(setting, []))


def _is_known(stays: Sequence[Stay], known: Known) -> bool:
    """Whether a roll says where the child is, or where they go in time after leaving."""
    rolls = [stay for stay in stays if not stay.expected]
    if any(stay.start <= known.day <= stay.leaving for stay in rolls):
        return True
    left = [stay.leaving for stay in rolls if stay.leaving < known.day]
    if not left:
        return False
    limit = known.add_school_days(max(left), known.clocks.find_a_place.on(max(left)))
    sure = [stay for stay in stays if not stay.expected or stay.certainty == "accepted"]
    return known.day <= limit and any(max(left) < stay.start <= limit for stay in sure)


def moves_of(
    pairs: Sequence[Live],
    known: Known,
    since: dt.date,
    alerts: Sequence[AlertThen],
    letters: Sequence[LetterThen],
) -> list[Move]:
    """Each start of a watched child at a setting from `since` to the day, once for child, setting and day."""
    begun: dict[tuple[int, int, dt.date], None] = {}
    for watched in _watched(pairs, known):
        for found in moved(watched, known.stays.get(watched.child_id, ()), AsOf(known.day)):
            if since <= found.day <= known.day:
                begun[(found.child_id, found.setting_id, found.day)] = None
    return [_move(*key, alerts, letters) for key in sorted(begun, key=lambda k: (k[2], k[0], k[1]))]


def _watched(pairs: Sequence[Live], known: Known) -> list[Watched]:
    found = [
        Watched(child, in_force(pair), separation_id=pair.id)
        for pair in pairs
        for child in (pair.child_a, pair.child_b)
    ]
    in_pairs = {watched.child_id for watched in found}
    for child, plans in known.plans.items():
        if child not in in_pairs:
            found += [
                Watched(child, Span(p.signed_on, OPEN_END), plan_id=p.id, own_setting_id=p.setting_id)
                for p in plans
            ]
    return found


def _move(
    child: int, setting: int, day: dt.date, alerts: Sequence[AlertThen], letters: Sequence[LetterThen]
) -> Move:
    told = [letter for letter in letters if (letter.child_id, letter.setting_id) == (child, setting)]
    about = [alert for alert in alerts if (alert.child_id, alert.setting_id) == (child, setting)]
    if any(letter.acknowledged for letter in told):
        standing = figures.ACKNOWLEDGED
    elif told:
        standing = figures.PASSED
    elif any(alert.withheld for alert in about):
        standing = figures.WITHHELD
    else:
        standing = figures.NOT_PASSED
    ids = dict.fromkeys([*(alert.id for alert in about), *(letter.alert_id for letter in told)])
    return Move(child, setting, day, standing, tuple(ids))
