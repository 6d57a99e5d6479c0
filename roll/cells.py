"""What one cell of an import means. Each function gives the value, or BadCell without it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from foundation.store.clock import today
from roll import postcodes
from roll import upn as upns
from roll.names import LONGEST_NAME

EARLIEST_DAY = dt.date(1900, 1, 1)
LATEST_DAY = dt.date(2100, 12, 31)
OLDEST = 30
URN = re.compile(r"[0-9]{6}|X[0-9]{1,9}", re.ASCII)
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?Z?", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?: 00:00(?::00)?)?", re.ASCII)
_SHORT_YEAR = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{2})", re.ASCII)
_MONTH_FIRST = re.compile(r"(?P<m>\d{1,2})[/.-](?P<d>\d{1,2})[/.-](?P<y>\d{4})(?: 00:00(?::00)?)?", re.ASCII)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII)
# Spreadsheets give real dates as 2026-09-03 whatever they show, so every way of writing takes that too.
_WRITTEN: dict[str, tuple[tuple[re.Pattern[str], ...], str]] = {
    "either": ((_ISO, _DAY_FIRST), "2026-09-03 or 03/09/2026"),
    "iso": ((_ISO,), "2026-09-03"),
    "dmy": ((_DAY_FIRST, _SHORT_YEAR, _ISO), "03/09/2026"),
    "mdy": ((_MONTH_FIRST, _ISO), "09/03/2026, the month first"),
    "compact": ((_COMPACT, _ISO), "20260903"),
}
_DFE = re.compile(r"([0-9]{3})[ /-]?([0-9]{4})", re.ASCII)
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


def date(text: str, written: str = "either") -> dt.date | None:
    """A day written as a profile says (2026-09-03 or 03/09/2026 where it says nothing); None when empty."""
    text = text.strip()
    if not text:
        return None
    patterns, example = _WRITTEN[written]
    for pattern in patterns:
        if found := pattern.fullmatch(text):
            year = int(found["y"])
            try:
                day = dt.date(
                    _whole(year) if len(found["y"]) == 2 else year, int(found["m"]), int(found["d"])
                )
            except ValueError:
                raise BadCell("is not a day that exists") from None
            if not EARLIEST_DAY <= day <= LATEST_DAY:
                raise BadCell("must lie between 1900 and 2100")
            return day
    raise BadCell(f"must be a date such as {example}")


def _whole(year: int) -> int:
    """The year of two figures: up to ten years ahead, otherwise past."""
    latest = (today().year + 10) % 100
    return (2000 if year <= latest else 1900) + year


def needed_date(text: str, written: str = "either") -> dt.date:
    """A day that must be there."""
    day = date(text, written)
    if day is None:
        raise BadCell("must not be empty")
    return day


def date_reader(written: str) -> tuple[Callable[[str], dt.date], Callable[[str], dt.date | None]]:
    """How days written in one way are read: one that must be there, and one that may be missing."""
    return lambda text: needed_date(text, written), lambda text: date(text, written)


def dfe_number(text: str) -> str:
    """A DfE number as seven digits: 999/2001, 999 2001 or 9992001."""
    found = _DFE.fullmatch(text.strip())
    if not found:
        raise BadCell("must be a DfE number: three digits of the authority and four of the establishment")
    return found[1] + found[2]


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


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
