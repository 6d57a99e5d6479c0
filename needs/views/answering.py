"""A view answered: the read model read once, narrowed, and laid out as the tables of the view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from foundation.store import session, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words
from needs import reading_core
from needs.dimensions import DIMENSIONS
from needs.matrix import Ask
from needs.rolls_core import WITH_ROLL, on_roll
from needs.views import completeness, gaps, journeys, review, together
from needs.views.block import Block, Named
from needs.views.frames import Frames
from needs.views.places import places_named
from needs.views.rates import per_thousand
from needs.views.services import Days, services

Made = tuple[Block, ...]


@dataclass(frozen=True)
class View:
    """One view. `rows`: the keys its rows can be laid out by, the usual one first; none where they are fixed.

    `flags`: whether flags can be chosen. `shared`: whether its tables are published with a period.
    """

    key: str
    title: str
    intro: str
    make: Callable[[Frames], Made]
    rows: tuple[str, ...] = ()
    flags: bool = False
    shared: bool = True


def _all(blocks: tuple[Callable[[Frames], Block], ...]) -> Callable[[Frames], Made]:
    return lambda frames: tuple(block(frames) for block in blocks)


def school_days() -> Days:
    """School days between two days, each pair worked out once."""
    return lru_cache(maxsize=None)(calendar_for(None).between)


def _terms(frames: Frames) -> Made:
    return (together.terms(frames, frames.ask.rows), together.behind_terms(frames))


def _places(frames: Frames) -> Made:
    """The counted places, and by name those that the reader may read: the read model holds no names."""
    referrals = frames.of_kind("referral")
    names = places_named(dict(zip(referrals["record_id"], referrals["id"], strict=True)))
    return (*(block(frames) for block in journeys.BLOCKS), journeys.by_name(frames, names))


def _rates(frames: Frames) -> Made:
    key, day = frames.ask.rows, min(frames.ask.to or today(), today())
    roll = on_roll(session().connection(), day, key)
    return (per_thousand(frames, key, roll, day_words(day)),)


VIEWS: dict[str, View] = {
    view.key: view
    for view in (
        View(
            "gaps",
            "What is missing",
            "Flags and contexts without a response, children without provision, moves without a change in "
            "the place that was left.",
            _all(gaps.BLOCKS),
        ),
        View(
            "services",
            "Services: asked, answered, unowned",
            "Two services that each think the other did it lose months. Who was asked, who answered, and "
            "what nobody owns.",
            lambda frames: (services(frames, today(), school_days()),),
        ),
        View(
            "places",
            "Journeys and places",
            "Where forms say that children are not safe, by ward, on the way to school and by time of day.",
            _places,
        ),
        View(
            "terms",
            "Terms side by side",
            "Is it getting better? Each term with the number of forms behind it.",
            _terms,
            rows=("flag", *(key for key in DIMENSIONS if key not in ("flag", "term", "month"))),
            shared=False,
        ),
        View(
            "together",
            "What stands together",
            "Flags that the same children have; schools and the places that their forms name.",
            _all(together.BLOCKS),
            flags=True,
            shared=False,
        ),
        View(
            "rates",
            "Rates per 1,000 on roll",
            "Counts against the children on roll on the last day of the period, where rolls know the row.",
            _rates,
            rows=WITH_ROLL,
            shared=False,
        ),
        View(
            "completeness",
            "How complete the forms are",
            "What is not written down cannot be counted. Which schools say what is known and what they did.",
            _all(completeness.BLOCKS),
        ),
        View(
            "review",
            "The review’s table",
            "Cases by school year as the review of peer-on-peer cases counted them.",
            _all(review.BLOCKS),
        ),
    )
}
"""Key in the address -> view, in the order of the links."""


def rows_of(view: View, asked: str) -> str:
    """The key of the rows: the one asked for, as far as the view has it."""
    return asked if asked in view.rows else view.rows[0] if view.rows else "setting"


def answered(view: View, ask: Ask) -> Named:
    """The view's tables for one question."""
    connection = session().connection()
    forms = reading_core.forms_frame(connection)
    frames = Frames.of(forms, reading_core.facts_frame(connection), ask)
    return Named(view.key, view.title, view.intro, view.make(frames), ask)


def behind(view: View, ask: Ask, block: str, row: str, column: str) -> tuple[str, dict[str, list[int]]]:
    """The words of one figure, and kind of form -> row ids of the records behind it."""
    connection = session().connection()
    forms = reading_core.forms_frame(connection)
    frames = Frames.of(forms, reading_core.facts_frame(connection), ask)
    found = next((one for one in view.make(frames) if one.key == block), None)
    ids = found.behind(row, column) if found else set()
    own = forms[forms["id"].isin(ids)]
    kinds = {str(kind): sorted(map(int, rows["record_id"])) for kind, rows in own.groupby("kind")}
    if found is None:
        return "", kinds
    words = (dict(found.rows).get(row, ""), dict(found.columns).get(column, ""))
    return ", ".join(word for word in (found.caption, *words) if word), kinds
