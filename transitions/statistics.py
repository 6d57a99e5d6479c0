"""How many alerts of which kind, how soon they were acknowledged, what came of them; by kind and by month.

Source: transitions, "The life of an alert". A person's figures leave out alerts about children from whom they
are barred, as their lists do.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import select

from foundation.paper import neutral
from foundation.store import session
from foundation.store.calendar import calendar_for
from transitions.clocks import due_from
from transitions.models import Alert
from transitions.statistics_core import acknowledged_on
from transitions.words import KINDS_SHORT, OPEN_STATES

NOT_THE_SAME = "not_the_same_child"
HEADS = (
    "Raised",
    "Still open",
    "Acknowledged",
    "Acknowledged in time",
    "School days to acknowledge (middle)",
    "Not the same child",
    "No longer applies",
)


@dataclass(frozen=True)
class Counted:
    """One alert as it is counted; `days`: school days until it was acknowledged, None until then."""

    kind: str
    month: str
    status: str
    action: str | None
    days: int | None
    in_time: bool


@dataclass(frozen=True)
class Line:
    """The figures of one kind, of one month, or of all; `days` is the middle one of those acknowledged."""

    code: str
    words: str
    raised: int
    open: int
    acknowledged: int
    in_time: int
    days: float | None
    not_the_same: int
    gone: int

    @property
    def cells(self) -> list[str]:
        """As many as `HEADS`."""
        days = "" if self.days is None else f"{self.days:g}"
        figures = (self.raised, self.open, self.acknowledged, self.in_time)
        return [*map(str, figures), days, str(self.not_the_same), str(self.gone)]


@dataclass(frozen=True)
class Statistics:
    """Alerts raised from `since` to `until`, both inclusive."""

    since: dt.date
    until: dt.date
    by_kind: tuple[Line, ...]
    by_month: tuple[Line, ...]
    whole: Line


def statistics(since: dt.date, until: dt.date) -> Statistics:
    """Count the alerts raised in a period, as far as the asker may see them. Raises ValueError."""
    if since > until:
        raise ValueError("The period must begin on or before its last day")
    counted = _counted(since, until)
    months = sorted({one.month for one in counted})
    return Statistics(
        since,
        until,
        tuple(
            _line(code, words, [one for one in counted if one.kind == code])
            for code, words in KINDS_SHORT.items()
        ),
        tuple(
            _line(month, _month(month), [one for one in counted if one.month == month]) for month in months
        ),
        _line("", "All", counted),
    )


def as_csv(found: Statistics) -> bytes:
    """Both tables as one CSV file, with a byte order mark, for a spreadsheet program."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Alerts raised from", found.since.isoformat(), "to", found.until.isoformat()])
    for title, lines in (("Kind", found.by_kind), ("Month", found.by_month)):
        writer.writerow([title, *HEADS])
        writer.writerows([neutral(line.words), *line.cells] for line in (*lines, found.whole))
    return out.getvalue().encode("utf-8-sig")


def _counted(since: dt.date, until: dt.date) -> list[Counted]:
    """No record is loaded for a count, so that nobody counts as looked at."""
    columns = (Alert.id, Alert.kind, Alert.status, Alert.action, Alert.raised_on)
    rows = session().execute(select(*columns).where(Alert.raised_on >= since, Alert.raised_on <= until)).all()
    answered = acknowledged_on(session().connection(), [row.id for row in rows])
    calendar, found = calendar_for(None), []
    for row in rows:
        on = answered.get(row.id)
        found.append(
            Counted(
                row.kind,
                f"{row.raised_on:%Y-%m}",
                row.status,
                row.action,
                max(0, calendar.between(row.raised_on, on)) if on else None,
                on is not None and on <= due_from(row.kind, row.raised_on),
            )
        )
    return found


def _line(code: str, words: str, counted: Sequence[Counted]) -> Line:
    days = [one.days for one in counted if one.days is not None]
    return Line(
        code,
        words[:1].upper() + words[1:],
        raised=len(counted),
        open=sum(one.status in OPEN_STATES for one in counted),
        acknowledged=len(days),
        in_time=sum(one.in_time for one in counted),
        days=median(days) if days else None,
        not_the_same=sum(one.action == NOT_THE_SAME for one in counted),
        gone=sum(one.status == "no_longer_applies" for one in counted),
    )


def _month(code: str) -> str:
    return f"{dt.date.fromisoformat(code + '-01'):%B %Y}"
