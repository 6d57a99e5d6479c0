"""Where two linked plans contradict each other. Pure: answers of both sides in, sentences out.

Safety-plan specification, "Twin check": the same room, exit, key adult or time slot given to both children;
one reviewed and the other not; one says a shared class is kept, the other that a child leaves it; conditions
in one only. Each finding is said twice: for a reader of both plans, and for a school that knows only its own
(there nothing of the other plan is repeated).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.questions import Answers
from safetyplans.form.school_day import APART, GRID
from safetyplans.form.separation import STAYS

PLACES = {row.key: row.title for row in GRID.rows}
OUTSIDE = frozenset({"journey_in", "going_home", "transport", "online", "events", "outside_contact"})
"""Rows that are no part of a building: the same words mean the same place for two schools too."""
APART_WORDS = {option.code: option.label.lower() for option in APART}
CLASS_WORDS = {option.code: option.label for option in STAYS}
CLASH = frozenset(
    frozenset(pair)
    for pair in (("place", "watched"), ("time", "watched"), ("away", "watched"), ("place", "time"))
)
REVIEWED_APART = 7
"""Days between the last reviews of two plans after which they do not count as reviewed together."""


@dataclass(frozen=True)
class Side:
    """One plan of a pair: its answers, its school, whether it is in force, when it was reviewed last."""

    answers: Answers
    setting_id: int
    in_force: bool = True
    reviewed_on: dt.date | None = None


@dataclass(frozen=True)
class Contradiction:
    """`rule` is its code, `where` the place in the plan; `both` and `own` the words for the two readers."""

    rule: str
    where: str
    both: str
    own: str
    section: str = "school_day"


def contradictions(mine: Side, theirs: Side) -> list[Contradiction]:
    """Every contradiction between a plan and a linked one, seen from the first."""
    found: list[Contradiction] = []
    for rule in (_grid, _across_the_day, _adults, _classes, _law, _state):
        found += rule(mine, theirs)
    return found


def same(one: object, other: object) -> bool:
    """Whether two texts say the same: without case, spaces and punctuation."""
    first, second = (re.sub(r"[\W_]+", "", str(text or "").casefold()) for text in (one, other))
    return bool(first) and first == second


def _day(side: Side) -> dict[str, Answers]:
    said = side.answers.get(GRID.key) or {}
    return {key: row for key, row in said.items() if row and not row.get("not_relevant")}


def _one_place(mine: Side, theirs: Side, row: str) -> bool:
    return mine.setting_id == theirs.setting_id or row in OUTSIDE


def _apart_in_time(one: Answers, other: Answers) -> bool:
    first, second = one.get("at_time"), other.get("at_time")
    return bool(first and second and first != second)


def _agreed(one: Answers, other: Answers) -> bool:
    """Both plans let both children be here with an adult, or one child does not come at all."""
    codes = {one.get("apart"), other.get("apart")}
    return codes == {"watched"} or "away" in codes


def _grid(mine: Side, theirs: Side) -> Iterator[Contradiction]:
    """The same row of the day in both plans."""
    own, other = _day(mine), _day(theirs)
    for key, title in PLACES.items():
        one, two = own.get(key), other.get(key)
        if one is None or two is None:
            continue
        here = _one_place(mine, theirs, key)
        if here and not _apart_in_time(one, two) and not _agreed(one, two):
            if same(one.get("where"), two.get("where")):
                yield Contradiction(
                    "same_place",
                    title,
                    f"Both children use “{one['where']}”{_at(one, two)}.",
                    f"The linked plan gives the other child the same place as this one: “{one['where']}”.",
                )
            elif _same_slot(one, two):
                yield Contradiction(
                    "same_time",
                    title,
                    f"Both children are given {one['at_time']}, and not both plans say where.",
                    f"The linked plan gives the other child the same time: {one['at_time']}.",
                )
        pair = frozenset((one.get("apart"), two.get("apart")))
        if pair in CLASH:
            yield Contradiction(
                "arrangement",
                title,
                f"One plan says “{APART_WORDS[one['apart']]}”, the other “{APART_WORDS[two['apart']]}”.",
                f"This plan says “{APART_WORDS[one['apart']]}”. The linked plan says something else.",
            )


def _at(one: Answers, two: Answers) -> str:
    time = one.get("at_time") or two.get("at_time")
    return f" at {time}" if time else ", and the times do not keep them apart"


def _same_slot(one: Answers, two: Answers) -> bool:
    slot = bool(one.get("at_time")) and one.get("at_time") == two.get("at_time")
    return slot and not (one.get("where") and two.get("where"))


def _across_the_day(mine: Side, theirs: Side) -> Iterator[Contradiction]:
    """The same place at the same time, in different rows of the day."""
    if mine.setting_id != theirs.setting_id:
        return
    for key, one in _day(mine).items():
        for other_key, two in _day(theirs).items():
            at_once = one.get("at_time") and one.get("at_time") == two.get("at_time")
            if key == other_key or not at_once or not same(one.get("where"), two.get("where")):
                continue
            place, time = one["where"], one["at_time"]
            yield Contradiction(
                "same_place",
                PLACES[key],
                f"Both children are in “{place}” at {time} ({PLACES[key]}, {PLACES[other_key]}).",
                f"The linked plan sends the other child to “{place}” at {time} too.",
            )


def _adults(mine: Side, theirs: Side) -> Iterator[Contradiction]:
    """One adult for both children: as key adult, or in two places at once."""
    one, two = mine.answers.get("key_adult"), theirs.answers.get("key_adult")
    if mine.setting_id == theirs.setting_id and same(one, two):
        yield Contradiction(
            "key_adult",
            "Cover: key adult",
            f"{one} is the key adult of both children.",
            "The linked plan names the same key adult for the other child.",
            "cover",
        )
    own, other = _day(mine), _day(theirs)
    for key in own.keys() & other.keys() if mine.setting_id == theirs.setting_id else ():
        first, second = own[key], other[key]
        apart = first.get("where") and second.get("where") and not same(first["where"], second["where"])
        if apart and not _apart_in_time(first, second) and same(first.get("adult"), second.get("adult")):
            yield Contradiction(
                "same_adult",
                PLACES[key],
                f"{first['adult']} is to be at “{first['where']}” and at “{second['where']}” at once.",
                f"The linked plan needs {first['adult']} somewhere else at the same time.",
            )


def _classes(mine: Side, theirs: Side) -> Iterator[Contradiction]:
    """A shared class about which the plans decide differently, or which only one of them lists."""
    if mine.setting_id != theirs.setting_id:
        return
    for row in mine.answers.get("shared_classes") or ():
        name = row.get("class_name")
        others = theirs.answers.get("shared_classes") or ()
        twin = next((two for two in others if same(two.get("class_name"), name)), None)
        if twin is None:
            words = f"Only one of the two plans lists “{name}” as shared."
            yield Contradiction(
                "one_list", "Separation: shared classes", words, words.replace("two", "linked"), "separation"
            )
        elif row.get("decision") and twin.get("decision") and row["decision"] != twin["decision"]:
            first, second = CLASS_WORDS[row["decision"]], CLASS_WORDS[twin["decision"]]
            yield Contradiction(
                "class_decision",
                "Separation: shared classes",
                f"“{name}”: one plan says “{first}”, the other “{second}”.",
                f"“{name}”: this plan says “{first}”. The linked plan decides differently.",
                "separation",
            )


_SAME_ANSWER = {
    "serious": ("Separation", "whether rape or assault by penetration is alleged", "separation"),
    "left_shared": ("Separation", "whether a child has left the shared classes", "separation"),
    "harmed_agreed": ("Separation", "whether the child harmed agreed to what changes", "separation"),
}


def _law(mine: Side, theirs: Side) -> Iterator[Contradiction]:
    """Conditions in one plan only, and facts on which the plans do not agree."""
    one, two = (side.answers.get("conditions") or () for side in (mine, theirs))
    ends = [sorted(str(row.get("ends") or "") for row in rows) for rows in (one, two)]
    if bool(one) != bool(two):
        words = "Bail or court conditions stand in one of the linked plans only."
        yield Contradiction("conditions", "Bail and court conditions", words, words, "referrals")
    elif ends[0] != ends[1]:
        words = "The linked plans give different conditions, or different days on which they end."
        yield Contradiction("conditions", "Bail and court conditions", words, words, "referrals")
    for key, (where, what, section) in _SAME_ANSWER.items():
        first, second = mine.answers.get(key), theirs.answers.get(key)
        if first and second and first != second:
            words = f"The linked plans do not agree on {what}."
            yield Contradiction(key, where, words, words, section)


def _state(mine: Side, theirs: Side) -> Iterator[Contradiction]:
    """One plan in force and the other not; one reviewed and the other not."""
    if mine.in_force != theirs.in_force:
        words = "One of the linked plans is in force and the other is still a draft."
        yield Contradiction("not_in_force", "The plan", words, words, "")
        return
    first, second = mine.reviewed_on, theirs.reviewed_on
    if first is None and second is None:
        return
    if first is None or second is None or abs((first - second).days) > REVIEWED_APART:
        late = "this one" if second and (first is None or first < second) else "the linked one"
        yield Contradiction(
            "reviewed_apart",
            "Reviews",
            "The linked plans were not reviewed together.",
            f"The linked plans are reviewed together: {late} is behind.",
            "",
        )
