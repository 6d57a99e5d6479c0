"""The search of what is typed into a review: names, numbers, birth dates and settings of its case."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from cases.names import NOBODY, Person, find_names
from cases.names_core import people_on_roll
from cases.review.form import FORM
from cases.review.models import ContextualReview
from foundation.answers import answers_of
from foundation.questions import Answers, every_question
from foundation.store import session
from roll.lists import children_by_id, settings_by_id
from roll.names import folded

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_MONTH_YEAR = re.compile(
    r"\b([0-3]?[0-9])(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?([A-Za-z]+|[01]?[0-9])[\s./,-]+((?:19|20)?[0-9]{2})\b"
)
_YEAR_MONTH_DAY = re.compile(r"\b((?:19|20)[0-9]{2})[./-]([01]?[0-9])[./-]([0-3]?[0-9])\b")


def days_in(text: str) -> set[dt.date]:
    """Every date that stands in a text, however people write it."""
    found = set()
    for day, month, year in _DAY_MONTH_YEAR.findall(text):
        number = int(month) if month.isdigit() else _month(month)
        found |= _day(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    for year, month, day in _YEAR_MONTH_DAY.findall(text):
        found |= _day(int(year), int(month), int(day))
    return found


def _month(word: str) -> int:
    return MONTHS.index(word[:3].lower()) + 1 if word[:3].lower() in MONTHS else 0


def _day(year: int, month: int, day: int) -> set[dt.date]:
    try:
        return {dt.date(year, month, day)}
    except ValueError:
        return set()


class NamesOfCase:
    """Finds in a text what would give a child of the case away: for the look-up `names` of the form."""

    def __init__(self, review: ContextualReview) -> None:
        """Reads the children of the case once, on the first text."""
        self.review = review
        self._known: tuple[list[Person], set[dt.date], set[str]] | None = None

    def find(self, text: str) -> list[tuple[str, str]]:
        """("", what kind of thing) of everything found; what may be an ordinary word is let through."""
        people, births, settings = self._of_case()
        found = [("", _kind(hit.what)) for hit in find_names([("", text)], people, NOBODY) if hit.sure]
        found += [("", "the date of birth")] * bool(births & days_in(text))
        written = folded(text)
        found += [("", "the name of the setting")] * any(name in written for name in settings)
        return found

    def label(self, code: str) -> str | None:
        """Nothing is looked up by code."""
        return None

    def _of_case(self) -> tuple[list[Person], set[dt.date], set[str]]:
        if self._known is None:
            case = self.review.case
            ids = set(case.child_ids()) if case else set()
            places = {party.setting_id for party in case.parties if party.setting_id} if case else set()
            births = {child.date_of_birth for child in children_by_id(ids).values() if child.date_of_birth}
            names = {folded(setting.name) for setting in settings_by_id(places).values()}
            people = people_on_roll(session().connection(), ids) if ids else []
            self._known = people, births, {name for name in names if len(name) > 5}
        return self._known


def _kind(what: str) -> str:
    return {"UPN": "the UPN", "initials": "the initials"}.get(what, "the name")


def still_named(review: ContextualReview) -> list[str]:
    """Labels of questions whose stored answers would give somebody away today: a name may have become known
    since it was typed. Nothing is exported while there is one.
    """
    finder = NamesOfCase(review)
    labels = {path[-1]: question.label for path, question in every_question(FORM.questions)}
    found = [key for key, text in _texts(answers_of(review, FORM)) if finder.find(text)]
    return list(dict.fromkeys(labels.get(key, key) for key in found))


def _texts(answers: Answers) -> Iterator[tuple[str, str]]:
    for key, value in answers.items():
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            yield from _texts(value)
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, dict):
                    yield from _texts({name: said for name, said in row.items() if name != "_id"})
