"""May this child go to this setting from this date? One function for every asker.

Source: transitions, "The placement check" and "Unlinked incident": clear, conflict, linked_site, or
possible; the coordinator, the chair and schools get the colour and "speak to the safeguarding officer",
never the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from foundation.access.permissions import Permission
from foundation.store import Actor, session, today
from foundation.store.clock import day_words
from transitions import placement_core
from transitions.placement_core import Asked, Meeting

CLEAR, CONFLICT, LINKED_SITE, POSSIBLE = "clear", "conflict", "linked_site", "possible"
WORDS = {
    CLEAR: "Clear",
    CONFLICT: "Conflict",
    LINKED_SITE: "Linked site",
    POSSIBLE: "Possible",
}
COLOURS = {CLEAR: "green", CONFLICT: "red", LINKED_SITE: "red", POSSIBLE: "amber"}
NOBODY = 0  # the row id of no child
SPEAK = "Speak to the safeguarding officer"


@dataclass(frozen=True)
class Reason:
    """One reason in words, without names; and the children it rests on, for the bar."""

    words: str
    child_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """`result`: clear, conflict, linked_site or possible. `because`: why, the worst first."""

    result: str
    because: tuple[Reason, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons in words."""
        return tuple(reason.words for reason in self.because)

    @property
    def words(self) -> str:
        """The result in words."""
        return WORDS[self.result]

    @property
    def colour(self) -> str:
        """green, amber or red."""
        return COLOURS[self.result]

    @property
    def is_clear(self) -> bool:
        """Whether nothing speaks against it."""
        return self.result == CLEAR

    def shown_to(self, actor: Actor) -> Answer:
        """What this person may see: the colour always; reasons only by permission, and never past a bar."""
        if self.is_clear:
            return self
        barred = any(actor.barred.intersection(reason.child_ids) for reason in self.because)
        if actor.may(Permission.PLACEMENT_REASONS) and not barred:
            return self
        return replace(self, because=(Reason(SPEAK),))


def check(child_id: int, setting_id: int, from_date: dt.date) -> Answer:
    """The answer for a child (row id), a setting (row id) and a first day.

    A separation that holds on any day from then on counts. Whoever asks, everything is looked at; what the
    asker may see of it is `shown_to`. Raises LookupError for a setting that does not exist.
    """
    connection = session().connection()
    asked = placement_core.read(connection, child_id, setting_id, from_date, max(from_date, today()))
    met = placement_core.meetings(connection, asked)
    if any(one.setting_id == asked.where.id for one in met):
        return judge(asked, met)
    unlinked = placement_core.unlinked(connection, asked)
    return judge(asked, met, placement_core.doubtful_meetings(connection, asked), unlinked=unlinked)


def check_unknown(setting_id: int, from_date: dt.date) -> Answer:
    """The answer for a child whose number stands on no record.

    It says nothing of the child, for nothing is known of it: it is possible where a child without a number of
    its own must not meet another one at the place, for it may be that child; clear otherwise
    (docs/decisions/009-placement-checks.md). Raises LookupError for a setting that does not exist.
    """
    connection = session().connection()
    asked = placement_core.read(connection, NOBODY, setting_id, from_date, max(from_date, today()))
    pairs = placement_core.unnumbered_pairs(connection, asked)
    met = placement_core.meet(asked, pairs, placement_core.stays_of_others(connection, pairs))
    words = "A child whose number is not on record must not meet another child here"
    return Answer(POSSIBLE, _once(Reason(words, (one.other,)) for one in met)) if met else Answer(CLEAR)


def check_many(child_id: int, setting_ids: Collection[int], from_date: dt.date) -> dict[int, Answer]:
    """The answers for one child at many settings (row ids), in a number of questions that does not grow."""
    if not setting_ids:
        return {}
    connection = session().connection()
    places = placement_core.every_place(connection, setting_ids)
    first = next(iter(setting_ids))
    asked = placement_core.read(connection, child_id, first, from_date, max(from_date, today()))
    doubtful = placement_core.doubtful_pairs(connection, asked)
    there = placement_core.stays_of_others(connection, [*asked.pairs, *doubtful])
    unlinked = placement_core.unlinked(connection, asked)
    answers = {}
    for setting, place in places.items():
        here = replace(asked, where=place)
        met, maybe = (placement_core.meet(here, pairs, there) for pairs in (asked.pairs, doubtful))
        answers[setting] = judge(here, met, maybe, unlinked=unlinked)
    return answers


def judge(
    asked: Asked, met: Sequence[Meeting], doubtful: Sequence[Meeting] = (), *, unlinked: bool = False
) -> Answer:
    """The answer, from what was read. `met`: meetings; `doubtful`: meetings if undecided records were one."""
    because = [_reason(one, asked) for one in met]
    if any(one.setting_id == asked.where.id for one in met):
        return Answer(CONFLICT, _once(because))
    doubts = list(_doubts(asked, doubtful, unlinked=unlinked))
    if met:
        return Answer(LINKED_SITE, _once([*because, *doubts]))
    return Answer(POSSIBLE, _once(doubts)) if doubts else Answer(CLEAR)


def _doubts(asked: Asked, doubtful: Sequence[Meeting], *, unlinked: bool) -> Iterable[Reason]:
    records = tuple(sorted(asked.records))
    if unlinked:
        yield Reason("An incident with this child is not yet linked to a case", records)
    for one in doubtful:
        words = "A record that nobody has decided about may be a child who must not meet another here"
        yield Reason(f"{words}{_case(one)}", (one.other, *records))


def _reason(one: Meeting, asked: Asked) -> Reason:
    where = asked.where
    site = "" if one.setting_id == where.id else f", which shares a site with {where.name}"
    since = "is" if one.first <= today() else f"will be, from {day_words(one.first)},"
    certainty = "A reported separation" if one.live.certainty == "reported" else "A separation"
    words = f"{certainty} is in force with a child who {since} at {where.name_of(one.setting_id)}{site}"
    return Reason(f"{words}{_case(one)}", (one.other, *sorted(asked.records)))


def _case(one: Meeting) -> str:
    return f" (case {one.live.case_reference})" if one.live.case_reference else ""


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))
