"""The short way of a nightly file (only changed lines are read) comes to what the whole file would."""

from __future__ import annotations

import copy
import datetime as dt
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from foundation.store import current_actor, documents, session
from roll import roll_delta_core, roll_file, roll_lines
from roll.models import (
    Child,
    ChildAlias,
    Enrolment,
    ExpectedEnrolment,
    IdentityQuestion,
    ImportReject,
    ImportRun,
    RollExtract,
    Setting,
)
from tests.roll.rolls import AS_OF, ASH, ELM, OAK, csv_of, make_settings, number, row, temporary

DAY = dt.timedelta(days=1)
took: Counter[str] = Counter()


@pytest.fixture(autouse=True)
def _county(db_session, monkeypatch):
    make_settings()
    real = roll_delta_core.plan_of_changes

    def counting(*given: Any) -> Any:
        plan = real(*given)
        took["short" if plan else "whole"] += 1
        return plan

    monkeypatch.setattr(roll_delta_core, "plan_of_changes", counting)


def apply(data: bytes, as_of: dt.date = AS_OF, *, whole: bool = False, **options: Any) -> ImportRun:
    """Apply a file the short way where that is possible, or always whole; nothing is committed."""
    found = (roll_file.read if whole else roll_file.opened)(data, "roll.csv")
    run = roll_file.apply(current_actor(), found, as_of=as_of, **options)
    session().flush()
    return run


def short_way(data: bytes, as_of: dt.date = AS_OF) -> bool:
    """Whether this file would go the short way."""
    found = roll_file.opened(data, "roll.csv")
    return roll_delta_core.plan_of_changes(session().connection(), found, as_of, False) is not None


def _all(model: Any, *columns: str) -> list[Any]:
    return list(session().execute(select(*[model.__table__.c[name] for name in columns])))


def everything(first_run: int) -> dict[str, Any]:
    """All that the files have written, by what it says and not by row ids; runs by their order."""
    ids = sorted(run.id for run in _all(ImportRun, "id") if run.id >= first_run)
    runs = {run: place for place, run in enumerate(ids)}
    names = ("id", "upn", "surname", "forename", "date_of_birth", "postcode", "preferred_surname")
    who = {c.id: tuple(map(str, c[1:])) for c in _all(Child, *names)}
    urn = {s.id: s.urn for s in _all(Setting, "id", "urn")}
    stays = ("child_id", "setting_id", "start", "leaving", "status", "run_id", "line")
    expected = ("child_id", "setting_id", "start", "until", "certainty", "withdrawn_at")
    aliases = ("child_id", "kind", "upn", "surname", "noted_on", "run_id")
    asked = ("child_id", "candidate_id", "run_id", "line", "reasons")
    noted = ("run_id", "line", "column_name", "reason", "severity")
    counts = [
        {name: value for name, value in run.counts.items() if name != "seconds"}
        for run in session().scalars(
            select(ImportRun).where(ImportRun.id >= first_run).order_by(ImportRun.id)
        )
    ]
    return {
        "children": sorted(who.values()),
        "stays": sorted(
            (who[s[0]], urn[s[1]], *map(str, s[2:5]), runs[s.run_id], str(s.line))
            for s in _all(Enrolment, *stays)
        ),
        "expected": sorted(
            (who[e[0]], urn[e[1]], *map(str, e[2:5]), e.withdrawn_at is None)
            for e in _all(ExpectedEnrolment, *expected)
        ),
        "aliases": sorted((who[a[0]], *map(str, a[1:5]), runs[a.run_id]) for a in _all(ChildAlias, *aliases)),
        "asked": sorted(
            (who[q[0]], who[q[1]], runs[q.run_id], str(q.line), str(q.reasons))
            for q in _all(IdentityQuestion, *asked)
        ),
        "noted": sorted((runs[n[0]], *map(str, n[1:])) for n in _all(ImportReject, *noted)),
        "counts": counts,
    }


def told(nights: list[tuple[bytes, dt.date]], *, whole: bool) -> list[dict[str, Any]]:
    """What stands after each night; then everything is taken back."""
    found, first = [], 0
    for data, as_of in nights:
        run = apply(data, as_of, whole=whole, confirm=True)
        first = first or run.id
        found.append(everything(first))
    session().rollback()
    return found


# Generated nights ---------------------------------------------------------------------------------


