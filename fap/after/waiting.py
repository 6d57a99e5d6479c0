"""What a place waits for today: each wait with its day, how it stands, and the rule that is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fap.after.actions.starting import not_agreed
from fap.after.rules import due, rule
from fap.models import Placement, PlacementStep
from foundation.store import today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words

SOON_SCHOOL_DAYS = 1


@dataclass(frozen=True)
class Wait:
    """Who does what by when: `words` of the clock, `state` over, soon or normal, and the `rule` in words."""

    what: str
    on: dt.date
    words: str
    state: str
    detail: str
    rule: str

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return self.state == "over"


def waits_of(placement: Placement, steps: Sequence[PlacementStep], decided_on: dt.date | None) -> list[Wait]:
    """Everything the place waits for, the earliest day first. `decided_on`: the day of the signature."""
    last = {step.kind: step for step in steps}
    found = [
        *_before_the_answer(placement, last, decided_on),
        *_before_the_first_day(placement, last),
        *_in_school(placement, last),
    ]
    return sorted(found, key=lambda one: one.on)


Last = dict[str, PlacementStep]


def _before_the_answer(placement: Placement, last: Last, decided_on: dt.date | None) -> list[Wait]:
    if placement.status == "decided" and decided_on is not None:
        return [_wait("Offer the place to the school", "offer", decided_on, None)]
    if placement.status == "offered" and placement.offered_on and placement.answer_due_on:
        words = rule("answer", placement.offered_on).words
        return [_dated("The school answers", placement.answer_due_on, placement.setting_id, words)]
    if placement.status == "refused" and placement.answered_on:
        return [_wait("Speak with the school", "negotiation", placement.answered_on, None)]
    if placement.status == "directed" and "direction_given" in last:
        given = last["direction_given"]
        what = "The school may turn to the Schools Adjudicator until"
        return [_wait(what, "adjudicator", given.happened_on, None, ends=True)]
    return []


def _before_the_first_day(placement: Placement, last: Last) -> list[Wait]:
    if placement.status not in ("accepted", "directed"):
        return []
    own = placement.setting_id
    found = []
    if placement.kind == "managed_move" and (missing := not_agreed(placement)):
        words = "A managed move begins when both schools and the parents have agreed"
        found.append(_dated(f"Agreement: {', '.join(missing).lower()}", placement.start_date, own, words))
    if "admission_held" not in last:
        since = max((last[k].happened_on for k in ("accepted", "direction_given") if k in last), default=None)
        if placement.admission_on is not None:
            words = rule("admission_meeting", placement.admission_on).words
            found.append(_dated("Admission meeting", placement.admission_on, own, words))
        elif since is not None:
            found.append(_wait("Arrange and hold the admission meeting", "admission_meeting", since, own))
    words = rule("first_day", placement.start_date).words
    found.append(_dated("First day in school", placement.start_date, own, words))
    return found


def _in_school(placement: Placement, last: Last) -> list[Wait]:
    first = placement.first_attended_on
    if placement.status != "attending" or first is None:
        return []
    own = placement.setting_id
    found = []
    if "handover_received" not in last:
        what = "Confirm the handover" if "handover_sent" in last else "Hand over, and confirm it"
        found.append(_wait(what, "handover", first, own))
    if placement.checked_on is None and placement.check_on is not None:
        found.append(_dated("Four-week check", placement.check_on, None, rule("check", first).words))
    if placement.kind == "managed_move":
        words = "The date was set when the trial was agreed, or at the last review"
        if placement.review_on is not None:
            found.append(_dated("Review of the trial", placement.review_on, None, words))
        elif placement.trial_until is not None:
            found.append(_dated("The trial ends", placement.trial_until, None, words))
    return found


def _wait(what: str, name: str, begun: dt.date, setting_id: int | None, *, ends: bool = False) -> Wait:
    return _dated(what, due(name, begun, setting_id), setting_id, rule(name, begun).words, ends=ends)


def _dated(what: str, day: dt.date, setting_id: int | None, words: str, *, ends: bool = False) -> Wait:
    """A wait until a day; `ends`: a time that runs out, and nothing that can be late."""
    calendar = calendar_for(setting_id)
    over = day < today() and not ends
    left = calendar.between(today(), day) if day >= today() else 0
    state = "over" if over else "soon" if left <= SOON_SCHOOL_DAYS and not ends else "normal"
    verb = "until" if ends else "was due" if over else "due"
    return Wait(what, day, calendar.words(day), state, f"{verb} {day_words(day)}", words)
