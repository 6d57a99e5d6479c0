"""What the council decides: settings with a rule and a default, and the value in force on a day.

A room declares its settings in its `decided.py`. What is decided is dated: the value of a day is that of the
latest decision in force on it, and the declared default before the first. A clock takes the value of the day
on which it starts, so that a later decision moves no date that people were given.

Pure rules are handed a `Dated` and read nothing; without an application there are only the defaults.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from flask import current_app, g, has_app_context
from sqlalchemy import select

from foundation.store.clock import today
from foundation.store.dated import Dated
from foundation.store.decided_models import DecidedValue
from foundation.store.session import session

V = TypeVar("V")
ANSWER = "decided"


class Unit(StrEnum):
    """What a number counts, in the plural."""

    SCHOOL_DAYS = "school days"
    DAYS = "days"
    HOURS = "hours"
    WEEKS = "weeks"
    CHILDREN = "children"
    PER_CENT = "per cent"


@dataclass(frozen=True, kw_only=True)
class Setting(ABC, Generic[V]):
    """Something that the council decides. `key` is for ever; `rule` says what the value does."""

    key: str
    group: str
    words: str
    rule: str
    source: str

    @property
    def fixed(self) -> bool:
        """Whether it is shown only: law or a standard has decided it."""
        return False

    @abstractmethod
    def default(self) -> V:
        """The value as long as nothing was decided."""

    @abstractmethod
    def stored(self, text: str) -> V:
        """A value as the table keeps it."""

    @abstractmethod
    def parse(self, typed: str) -> V:
        """What somebody typed or chose. Raises ValueError with words for people."""

    @abstractmethod
    def said(self, value: V) -> str:
        """The value in words: "5 school days"."""

    def dated(self) -> Dated[V]:
        """The value through time."""
        return Dated(self.default(), tuple((day, self.stored(text)) for day, text in _decided(self.key)))

    def value(self, on: dt.date | None = None) -> V:
        """The value in force on a day; today without one."""
        return self.dated().on(on or today())

    def in_words(self, on: dt.date | None = None) -> str:
        """The value in force on a day, today without one, in words."""
        return self.said(self.value(on))


@dataclass(frozen=True, kw_only=True)
class Number(Setting[int]):
    """A whole number of something, within limits (both included)."""

    first: int
    unit: Unit
    least: int = 1
    most: int = 60

    @property
    def fixed(self) -> bool:
        return self.least == self.most

    def default(self) -> int:
        return self.first

    def stored(self, text: str) -> int:
        return int(text)

    def parse(self, typed: str) -> int:
        typed = typed.strip()
        if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
            raise ValueError(f"Enter a whole number of {self.unit}")
        if not self.least <= int(typed) <= self.most:
            raise ValueError(f"Enter a number of {self.unit} from {self.least} to {self.most}")
        return int(typed)

    def said(self, value: int) -> str:
        unit = "child" if self.unit is Unit.CHILDREN else str(self.unit).removesuffix("s")
        return f"{value} {unit if value == 1 else self.unit}"


@dataclass(frozen=True, kw_only=True)
class Wording(Setting[str]):
    """A word out of a list, or one that a check accepts; the default is that of an environment variable."""

    variable: str
    otherwise: str
    choices: tuple[tuple[str, str], ...] = ()
    check: Callable[[str], object] | None = None

    def default(self) -> str:
        return str(current_app.config[self.variable]) if has_app_context() else self.otherwise

    def stored(self, text: str) -> str:
        return text

    def parse(self, typed: str) -> str:
        typed = typed.strip()
        if self.choices and typed not in dict(self.choices):
            raise ValueError(f"Choose {self.words[:1].lower()}{self.words[1:]} from the list")
        if self.check is not None:
            self.check(typed)
        return typed

    def said(self, value: str) -> str:
        return dict(self.choices).get(value, value)


S = TypeVar("S", Number, Wording)
_declared: dict[str, Number | Wording] = {}


def declare(setting: S) -> S:
    """Make a setting known to the page where it is decided. Raises ValueError for a key that is taken."""
    if _declared.setdefault(setting.key, setting) != setting:
        raise ValueError(f"{setting.key} is declared twice")
    return setting


def declared() -> Mapping[str, Number | Wording]:
    """Every setting by its key, in the order of the rooms."""
    return _declared


def forget() -> None:
    """Read the decisions again when the next value is asked for."""
    g.pop(ANSWER, None)


def _decided(key: str) -> Iterable[tuple[dt.date, str]]:
    """(from which day, value) of a setting; all settings are read at once, once in each request or job."""
    if not has_app_context():
        return ()
    if ANSWER not in g:
        with session().no_autoflush:
            rows = session().scalars(select(DecidedValue).order_by(DecidedValue.from_date, DecidedValue.id))
            found: dict[str, list[tuple[dt.date, str]]] = {}
            for row in rows:
                found.setdefault(row.key, []).append((row.from_date, row.value))
        setattr(g, ANSWER, found)
    known: dict[str, list[tuple[dt.date, str]]] = getattr(g, ANSWER)
    return known.get(key, ())
