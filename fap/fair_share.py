"""The fair-share ledger: what each school took under the protocol in twelve months, against its size.

Source: School Admissions Code 2021, fair access (no school, including one with places, takes a
disproportionate share); "Panels and the coordinator's month", fair share. Figures, never a rank: the panel
decides.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from fap import shares_core
from fap.shares_core import Taken
from fap.vacancies.lists import Vacancy, vacancies
from foundation.store import session, today
from roll import continuing_core
from roll.lists import open_settings
from roll.models import Setting

PHASES: dict[str, frozenset[str]] = {
    "primary": frozenset({"2", "3", "7"}),
    "secondary": frozenset({"4", "5", "7"}),
}
"""Phase of a panel -> phase codes of the register whose schools share; an all-through school is in both."""
OTHER_TYPES = frozenset({"11", "10", "37"})
"""Types of the register that are bound by no protocol: independent schools and schools overseas."""
CHALLENGING_CATEGORIES = frozenset({"d", "j"})
CHALLENGING_ISSUES = frozenset({"excluded_or_pru"})

DEFINITIONS: tuple[tuple[str, str], ...] = (
    ("Twelve months", "Places whose first day lies in the twelve months up to today."),
    (
        "Admitted",
        "Children whom a decision placed at the school as a mainstream place. A place that ended before the "
        "child came for the first time is not counted; one that broke down later is, and is named beside it.",
    ),
    (
        "After exclusion or for challenging behaviour",
        "Of those, children accepted under category (d) or (j) of the Code, 3.17, or decided as permanently "
        "excluded before or now at the pupil referral unit.",
    ),
    (
        "On roll",
        "The newest figures that schools gave, all their year groups together; where a school gave none, the "
        "children registered there by the roll.",
    ),
    ("Per 1,000", "Children admitted for every 1,000 on roll. The middle is the median of these schools."),
    (
        "Managed moves",
        "Trials that began. They are no admission: the child keeps the place at the school before.",
    ),
)
"""What the figures mean; on the page and in print."""


@dataclass
class Share:
    """One school's part. `by_year`: year group -> (admitted, of them challenging)."""

    setting: Setting
    on_roll: int = 0
    reported: bool = False
    admitted: int = 0
    challenging: int = 0
    managed_moves: int = 0
    broke_down: int = 0
    by_year: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def per_1000(self) -> float | None:
        """Admitted for every 1,000 on roll; None where nothing is known of the roll."""
        return round(1000 * self.admitted / self.on_roll, 1) if self.on_roll else None

    @property
    def challenging_per_1000(self) -> float | None:
        """The same for those after exclusion or with challenging behaviour."""
        return round(1000 * self.challenging / self.on_roll, 1) if self.on_roll else None


@dataclass(frozen=True)
class Ledger:
    """The schools of a phase by name, and the middle of them all."""

    rows: list[Share]
    as_of: dt.date

    @property
    def since(self) -> dt.date:
        """The first day that counts."""
        return shares_core.a_year_before(self.as_of) + dt.timedelta(days=1)

    @property
    def middle(self) -> float:
        """The median admitted per 1,000."""
        return _middle(row.per_1000 for row in self.rows)

    @property
    def challenging_middle(self) -> float:
        """The median of those after exclusion or with challenging behaviour per 1,000."""
        return _middle(row.challenging_per_1000 for row in self.rows)

    @property
    def top(self) -> float:
        """The largest figure per 1,000, at least 1: the length of a whole bar."""
        return max([row.per_1000 or 0 for row in self.rows] + [1])

    def of(self, setting_id: int) -> Share | None:
        """One school's part."""
        return next((row for row in self.rows if row.setting.id == setting_id), None)


def phase_of(year_group: str | None) -> str:
    """The phase whose schools share for a year group: secondary from year 7 on, and where none is known."""
    early = {"E1", "E2", "N1", "N2", "R", *(str(year) for year in range(1, 7))}
    return "primary" if year_group in early else "secondary"


def ledger(phase: str = "secondary", more: Collection[Setting] = (), as_of: dt.date | None = None) -> Ledger:
    """Every open school of a phase with its part; `more` adds schools that somebody looks at besides."""
    day = as_of or today()
    wanted = PHASES.get(phase, frozenset().union(*PHASES.values()))
    schools = {
        row.id: row
        for row in open_settings()
        if row.phase_code in wanted and row.type_code not in OTHER_TYPES
    }
    schools |= {row.id: row for row in more}
    connection = session().connection()
    chains = continuing_core.chains(connection)
    shares = _sized(list(schools.values()), day)
    for one in shares_core.taken(connection, day):
        share = shares.get(chains.as_today(one.setting_id))
        if share is not None:
            _count(share, one)
    return Ledger(sorted(shares.values(), key=lambda row: row.setting.name), day)


def is_challenging(one: Taken) -> bool:
    """Whether a child counts as permanently excluded, or as of challenging behaviour."""
    return one.category in CHALLENGING_CATEGORIES or bool(one.issues & CHALLENGING_ISSUES)


def _sized(schools: Sequence[Setting], day: dt.date) -> dict[int, Share]:
    ids = [row.id for row in schools]
    by_roll = shares_core.on_roll(session().connection(), ids, day)
    given: Counter[int] = Counter()
    known: dict[tuple[int, str], Vacancy] = vacancies(ids)
    for (setting, _year), figures in known.items():
        given[setting] += figures.on_roll
    return {
        row.id: Share(row, given.get(row.id) or by_roll.get(row.id, 0), reported=bool(given.get(row.id)))
        for row in schools
    }


def _count(share: Share, one: Taken) -> None:
    if one.kind == "managed_move":
        share.managed_moves += 1
    if one.kind != "place":
        return
    hard = is_challenging(one)
    share.admitted += 1
    share.challenging += hard
    share.broke_down += one.ended_early
    admitted, challenging = share.by_year.get(one.year_group, (0, 0))
    share.by_year[one.year_group] = (admitted + 1, challenging + hard)


def _middle(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return round(median(known), 1) if known else 0
