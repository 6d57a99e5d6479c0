"""What a person asks of the matrix, as it stands in the address: read, checked, and put into a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fap.words import FLAGS
from foundation.store import today
from foundation.store.clock import day_words
from needs.dimensions import DIMENSIONS, in_order
from needs.matrix import ANY, CHILDREN, EVERY, FILTER_KEYS, HOW, UNITS, Ask

KINDS = {
    "": "referrals and safety plans",
    "referral": "referrals",
    "plan": "safety plans",
    "case": "cases",
    "meeting": "meetings",
    "alert": "alerts",
    EVERY: "forms and records of every kind",
}
OF_EVERY = {
    "year_group": "year group",
    "sex": "sex",
    "ethnicity": "ethnicity",
}
FIRST_YEAR, LAST_YEAR = 1900, 2999
_DATE = re.compile(r"(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """The question as far as it could be read, and what could not be: field -> what to do."""

    ask: Ask
    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def read(values: Mapping[str, str]) -> Asked:
    """Read an address. What is unknown is left out and named; nothing raises."""
    errors: dict[str, str] = {}
    days = {name: _day(name, values.get(name, ""), errors) for name in ("from", "to")}
    if days["from"] and days["to"] and days["from"] > days["to"]:
        errors["to"] = "The last day must not come before the first"
    only = {}
    for key in FILTER_KEYS:
        code = values.get(key, "")
        if code and code in _codes(key):
            only[key] = code
    ask = Ask(
        rows=_key(values.get("rows"), "setting"),
        columns=_key(values.get("columns"), "flag"),
        unit=values["unit"] if values.get("unit") in UNITS else CHILDREN,
        from_=days["from"],
        to=days["to"],
        kind=values["kind"] if values.get("kind") in KINDS else "",
        only=only,
        flags=tuple(code for code in dict.fromkeys(_listed(values)) if code in FLAGS),
        how=values.get("how", ANY) if values.get("how") in HOW else ANY,
    )
    if ask.rows == ask.columns:
        ask = replace(ask, columns="flag" if ask.rows != "flag" else "capacity")
    return Asked(ask, errors, dict(values))


def address(ask: Ask, **changed: Any) -> dict[str, Any]:
    """The question as the values of an address; what is as usual is left out."""
    found = {
        "rows": ask.rows,
        "columns": ask.columns,
        "unit": ask.unit if ask.unit != CHILDREN else "",
        "from": ask.from_.isoformat() if ask.from_ else "",
        "to": ask.to.isoformat() if ask.to else "",
        "kind": ask.kind,
        **ask.only,
        "flags": ",".join(ask.flags),
        "how": ask.how if ask.flags and ask.how != ANY else "",
        **changed,
    }
    return {key: value for key, value in found.items() if value}


def a_year_before(ask: Ask) -> Ask:
    """The same question, one year earlier; without a period, the year up to this day last year."""
    to = ask.to or today()
    from_ = ask.from_ or _year_before(to)
    return replace(ask, from_=_year_before(from_), to=_year_before(to))


def sentence(ask: Ask) -> list[tuple[str, bool]]:
    """The question in words: (text, whether it is a chosen value, shown in bold)."""
    words = [("Showing ", False), (ask.unit, True), (" in ", False), (KINDS[ask.kind], True)]
    words += _period(ask)
    words += _of_whom(ask)
    words += [(", in ", False), (_one(ask, "capacity", "any capacity").lower(), True)]
    words += [(", by ", False), (DIMENSIONS[ask.rows].title.lower(), True)]
    words += [(" and ", False), (DIMENSIONS[ask.columns].title.lower(), True), (".", False)]
    return words


def plain_sentence(ask: Ask) -> str:
    """The sentence for exports."""
    return "".join(text for text, _bold in sentence(ask))


def _period(ask: Ask) -> list[tuple[str, bool]]:
    if not ask.from_ and not ask.to:
        return [(" from ", False), ("the first form to today", True)]
    first = day_words(ask.from_) if ask.from_ else "the first form"
    last = day_words(ask.to) if ask.to else "today"
    return [(" from ", False), (first, True), (" to ", False), (last, True)]


def _of_whom(ask: Ask) -> list[tuple[str, bool]]:
    every = [words for key, words in OF_EVERY.items() if key not in ask.only]
    parts = [_one(ask, key, "") for key in OF_EVERY if key in ask.only]
    if every:
        listed = every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}"
        parts.append(f"every {listed}")
    words = [(", of ", False), (", ".join(parts), True)]
    for key in ("setting_type", "category", "source", "flag"):
        if key in ask.only:
            words += [(f", {DIMENSIONS[key].title.lower()}: ", False), (_one(ask, key, ""), True)]
    if ask.flags:
        named = ", ".join(FLAGS[code].lower() for code in ask.flags)
        words += [(", with ", False), (f"{HOW[ask.how]}: {named}", True)]
    return words


def _one(ask: Ask, key: str, otherwise: str) -> str:
    code = ask.only.get(key)
    return dict(in_order(DIMENSIONS[key], {code}))[code] if code else otherwise


def _listed(values: Mapping[str, str]) -> list[str]:
    return values.get("flags", "").split(",")


def _codes(key: str) -> set[str]:
    return set(DIMENSIONS[key].words())


def _key(value: str | None, otherwise: str) -> str:
    return value if value in DIMENSIONS else otherwise


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def read_day(text: str) -> dt.date:
    """2025-09-01, 1/9/2025 or 1 9 2025. Raises ValueError, also for a year in which there were no forms."""
    plain = text.strip()
    found = _DATE.fullmatch(plain)
    if found:
        day, month, year = (int(part) for part in found.groups())
        read_as = dt.date(year, month, day)
    else:
        read_as = dt.date.fromisoformat(plain)
    if not FIRST_YEAR <= read_as.year <= LAST_YEAR:
        raise ValueError("no year of forms")
    return read_as


def _day(name: str, text: str, errors: dict[str, str]) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return read_day(text[:20])
    except ValueError:
        errors[name] = (
            f"Enter the {'first' if name == 'from' else 'last'} day as day, month and year, like 1/9/2025"
        )
        return None
