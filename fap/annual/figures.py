"""The figures of one school year: what they are, what each means, and as of when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from fap.after.figures import refusals_and_directions
from fap.annual import counting_core as core
from fap.annual.counting_core import Span
from fap.clocks import ALLOCATE_WITHIN
from fap.words import DECISIONS
from foundation.store import now, session, today
from foundation.store.clock import academic_year, local
from foundation.store.reference_data import choices, codes, label
from roll.lists import settings_by_id

NO_CATEGORY, NO_REASON = "No category is kept", "No reason of the list is kept"
GROUNDS, ROUTES = "refusal_ground", "direction_route"

DEFINITIONS: tuple[tuple[str, str], ...] = (
    ("The year", "From 1 September to 31 August; while it lasts, up to the day on which it was counted."),
    ("Referrals", "Referrals by the day on which they were last sent in. Drafts never count."),
    (
        "Accepted",
        "Acceptances by their own day, with the category of the School Admissions Code (3.17). A referral "
        "that is open again because a place broke down is counted apart.",
    ),
    (
        "Days to allocate",
        "School days of the authority’s calendar from the day after acceptance to the chair’s signature "
        "under a place, without the days of a pause; places signed in the year.",
    ),
    ("Admitted", "Children whose first day in the school lies in the year, by school and kind of decision."),
    ("Refusals", "Schools that refused a place that was decided, by the day of the refusal."),
    ("Directions", "Steps of the direction route that happened in the year."),
    (
        "Between children",
        "Of the referrals, those with a flag that something happened between children, from the form or said "
        "at the panel. Missing from home or from education alone is not one.",
    ),
)
SMALL = "Small numbers stand as they are: for the authority’s own use, not for publication."


@dataclass(frozen=True)
class Table:
    """One table of the year: heads, then rows of the same length whose first cell names them."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    empty: str


@dataclass(frozen=True)
class Year:
    """All figures of a school year."""

    began: int
    span: Span
    counted_at: dt.datetime
    facts: Sequence[tuple[str, str | int]]
    tables: Sequence[Table]

    @property
    def words(self) -> str:
        """2026 to 2027."""
        return year_words(self.began)


def year_words(began: int) -> str:
    """A school year as people say it."""
    return f"{began} to {began + 1}"


def years() -> list[int]:
    """The school years there is something of, the newest first."""
    newest = academic_year(today())
    found = core.first_year(session().connection())
    oldest = academic_year(local(found).date()) if found else newest
    return list(range(newest, min(oldest, newest) - 1, -1))


def figures_of(began: int) -> Year:
    """Count a school year. The same number of questions for any number of referrals."""
    first = dt.date(began, 9, 1)
    span = Span(first, min(dt.date(began + 1, 8, 31), today()))
    accepted = core.accepted(session().connection(), span)
    tables = [_categories(accepted), _schools(span), *_disputes(span), _ended(span)]
    return Year(began, span, now(), _facts(span, accepted), tables)


def _facts(span: Span, accepted: dict[tuple[str, bool], int]) -> list[tuple[str, str | int]]:
    connection = session().connection()
    sent, between = core.referrals(connection, span), core.peer_on_peer(connection, span)
    days = core.days_to_allocate(connection, span)
    inside = sum(day <= ALLOCATE_WITHIN for day in days)
    return [
        ("Referrals", sent),
        ("Of these with a flag between children", _share(between, sent)),
        ("Accepted", sum(number for (_code, again), number in accepted.items() if not again)),
        ("Open again after a place broke down", sum(n for (_code, again), n in accepted.items() if again)),
        ("Places allocated", len(days)),
        ("School days to allocate, the middle", f"{median(days):g}" if days else "none yet"),
        (f"Allocated within {ALLOCATE_WITHIN} school days", _share(inside, len(days))),
        ("Accepted and not allocated yet", core.not_allocated(connection, span)),
        ("Places that broke down", core.broke_down(connection, span)),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "0 of 0"


def _categories(accepted: dict[tuple[str, bool], int]) -> Table:
    named = {choice.code: f"({choice.code}) {choice.label}" for choice in choices("fap_category")}
    named |= {code: NO_CATEGORY for code, _again in accepted if code not in named}
    rows = [
        (words, accepted.get((code, False), 0), accepted.get((code, True), 0))
        for code, words in named.items()
    ]
    heads = ("Category", "Accepted", "Open again")
    return Table("Accepted by category", heads, rows, "Nothing was accepted in this year.")


def _schools(span: Span) -> Table:
    counted = core.admitted(session().connection(), span)
    named = settings_by_id({setting for setting, _kind in counted})
    kinds = [kind for kind in DECISIONS if any(found == kind for _setting, found in counted)]
    order = sorted(named, key=lambda key: named[key].name)
    rows: list[Sequence[str | int]] = [
        (named[key].name, *(counted.get((key, kind), 0) for kind in kinds)) for key in order
    ]
    heads = ("School", *(DECISIONS[kind] for kind in kinds))
    return Table("Admitted to each school", heads, rows, "No child has come to a school under the protocol.")


def _disputes(span: Span) -> list[Table]:
    found = refusals_and_directions(span.first, span.last)
    named = settings_by_id(set(found.refused_by_setting))
    refused = sorted((named[key].name, number) for key, number in found.refused_by_setting.items())
    grounds = [(_label(GROUNDS, key), number) for key, number in sorted(found.refused_by_ground.items())]
    routes = [(_label(ROUTES, key), number) for key, number in sorted(found.directions_sought.items())]
    steps = [
        ("Refusals", found.refusals),
        ("Of these told to the authority late", found.told_late),
        ("Negotiations", found.negotiations),
        ("Accepted after a refusal", found.accepted_after_refusal),
        *((f"Direction sought: {words}", number) for words, number in routes),
        ("Directed to admit", found.directions_given),
        ("Ended without a direction", found.directions_not_given),
        ("Referred to the adjudicator", found.to_adjudicator),
    ]
    return [
        Table("Refusals and directions", ("Step", "Number"), steps, ""),
        Table("Refusals by school", ("School", "Refusals"), refused, "No school refused in this year."),
        Table("Refusals by ground", ("Ground", "Refusals"), grounds, "No school refused in this year."),
    ]


def _label(name: str, code: str) -> str:
    return label(name, code) if code in codes(name) else code.replace("_", " ").capitalize() or "Other"


def _ended(span: Span) -> Table:
    found = core.ended_without(session().connection(), span)
    rows = [
        ("Withdrawn" if status == "withdrawn" else _reason(code), number)
        for (status, code), number in sorted(found.items())
    ]
    return Table(
        "Not a fair access case, or withdrawn", ("Why", "Referrals"), rows, "None of this year’s referrals."
    )


def _reason(code: str) -> str:
    return f"Not a fair access case: {label('not_eligible_because', code) if code else NO_REASON}"
