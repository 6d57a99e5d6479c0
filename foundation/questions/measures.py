"""Kinds that measure: dates, times, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from foundation.questions.question import Given, Item, Making, Parsed, Posted, Question, Typed, tidy
from foundation.questions.texts import OneInput

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def spoken(day: date) -> str:
    """A date as people read it: Mon 23 Nov 2026."""
    return f"{day:%a} {day.day} {day:%b %Y}"


@dataclass(frozen=True)
class DateKind(Question):
    """A date in three inputs, stored as YYYY-MM-DD. `past` and `future` make a date on the wrong side
    a problem.
    """

    past: bool = False
    future: bool = False
    earliest: date = date(1900, 1, 1)
    template = "date"

    def names(self, name: str) -> tuple[str, ...]:
        return tuple(f"{name}-{part}" for part in PARTS)

    def anchor(self, name: str) -> str:
        return f"{name}-day"

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed:
        """Read three parts; any other number of parts, or parts that are no date, cannot be stored."""
        lists = [[tidy(t, one_line=True) for t in posted.getlist(n)] for n in self.names(name)]
        if not any(text for texts in lists for text in texts):
            return Parsed()
        if any(len(texts) > 1 for texts in lists):
            return Parsed(wrong=f"{self.label} must have one day, one month and one year, like 27 3 2026")
        return self._read([texts[0] if texts else "" for texts in lists])

    def _read(self, parts: list[str]) -> Parsed:
        missing = [part for part, text in zip(PARTS, parts, strict=True) if not text]
        if missing:
            return Parsed(wrong=f"{self.label} must include a {' and a '.join(missing)}")
        day, month, year = parts[0], _month(parts[1]), parts[2]
        if not all(re.fullmatch("[0-9]{1,4}", text) for text in (day, month, year)):
            return Parsed(wrong=f"{self.label} must be numbers, like 27 3 2026")
        if len(year) != 4:
            return Parsed(wrong=f"{self.label} must have a year of four digits, like 2026")
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            return Parsed(wrong=f"{self.label} must be a real date: there is no {day}/{month}/{year}")
        if found < self.earliest:
            return Parsed(wrong=f"{self.label} must be {spoken(self.earliest)} or later")
        return Parsed(found.isoformat())

    def typed(self, value: Any, name: str) -> Typed:
        day = date.fromisoformat(value)
        return dict(zip(self.names(name), ([str(day.day)], [str(day.month)], [str(day.year)]), strict=True))

    def items(self, name: str, typed: Typed, given: Given) -> tuple[Item, ...]:
        return tuple(
            Item(" ".join(typed.get(n, ())), part.capitalize())
            for n, part in zip(self.names(name), PARTS, strict=True)
        )

    def words(self, value: Any, given: Given) -> str:
        return spoken(date.fromisoformat(value))

    def cells(self, value: Any, given: Given) -> tuple[Any, ...]:
        return ("" if value is None else date.fromisoformat(value),)

    def doubts(self, value: Any, given: Given) -> Iterator[str]:
        day = date.fromisoformat(value)
        if self.past and day > given.today:
            yield f"{self.label} must be today or in the past"
        if self.future and day < given.today:
            yield f"{self.label} must be today or in the future"

    def example(self, making: Making) -> Any:
        days = making.rng.randint(1, 300)
        day = making.given.today + timedelta(days=days if self.future else -days)
        return max(day, self.earliest).isoformat()


def _month(text: str) -> str:
    """A month's number; its English name is as good."""
    short = text.lower()[:3]
    return str(MONTHS.index(short) + 1) if short in MONTHS else text


TIME = re.compile(r"^([01]?[0-9]|2[0-3])[:.]?([0-5][0-9]) ?(am|pm)?$", re.IGNORECASE)


@dataclass(frozen=True)
class TimeKind(OneInput):
    """A time of day, stored as HH:MM of a 24 hour clock."""

    def read(self, text: str, given: Given) -> Parsed:
        match = TIME.match(text)
        if not match or (match[3] and not 1 <= int(match[1]) <= 12):
            return Parsed(wrong=f"{self.label} must be a time, like 08:40 or 3:15pm")
        half = (match[3] or "").lower()
        hour = int(match[1]) % 12 + (12 if half == "pm" else 0) if half else int(match[1])
        return Parsed(f"{hour:02}:{match[2]}")

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"width": "5", "autocomplete": "off"}

    def example(self, making: Making) -> Any:
        return f"{making.rng.randint(8, 16):02}:{making.rng.choice((0, 15, 40)):02}"


@dataclass(frozen=True)
class Number(OneInput):
    """A number between `least` and `most`, stored as the decimal text that was meant."""

    least: Decimal | int = 0
    most: Decimal | int = 1_000_000
    places: int = 2
    suffix: str = ""
    unit: ClassVar[str] = "a number"

    def read(self, text: str, given: Given) -> Parsed:
        plain = text.replace(",", "").replace(" ", "").removesuffix(self.suffix or "%")
        try:
            found = (
                Decimal(plain) if re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]{0,6})?", plain, re.ASCII) else None
            )
        except InvalidOperation:
            found = None
        if found is None or round(found, self.places) != found:
            return Parsed(
                wrong=f"{self.label} must be {self.unit}"
                + (f" with at most {self.places} decimal places" if self.places else "")
            )
        if not self.least <= found <= self.most:
            return Parsed(wrong=f"{self.label} must be between {self.least} and {self.most}")
        return Parsed(self.stored(found))

    def stored(self, number: Decimal) -> Any:
        """The number as JSON: exact, so a text."""
        return f"{number.normalize() + 0:f}"

    def more(self, given: Given) -> Mapping[str, Any]:
        return {
            "width": "5",
            "suffix": self.suffix,
            "inputmode": "decimal" if self.places else "numeric",
            "autocomplete": "off",
        }

    def words(self, value: Any, given: Given) -> str:
        return f"{value}{self.suffix if self.suffix in ('', '%') else ' ' + self.suffix}"

    def cells(self, value: Any, given: Given) -> tuple[Any, ...]:
        return ("" if value is None else float(value) if self.places else int(value),)

    def spec(self, given: Given) -> dict[str, Any]:
        return super().spec(given) | {"least": str(self.least), "most": str(self.most)}

    def example(self, making: Making) -> Any:
        low, high = int(self.least), min(int(self.most), int(self.least) + 100)
        return self.stored(Decimal(making.rng.randint(low, high)))


@dataclass(frozen=True)
class Integer(Number):
    """A whole number."""

    places: int = 0
    unit: ClassVar[str] = "a whole number"

    def stored(self, number: Decimal) -> Any:
        return int(number)


@dataclass(frozen=True)
class Percent(Number):
    """A percentage from 0 to 100."""

    most: Decimal | int = 100
    places: int = 1
    suffix: str = "%"
    unit: ClassVar[str] = "a percentage"
