"""All rules over one picture of the county: every finding that stands on a day, by key. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cases.separations_core import Live
from roll.stays_core import SettingValue, Stay
from safetyplans.plans_core import LivePlan
from transitions.rules.findings import AsOf, Finding
from transitions.rules.identities import Undecided, identity_uncertain
from transitions.rules.moves import AddSchoolDays, Watched, left_no_destination, moved, returned
from transitions.rules.overlaps import in_force, overlaps
from transitions.rules.phases import phase_transfer_due
from transitions.rules.plans import plan_not_travelled
from transitions.rules.spans import OPEN_END, Span

Stays = Mapping[int, Sequence[Stay]]


@dataclass(frozen=True)
class Picture:
    """What the rules look at. Children are known by the record that stands for them after merges.

    `stays`: child id to stays. `born`: child id to date of birth. `acknowledged`: (plan id, setting id) of
    plans that a setting has acknowledged. `from_june`: whether phase transfers are raised from 1 June.
    """

    as_of: AsOf
    separations: Sequence[Live]
    plans: Sequence[LivePlan]
    stays: Stays
    settings: Mapping[int, SettingValue]
    born: Mapping[int, dt.date]
    questions: Sequence[Undecided] = ()
    acknowledged: frozenset[tuple[int, int]] = frozenset()
    from_june: bool = False
    _of_child: dict[int, list[Live]] = field(default_factory=dict)
    _plans_of: dict[int, list[LivePlan]] = field(default_factory=dict)
    site_groups: dict[int, int | None] = field(default_factory=dict)
    high_ages: dict[int, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index separations and plans by child, and what the rules ask of settings."""
        for setting in self.settings.values():
            self.site_groups[setting.id] = setting.site_group_id
            self.high_ages[setting.id] = setting.high_age
        for live in self.separations:
            for child in (live.child_a, live.child_b):
                self._of_child.setdefault(child, []).append(live)
        for plan in self.plans:
            self._plans_of.setdefault(plan.child_id, []).append(plan)

    def separations_of(self, child_id: int) -> list[Live]:
        """The separations with this child."""
        return self._of_child.get(child_id, [])

    def plans_of(self, child_id: int) -> list[LivePlan]:
        """The live plans of this child."""
        return self._plans_of.get(child_id, [])

    def watched_children(self) -> list[int]:
        """Every child of a separation or with a live plan, in order."""
        return sorted({*self._of_child, *self._plans_of})

    def stays_of(self, child_id: int) -> tuple[Stay, ...]:
        """The stays of a child."""
        return tuple(self.stays.get(child_id, ()))


def detect(picture: Picture, add_school_days: AddSchoolDays) -> dict[str, Finding]:
    """Every finding that stands, by key; only those with `raises` make an alert."""
    found: list[Finding] = []
    for live in picture.separations:
        found += _of_pair(picture, live, picture.stays, add_school_days)
    for child in picture.watched_children():
        found += _of_child(picture, child, picture.stays_of(child), add_school_days)
    for question in picture.questions:
        possible = identity_uncertain(
            question,
            picture.stays_of,
            lambda child, stays, question=question: _if_stays_were(  # type: ignore[misc]
                picture, question, child, stays, add_school_days
            ),
            picture.as_of.day,
        )
        if possible is not None:
            found.append(possible)
    return {finding.key: finding for finding in found}


def _of_pair(picture: Picture, live: Live, stays: Stays, add_school_days: AddSchoolDays) -> list[Finding]:
    """What the rules find about one separation."""
    as_of = picture.as_of
    a, b = stays.get(live.child_a, ()), stays.get(live.child_b, ())
    together = {finding.key: finding for finding in overlaps(live, a, b, picture.site_groups, as_of)}
    found: list[Finding] = []
    for child, other, own in ((live.child_a, live.child_b, a), (live.child_b, live.child_a, b)):
        watched = Watched(child, in_force(live), other, separation_id=live.id)
        found += moved(watched, own, as_of)
        found += left_no_destination(watched, own, as_of, add_school_days)
        back, lines = returned(live, child, own, list(together.values()), as_of)
        found += back
        for key, line in lines.items():
            together[key] = together[key].with_note(line)
    return [*together.values(), *found]


def _of_child(
    picture: Picture, child: int, stays: Sequence[Stay], add_school_days: AddSchoolDays
) -> list[Finding]:
    """What the rules find about one child whoever the other is: its plans and its next phase."""
    as_of, plans = picture.as_of, picture.plans_of(child)
    separations = picture.separations_of(child)
    own = {plan.setting_id for plan in plans}
    found: list[Finding] = []
    for plan in plans:
        found += plan_not_travelled(plan, stays, picture.acknowledged, own, as_of, add_school_days)
        watched = Watched(
            child,
            Span(plan.signed_on, OPEN_END),
            plan_id=plan.id,
            own_setting_id=plan.setting_id,
            unless=tuple(in_force(live) for live in separations),
        )
        found += moved(watched, stays, as_of)
        found += left_no_destination(watched, stays, as_of, add_school_days)
    in_force_now = [live for live in separations if in_force(live).has(as_of.day)]
    if child in picture.born and (in_force_now or plans):
        found += phase_transfer_due(
            child,
            picture.born[child],
            stays,
            picture.high_ages,
            as_of,
            separation_id=in_force_now[0].id if in_force_now else None,
            plan_id=plans[0].id if plans and not in_force_now else None,
            from_june=picture.from_june,
        )
    return found


def _if_stays_were(
    picture: Picture,
    question: Undecided,
    child: int,
    stays: tuple[Stay, ...],
    add_school_days: AddSchoolDays,
) -> Iterable[Finding]:
    """What the rules would find about a child if these were its stays.

    A separation of the two records from one another says nothing: one child is not kept apart from itself.
    """
    given = {**picture.stays, child: stays}
    for live in picture.separations_of(child):
        if {live.child_a, live.child_b} != {question.child_id, question.candidate_id}:
            yield from _of_pair(picture, live, given, add_school_days)
    if picture.separations_of(child) or picture.plans_of(child):
        yield from _of_child(picture, child, stays, add_school_days)
