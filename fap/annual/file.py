"""The figures of a school year as a spreadsheet, with what they mean on a sheet of their own."""

from __future__ import annotations

from fap.annual.figures import DEFINITIONS, SMALL, Year
from foundation.paper import Sheet, workbook
from foundation.store.clock import day_words, local


def as_workbook(year: Year, who: str) -> bytes:
    """One sheet for each table, the figures of the whole year first."""
    return workbook(
        [
            Sheet("The year", ("Figure", year.words), year.facts),
            *(Sheet(table.title, table.heads, table.rows) for table in year.tables),
            Sheet("About this file", ("", ""), about(year, who)),
        ]
    )


def about(year: Year, who: str) -> list[tuple[str, str]]:
    """Where the figures come from, as of when, for whom, and what each means."""
    counted = local(year.counted_at)
    return [
        ("Annual figures of fair access", year.words),
        ("From", day_words(year.span.first)),
        ("To", day_words(year.span.last)),
        ("Counted", f"{day_words(counted.date())}, {counted:%H:%M}"),
        ("Taken by", who),
        ("Numbers", SMALL),
        *DEFINITIONS,
    ]