def first_night(chance: random.Random) -> list[dict[str, str]]:
    lines = [row(serial, setting_urn=chance.choice([OAK, ELM, ASH])) for serial in range(1, 30)]
    lines += [row(serial, setting_urn=ASH, enrolment_status="S") for serial in (3, 4)]
    lines += [row(30, upn=""), row(31, upn="", former_upn=number(31)), row(32, upn=temporary(32))]
    lines += [row(33, upn=number(133), former_upn=number(33), setting_urn=ELM)]
    lines += [row(34, enrolment_status="P", leaving_date="2026-03-27"), row(35, postcode="NOT ONE")]
    return lines


def _change(lines: list[dict[str, str]], chance: random.Random) -> None:  # noqa: C901
    """One thing that happens between two nights."""
    line = chance.choice(lines)
    what = chance.randrange(15)
    if what == 0 and len(lines) > 12:
        lines.remove(line)
    elif what == 1:
        lines.append(row(chance.randrange(36, 60), setting_urn=chance.choice([OAK, ELM, ASH])))
    elif what == 2:
        line["setting_urn"] = chance.choice([OAK, ELM, ASH])
    elif what == 3:
        line["start_date"] = chance.choice(["2025-09-01", "2026-11-09", "2026-11-16", "2026-09-07"])
    elif what == 4:
        line["leaving_date"] = chance.choice(["", "2026-11-11", "2026-12-18"])
    elif what == 5:
        lines.append({**line, "setting_urn": chance.choice([OAK, ELM]), "enrolment_status": "S"})
    elif what == 6:
        line["upn"] = "" if line["upn"] else number(chance.randrange(1, 30))
    elif what == 7:
        line["former_upn"], line["upn"] = line["upn"], number(chance.randrange(100, 130))
    elif what == 8:
        line["upn"] = number(chance.randrange(100, 130))
    elif what == 9:
        line["surname"] = chance.choice(["Married", "Surnameb1", line["surname"].upper()])
    elif what == 10:
        lines.append(dict(line))
    elif what == 11:
        line["postcode"] = chance.choice(["W1A 0AX", "BAD", ""])
    elif what == 12:
        line["enrolment_status"] = chance.choice(["M", "S", "G", "C"])
    elif what == 13:
        line["date_of_birth"] = chance.choice(["2014-10-09", "2014-09-10", "2014-09-04"])
    else:
        chance.shuffle(lines)


def _sound(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    """Without lines that would be rejected: mostly the files of a county are sound."""
    first: dict[tuple[str, ...], dict[str, str]] = {}
    kept = []
    for line in lines:
        who = line["upn"] or line["former_upn"] or line["surname"] + line["forename"]
        same = first.setdefault((who, line["setting_urn"], line["start_date"]), line)
        ended = line["leaving_date"] and line["leaving_date"] < line["start_date"]
        if not ended and all(same[name] == line[name] for name in ("leaving_date", "enrolment_status")):
            kept.append(line)
    return kept


def _nights(chance: random.Random) -> list[tuple[bytes, dt.date]]:
    lines, day, found = first_night(chance), AS_OF, []
    for _ in range(chance.randint(3, 6)):
        found.append((csv_of(lines), day))
        lines = copy.deepcopy(lines)
        for _ in range(chance.randint(0, 4)):
            _change(lines, chance)
        if chance.random() < 0.9:
            lines = _sound(lines)
        day += DAY * chance.choice([0, 1, 1, 1, 3, -1])
    return found


def _both_ways(chance: random.Random) -> None:
    nights = _nights(chance)
    short, whole = told(nights, whole=False), told(nights, whole=True)
    for place, (one, other) in enumerate(zip(short, whole, strict=True)):
        for name in other:
            assert one[name] == other[name], f"night {place}: {name}"
    took["nights"] += len(nights)


def test_night_after_night_both_ways_come_to_the_same(record_property, database) -> None:
    took.clear()
    quick = settings(max_examples=35, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    quick(given(some.randoms(use_true_random=False))(_both_ways))()
    assert took["short"] > 40
    words = f"{took['nights']} nights, {took['short']} of them compared by line"
    record_property("summary", f"Short way on {database.engine}: {words}; each as the whole file")


# What sends a file the long way, and what does not ----------------------------------------------------

LINES = [row(serial) for serial in range(1, 21)]


def test_the_next_file_is_compared_by_line() -> None:
    apply(csv_of(LINES))
    assert short_way(csv_of([*LINES, row(30)]), AS_OF + DAY)
    assert short_way(csv_of(LINES), AS_OF), "the very same file too"


def test_the_same_line_twice_is_noted_and_never_lost() -> None:
    apply(csv_of(LINES))
    run = apply(csv_of([*LINES, LINES[4], row(30)]), AS_OF + DAY)
    told = select(ImportReject.line, ImportReject.reason).where(ImportReject.run_id == run.id)
    assert session().execute(told).all() == [(22, "says the same as line 6 and was not counted again")]
    assert (run.counts["lines"], run.counts["rows"]) == (22, 21)
    once = apply(csv_of([*LINES, row(30)]), AS_OF + 2 * DAY)
    assert (once.counts["lines"], once.counts["rows"], once.counts["ended"]) == (21, 21, 0)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda extract: documents.remove(extract.document),
        lambda extract: setattr(extract, "sha256", "0" * 64),
        lambda extract: setattr(extract, "read_on", dt.date(2025, 12, 31)),
        lambda extract: setattr(extract, "profile", "other"),
        lambda extract: session().add(ChildAlias(child_id=1, kind="upn", upn="X", noted_on=AS_OF)),
    ],
    ids=["file gone", "another hash", "another year", "another profile", "numbers changed"],
)
def test_without_firm_ground_the_file_is_read_whole(spoil) -> None:
    apply(csv_of(LINES))
    spoil(session().scalars(select(RollExtract)).one())
    session().flush()
    assert not short_way(csv_of([*LINES, row(30)]), AS_OF + DAY)


