"""The keys by which the matrix can be laid out: what each is called, where it is read, in which order.

A key is read from the form itself or from one family of facts. Two keys of the same family meet in the same
fact (a flag and its capacity); keys of different families meet on the same form (a flag and a place).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from fap.words import DECISIONS, FLAGS
from foundation.store.calendar import bank_holidays
from foundation.store.clock import academic_year
from foundation.store.reference_data import codes
from needs.gathering.mapping import MORE_AGENCIES, NATURES, PLACE_OF_INCIDENT

NOT_RECORDED = "Not recorded"
DOMAINS = {
    "strengths": "Strengths",
    "attitude": "Attitude to work",
    "home": "Home",
    "peer_group": "Peer group",
    "school": "School",
    "neighbourhood": "Neighbourhood and journey",
}
CAPACITIES = {
    "experiences": "Experiences it",
    "alleged": "Alleged to cause it",
    "both": "Both",
    "affected": "Has seen it or is affected by it",
}
SOURCES = {
    "form": "Referral form",
    "panel": "Heard at the panel",
    "plan": "Safety plan",
    "case": "Case of the Education MASH",
}
ALLEGED = {
    "one": "One child alleged",
    "several": "Several children alleged",
    "none": "No other child alleged",
}
GROUPED = {"alone": "Alone", "group": "In a group", "not_known": "Not known"}
OUTCOMES = {
    "waiting": "Referral: waiting for the panel",
    "deferred": "Referral: deferred",
    "decided": "Referral: decided, not started",
    "started": "Referral: in school",
    "held": "Referral: the place has held",
    "broke_down": "Referral: the place broke down",
    "not_eligible": "Referral: not a fair access case",
    "draft": "Plan: not in force yet",
    "in_force": "Plan: in force",
    "ended": "Plan: ended",
    "open": "Case: open",
    "done": "Case: closed, done",
    "not_abuse": "Case: closed, it was not abuse",
    "under_ten": "Case: closed, under ten",
    "elsewhere": "Case: carried on elsewhere",
    "closed": "Closed",
}
TERMS = ("Autumn", "Spring", "Summer")


@dataclass(frozen=True)
class Dimension:
    """One key. `family`: "" for the form, else the name of the facts; `column` where the code stands.

    `of` turns the day of submission into a code. `words` gives code -> label in order; codes it does not know
    follow in the order of the alphabet. `gathered`: rows with small totals stand together when it is shared.
    `shared`: whether its figures may be published at all; what says something about the flags themselves, or
    is made from them, could tell small numbers that a published table hides.
    """

    key: str
    title: str
    family: str = ""
    column: str = ""
    of: Callable[[dt.date], str] | None = None
    words: Callable[[], dict[str, str]] = dict
    one_word: Callable[[str], str] = str
    gathered: str = ""
    shared: bool = True


def _set(name: str) -> Callable[[], dict[str, str]]:
    return lambda: {code.code: code.label for code in codes(name).values()}


def _more(
    key: str, title: str, words: Callable[[], dict[str, str]], family: str = "", column: str = "code"
) -> Dimension:
    """A key that is read from facts of its own name, and is not published."""
    return Dimension(key, title, family=family or key, column=column, words=words, shared=False)


def term_of(day: dt.date) -> str:
    """The term of a day: autumn from September, spring from January to Good Friday, then summer."""
    year = academic_year(day)
    if day.month >= 9:
        return f"{year}-1"
    friday = max(
        d for d in bank_holidays(day.year) if d.weekday() == 4 and (3, 19) < (d.month, d.day) < (4, 25)
    )
    return f"{year}-2" if day <= friday else f"{year}-3"


def term_words(code: str) -> str:
    """`2026-1` as "Autumn term 2026/27"."""
    year, _, number = code.partition("-")
    return f"{TERMS[int(number) - 1]} term {year}/{(int(year) + 1) % 100:02d}"


def month_words(code: str) -> str:
    """`2026-11` as "Nov 2026"."""
    return f"{dt.date.fromisoformat(f'{code}-01'):%b %Y}"


DIMENSIONS = {
    found.key: found
    for found in (
        Dimension("setting", "Setting", column="setting", gathered="Other settings"),
        Dimension("setting_type", "Type of setting", column="setting_type", words=_set("setting_kind")),
        Dimension("ward", "Ward", column="ward", gathered="Other wards"),
        Dimension("year_group", "Year group", column="year_group", words=_set("year_group")),
        Dimension("sex", "Sex", column="sex", words=_set("sex")),
        Dimension(
            "ethnicity",
            "Ethnicity",
            column="ethnicity",
            words=_set("ethnicity"),
            gathered="Other ethnicities",
        ),
        Dimension("category", "Fair access category", column="category", words=_set("fap_category")),
        Dimension("term", "Term", of=term_of, one_word=term_words),
        Dimension("month", "Month", of=lambda day: f"{day:%Y-%m}", one_word=month_words),
        Dimension("source", "Source", family="flag", column="source", words=lambda: dict(SOURCES)),
        Dimension("flag", "Flag", family="flag", column="code", words=lambda: dict(FLAGS)),
        Dimension("capacity", "Capacity", family="flag", column="capacity", words=lambda: dict(CAPACITIES)),
        Dimension("place_type", "Kind of place", family="place", column="code", words=_set("place_kind")),
        Dimension("domain", "Part of life", family="domain", column="code", words=lambda: dict(DOMAINS)),
        Dimension(
            "sen", "Special educational needs", column="sen", words=_set("sen_provision"), shared=False
        ),
        Dimension("outcome", "Outcome", column="outcome", words=lambda: dict(OUTCOMES), shared=False),
        _more("group", "Vulnerable group", _set("vulnerable_group")),
        _more("nature", "Nature of the behaviour", lambda: dict(NATURES)),
        _more("severity", "Agreed severity", _set("hackett_level")),
        _more("relation", "Relationship of the children", _set("children_relationship")),
        _more("alleged", "One or several alleged", lambda: dict(ALLEGED)),
        _more("grouped", "Alone or in a group", lambda: dict(GROUPED)),
        _more("where", "In or outside school", lambda: dict(PLACE_OF_INCIDENT)),
        _more("time", "Time of day", _set("journey_time"), family="place", column="time"),
        _more("place_ward", "Ward of the place", dict, family="place", column="ward"),
        _more("police", "Police outcome", _set("police_outcome")),
        _more("care", "Social care outcome", _set("social_care_outcome")),
        _more("agency", "Agency", lambda: {**_set("agency")(), **MORE_AGENCIES}),
        _more("support", "Support tried", _set("internal_support")),
        _more("asked", "Provision asked for", _set("fap_provision")),
        _more("provision", "Provision decided", lambda: dict(DECISIONS)),
    )
}


def codes_of(dimension: Dimension, frame: pd.DataFrame) -> pd.Series:
    """The code of each row of a frame that holds the dimension's column (or the day of submission)."""
    if dimension.of is not None:
        days = pd.Series(frame["submitted_on"].unique())
        known = {day: dimension.of(day) for day in days}
        return frame["submitted_on"].map(known).astype(object)
    return frame[dimension.column].fillna("").astype(object)


def in_order(dimension: Dimension, found: set[str]) -> list[tuple[str, str]]:
    """(code, label) of the codes that occur, in the dimension's order; what is not recorded comes last."""
    words = dimension.words()
    known = [(code, label) for code, label in words.items() if code in found]
    others = sorted(found - words.keys() - {""}, key=lambda code: (code.casefold(), code))
    rest = [(code, dimension.one_word(code)) for code in others]
    return [*known, *rest, *([("", NOT_RECORDED)] if "" in found else [])]
