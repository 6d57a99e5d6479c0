"""What one cell of an import means. Each function gives the value, or BadCell without it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from roll import postcodes
from roll import upn as upns
from roll.names import LONGEST_NAME

EARLIEST_DAY = dt.date(1900, 1, 1)
LATEST_DAY = dt.date(2100, 12, 31)
OLDEST = 30
URN = re.compile(r"[0-9]{6}|X[0-9]{1,9}", re.ASCII)
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?Z?", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?: 00:00(?::00)?)?", re.ASCII),
)
STATUSES = {
    "C": "current (only here)",
    "M": "main of two",
    "S": "subsidiary of two",
    "F": "at a college",
    "O": "elsewhere",
    "G": "guest",
    "P": "previous",
}
_SEXES = {"M": "M", "F": "F", "U": "U", "MALE": "M", "FEMALE": "F", "": None}


class BadCell(ValueError):
    """A cell that cannot be used; the words say what would be right."""


def date(text: str) -> dt.date | None:
    """A day written 2026-09-03, 03/09/2026 or 03-09-2026; None for an empty cell."""
    text = text.strip()
    if not text:
        return None
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            try:
                day = dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                raise BadCell("is not a day that exists") from None
            if not EARLIEST_DAY <= day <= LATEST_DAY:
                raise BadCell("must lie between 1900 and 2100")
            return day
    raise BadCell("must be a date such as 2026-09-03 or 03/09/2026")


def needed_date(text: str) -> dt.date:
    """A day that must be there."""
    day = date(text)
    if day is None:
        raise BadCell("must not be empty")
    return day


def name(text: str) -> str:
    """A name that must be there, in one spelling of its accents, without outer or doubled space."""
    found = optional_name(text)
    if found is None:
        raise BadCell("must not be empty")
    return found


def optional_name(text: str) -> str | None:
    """A name that may be missing. Any script is welcome; control characters are not."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise BadCell("has a line break or a character that cannot be printed")
    text = " ".join(text.split())
    if len(text) > LONGEST_NAME:
        raise BadCell(f"is longer than {LONGEST_NAME} characters")
    return text or None


def upn(text: str) -> str | None:
    """A unique pupil number with the right check letter; None for an empty cell."""
    number = upns.normalise(text)
    if not number:
        return None
    if words := upns.problem(number):
        raise BadCell(words)
    return number


def urn(text: str) -> str:
    """A setting's URN, or the authority's own code."""
    found = text.strip().upper()
    if not URN.fullmatch(found):
        raise BadCell("must be six digits, or X and digits for a setting without a URN")
    return found


def status(text: str) -> str:
    """An enrolment status."""
    found = text.strip().upper()
    if found not in STATUSES:
        raise BadCell(f"must be one of {', '.join(STATUSES)}")
    return found


def sex(text: str) -> str | None:
    """M, F, U, or None."""
    found = text.strip().upper()
    if found not in _SEXES:
        raise BadCell("must be F, M or U, or stay empty")
    return _SEXES[found]


def postcode(text: str) -> str | None:
    """A postcode in its one spelling; None for an empty cell."""
    found = postcodes.normalise(text)
    if not found:
        return None
    if not postcodes.is_valid(found):
        raise BadCell("is not shaped like a postcode")
    return found


def remembered(read: Callable[[str], Any]) -> Callable[[str], tuple[Any, str]]:
    """The same reading, each text once: gives (value, "") or (None, reason)."""
    known: dict[str, tuple[Any, str]] = {}

    def answer(text: str) -> tuple[Any, str]:
        found = known.get(text)
        if found is None:
            try:
                found = (read(text), "")
            except BadCell as bad:
                found = (None, str(bad))
            known[text] = found
        return found

    return answer
