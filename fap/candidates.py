"""Candidate schools side by side: facts, never a score.

The order is not a ranking. The placement check stands first, because it can end the discussion; it is shown
as colour and word only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fap import lists, shares_core
from fap.checking import check_places
from fap.comparing import sent_answers
from fap.distance import Distance, home_of
from fap.fair_share import OTHER_TYPES, Ledger, Share, ledger, phase_of
from fap.form.rules import ORDER
from fap.models import Decision, Referral, SafetyAnswer
from fap.vacancies.lists import Vacancy, vacancies
from fap.words import COLOURS
from foundation.store import session, today
from foundation.store.calendar import calendar_for
from roll.lists import open_settings, setting_by_id, setting_by_urn
from roll.models import Setting

MOST = 4
NO_FAITH = frozenset({"None", "Does not apply", "Not applicable"})
SPEAK = "Speak to the safeguarding officer"
RULINGS = {
    "open": "The safeguarding officer has not ruled yet",
    "upheld": "The safeguarding officer: the setting is right",
    "not_upheld": "The safeguarding officer: the setting can take the child",
}


@dataclass(frozen=True)
class Candidate:
    """One school as the panel compares it, for one child and one first day."""

    setting: Setting
    result: str
    distance: Distance
    vacancy: Vacancy | None
    share: Share
    same_year: int
    joined: int
    answer: SafetyAnswer | None
    wish: str
    fits: str

    @property
    def check_words(self) -> str:
        """The colour in a word."""
        return COLOURS[self.result]

    @property
    def say(self) -> str:
        """What to do where the check is not clear; the reason is not shown."""
        return "" if self.result == "clear" else SPEAK

    @property
    def ruling(self) -> str:
        """What the officer said to "not safe given who is here now"."""
        return RULINGS[self.answer.status] if self.answer else ""

    @property
    def kind(self) -> str:
        """Type, whom it admits and its faith, as far as the register says."""
        admits = f"{self.setting.admits} only" if self.setting.admits in ("Boys", "Girls") else ""
        faith = "" if self.setting.faith in NO_FAITH else self.setting.faith
        return ". ".join(part for part in (self.setting.type_name, admits, faith) if part)


@dataclass(frozen=True)
class Compared:
    """The schools that are compared, how they are ordered, and the middle of all."""

    columns: list[Candidate]
    ledger: Ledger
    start: dt.date
    year: str
    order: str
    others: int

    @property
    def unclear(self) -> bool:
        """Whether any check is not clear."""
        return any(column.result != "clear" for column in self.columns)

    @property
    def speaks_against(self) -> bool:
        """Whether anything speaks against any of them: a check, or the setting's own word."""
        said = [one.answer for one in self.columns if one.answer and one.answer.status != "not_upheld"]
        return self.unclear or bool(said)

    @property
    def looked_at(self) -> list[str]:
        """The URNs, for going on to compare others."""
        return [column.setting.urn for column in self.columns]


def candidates(
    referral: Referral, start: dt.date | None, looked_at: Sequence[str], draft: Decision | None
) -> Compared:
    """Up to four schools: those somebody chose, else the drafted and the preferred one and the nearest."""
    chosen = [setting_by_urn(urn) for urn in looked_at]
    named = [setting_by_id(draft.setting_id) if draft else None, *chosen]
    if not any(chosen):
        named.append(setting_by_urn(_preferred(referral)))
    first = list({row.id: row for row in named if row is not None}.values())
    home = home_of(referral)
    rest = sorted(
        (row for row in fitting(referral) if row.id not in {one.id for one in first}),
        key=lambda row: _near(home.to(row), row),
    )
    shown = first[:MOST] if any(chosen) else (first + rest)[:MOST]
    return compared(referral, shown, start, others=len(rest))


def compared(
    referral: Referral, settings: Sequence[Setting], start: dt.date | None = None, others: int = 0
) -> Compared:
    """These schools with their facts as they stand now, the nearest first."""
    start = start or calendar_for(None).next_school_day(today())
    year, ids = referral.year_group or "", [row.id for row in settings]
    home, wish = home_of(referral), _preferred(referral)
    shares = ledger(phase_of(year), settings)
    checks = check_places(referral, ids, start)
    free = vacancies(ids, year)
    joined = shares_core.joined(session().connection(), ids, year, _born(year), today())
    said = {row.setting_id: row for row in reversed(lists.safety_answers(referral))}
    columns = []
    for row in settings:
        share = shares.of(row.id) or Share(row)
        columns.append(
            Candidate(
                setting=row,
                result=checks[row.id],
                distance=home.to(row),
                vacancy=free.get((row.id, year)),
                share=share,
                same_year=share.by_year.get(year, (0, 0))[0],
                joined=joined.get(row.id, 0),
                answer=said.get(row.id),
                wish="Preferred school" if wish == row.urn else "Not named",
                fits=_fit_words(row, year),
            )
        )
    columns.sort(key=lambda one: _near(one.distance, one.setting))
    order = "nearest first" if any(one.distance.metres is not None for one in columns) else "by name"
    return Compared(columns, shares, start, year, order, others)


def fitting(referral: Referral) -> list[Setting]:
    """Open schools for the child's age, by name; neither the present one nor one that is bound by no
    protocol.
    """
    age = _age(referral.year_group)
    return [
        row
        for row in open_settings()
        if fits(row, age) and row.id != referral.setting_id and row.type_code not in OTHER_TYPES
    ]


def fits(setting: Setting, age: int | None) -> bool:
    """Whether a school is for children of this age at the start of the school year."""
    if age is None or setting.low_age is None or setting.high_age is None:
        return False
    return setting.low_age <= age < setting.high_age and setting.phase_code in {"2", "3", "4", "5", "7"}


def preferred_words(referral: Referral) -> str:
    """The preferred school or type of school as the form has it in words."""
    return str(sent_answers(referral).get("preferred_type") or "")


def _fit_words(setting: Setting, year: str) -> str:
    if setting.low_age is None or setting.high_age is None:
        return "Ages not known"
    ages = f"Ages {setting.low_age} to {setting.high_age}"
    age = _age(year)
    inside = age is None or setting.low_age <= age < setting.high_age
    return ages if inside else f"{ages}: does not teach this year group"


def _near(distance: Distance, setting: Setting) -> tuple[bool, int, str]:
    return distance.metres is None, distance.metres or 0, setting.name


def _age(year: str | None) -> int | None:
    """The age at which a child of this year group starts the school year: reception is 4."""
    return ORDER.index(year) if year in ORDER else None


def _born(year: str) -> tuple[dt.date, dt.date]:
    """First and last birthday of a year group on this day; of none where the year group is not known."""
    day = today()
    if year not in ORDER:
        return dt.date.max, dt.date.min
    start = day.year if day.month >= 9 else day.year - 1
    first = dt.date(start - ORDER.index(year) - 1, 9, 1)
    return first, first.replace(year=first.year + 1) - dt.timedelta(days=1)


def _preferred(referral: Referral) -> str:
    answer = sent_answers(referral).get("preferred_school") or {}
    return str(answer.get("code", ""))