@pytest.mark.parametrize(
    "data",
    [
        csv_of([row(serial) for serial in range(40, 60)]),
        csv_of([*LINES, row(30)]).replace(b"surname,forename", b"forename,surname", 1),
        csv_of([*LINES, row(30, surname="Two\nlines")]),
        csv_of([*LINES, row(30, start_date="?")]),
        csv_of([*LINES, row(30, upn=number(30).lower())]),
        csv_of([*LINES, row(30)]).replace(b"\r\n", b"\n"),
        csv_of([*LINES, row(30, surname="Zoë")], encoding="cp1252"),
    ],
    ids=[
        "all new",
        "columns",
        "line break",
        "reject",
        "small letters",
        "ends",
        "encoding",
    ],
)
def test_a_file_of_another_make_is_read_whole(data: bytes) -> None:
    apply(csv_of(LINES))
    assert not short_way(data, AS_OF + DAY)


def test_an_earlier_day_a_partial_file_and_a_rejected_line_leave_no_ground() -> None:
    apply(csv_of(LINES))
    assert not short_way(csv_of([*LINES, row(30)]), AS_OF - DAY)
    apply(csv_of(LINES), partial=True)
    assert session().scalars(select(RollExtract)).all() == []
    apply(csv_of(LINES))
    apply(csv_of([*LINES, row(30, start_date="?")]), confirm=True)
    assert session().scalars(select(RollExtract)).all() == []


def test_the_old_extract_goes_when_the_new_one_is_committed() -> None:
    apply(csv_of(LINES))
    session().commit()
    old = session().scalars(select(RollExtract)).one().document
    apply(csv_of([*LINES, row(30)]), AS_OF + DAY)
    assert documents.get(old), "it is the ground until the new one is committed"
    session().commit()
    session().expire_all()
    with pytest.raises(documents.DocumentMissingError):
        documents.get(old)
    assert documents.get(session().scalars(select(RollExtract)).one().document)


def test_lines_in_quotation_marks_and_columns_in_another_order_are_told_apart() -> None:
    text = b'a,"upn",c\r\n"x, y","' + number(1).encode() + b'",2\r\nz,' + number(2).encode() + b",3\r\n"
    file = roll_lines.lines_of(text, roll_file.Profile("p", columns={"upn": "upn"}))
    assert file is not None
    assert list(file.numbers()) == [b"upn", number(1).encode(), number(2).encode()]
    assert roll_lines.plain_numbers(file)
    assert file.of_children({number(2).encode()}, set()) == [2]
    assert file.present({number(1).encode(), b"X"}) == {number(1).encode()}
