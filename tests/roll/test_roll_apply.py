"""Applying roll files: nothing missed, nothing doubled, whole or not at all (transitions, rules 1 to 3)."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select

from foundation.store import current_actor, documents, session
from foundation.trail import subscribe
from foundation.trail.events import _subscribers
from roll import roll_file, runs
from roll.events import RollApplied
from roll.models import Enrolment, ImportReject, ImportRun
from tests.roll.rolls import ASH, ELM, OAK, apply, children, csv_of, make_settings, number, row, where

pytestmark = pytest.mark.usefixtures("db_session")
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def county(db_session):
    return make_settings(OAK, ELM, ASH)


def oak(count: int, first: int = 1) -> list[dict[str, str]]:
    return [row(serial) for serial in range(first, first + count)]


def test_the_first_file_makes_children_and_enrolments():
    run = apply(
        csv_of([row(1), row(1, setting_urn=ELM, enrolment_status="S"), row(2, leaving_date="2026-10-23")])
    )
    assert run.state == "applied"
    assert where() == {
        (number(1), OAK, "2025-09-01", "", "C"),
        (number(1), ELM, "2025-09-01", "", "S"),
        (number(2), OAK, "2025-09-01", "2026-10-23", "C"),
    }
    assert [child.upn for child in children()] == [number(1), number(2)]
    assert {child.source for child in children()} == {"roll"}


def test_the_run_is_the_record():
    run = apply(csv_of([row(1), row(2, setting_urn=ELM)]), file_name=r"C:\rolls\night.csv")
    stay = session().scalars(select(Enrolment).order_by(Enrolment.line)).all()
    assert [(found.run_id, found.line) for found in stay] == [(run.id, 2), (run.id, 3)]
    assert run.file_name == "night.csv"
    assert len(run.sha256) == 64
    assert run.counts["settings"][OAK] == {
        "rows": 1,
        "children": 1,
        "new": 1,
        "changed": 0,
        "ended": 0,
        "rejected": 0,
    }
    assert run.counts["new_children"] == 2
    assert run.finished_at is not None


def test_the_same_file_again_changes_nothing():
    data = csv_of(
        [*oak(12), row(3, setting_urn=ELM, enrolment_status="S"), row(40, upn="", surname="Unnumbered")]
    )
    apply(data)
    before = where()
    again = apply(data, as_of=dt.date(2026, 11, 11))
    assert (again.counts["new"], again.counts["changed"], again.counts["ended"]) == (0, 0, 0)
    assert (again.counts["new_children"], again.counts["changed_children"]) == (0, 0)
    assert where() == before
    assert len(children()) == 13


def test_whom_the_next_full_roll_lacks_left_the_day_before():
    apply(csv_of(oak(20)))
    run = apply(csv_of(oak(19)), as_of=dt.date(2026, 11, 11))
    assert (number(20), OAK, "2025-09-01", "2026-11-10", "C") in where()
    assert run.counts["settings"][OAK]["ended"] == 1


def test_who_comes_back_under_the_same_start_is_on_the_roll_again():
    apply(csv_of(oak(20)))
    apply(csv_of(oak(19)), as_of=dt.date(2026, 11, 11))
    apply(csv_of(oak(20)), as_of=dt.date(2026, 11, 12))
    assert (number(20), OAK, "2025-09-01", "", "C") in where()


def test_a_future_start_that_goes_again_never_was():
    apply(csv_of([*oak(20), row(21, start_date="2027-01-04")]))
    apply(csv_of(oak(20)), as_of=dt.date(2026, 11, 11))
    assert number(21) not in {found[0] for found in where()}
    assert len(children()) == 21


def test_a_stay_that_was_over_is_left_alone():
    apply(csv_of([*oak(20), row(21, leaving_date="2026-03-27")]))
    apply(csv_of(oak(20)), as_of=dt.date(2026, 11, 11))
    assert (number(21), OAK, "2025-09-01", "2026-03-27", "C") in where()


def test_a_corrected_start_takes_the_place_of_the_wrong_one():
    apply(csv_of(oak(20)))
    run = apply(csv_of([*oak(19), row(20, start_date="2025-10-06")]), as_of=dt.date(2026, 11, 11))
    assert [found for found in where() if found[0] == number(20)] == [
        (number(20), OAK, "2025-10-06", "", "C")
    ]
    assert run.counts["settings"][OAK]["changed"] == 1
    assert (run.counts["new"], run.counts["ended"]) == (0, 0)


def test_a_return_after_the_last_roll_is_a_stay_of_its_own():
    apply(csv_of(oak(20)))
    apply(csv_of([*oak(19), row(20, start_date="2026-11-13")]), as_of=dt.date(2026, 11, 16))
    assert {found[2:4] for found in where() if found[0] == number(20)} == {
        ("2025-09-01", "2026-11-12"),
        ("2026-11-13", ""),
    }


def test_a_changed_name_is_kept_as_an_alias():
    from roll.models import ChildAlias

    apply(csv_of(oak(3)))
    apply(csv_of([row(1, surname="Other", postcode="W1A 0AX", preferred_surname="Called"), *oak(2, 2)]))
    child = children()[0]
    assert (child.surname, child.surname_key, child.postcode) == ("Other", "other", "W1A 0AX")
    assert child.preferred_surname == "Called"
    alias = session().scalars(select(ChildAlias)).one()
    assert (alias.child_id, alias.kind, alias.surname) == (child.id, "name", row(1)["surname"])


def test_a_blank_takes_nothing_away():
    apply(csv_of(oak(2)))
    apply(csv_of([row(1, postcode="", sex=""), row(2)]))
    assert (children()[0].postcode, children()[0].sex) == ("EC3A 5DE", "F")


# Held and refused ---------------------------------------------------------------------------------


def test_a_file_that_lacks_a_setting_is_held_and_names_it():
    apply(csv_of([*oak(5), row(50, setting_urn=ELM)]))
    before = where()
    run = apply(csv_of(oak(5)), as_of=dt.date(2026, 11, 11))
    assert run.state == "held"
    assert run.counts["held"] == [
        f"Elm High School (URN {ELM}) is not in the file; the last one had 1 child there"
    ]
    assert where() == before


def test_the_same_file_confirmed_applies():
    apply(csv_of([*oak(5), row(50, setting_urn=ELM)]))
    assert apply(csv_of(oak(5)), as_of=dt.date(2026, 11, 11), confirm=True).state == "applied"
    assert (number(50), ELM, "2025-09-01", "2026-11-10", "C") in where()
    assert apply(csv_of(oak(5)), as_of=dt.date(2026, 11, 12)).state == "applied", "Elm is no longer expected"


@pytest.mark.parametrize(("kept", "state"), [(18, "applied"), (17, "held"), (20, "applied")])
def test_over_a_tenth_fewer_children_holds(kept, state):
    apply(csv_of(oak(20)))
    assert apply(csv_of(oak(kept)), as_of=dt.date(2026, 11, 11)).state == state


def test_a_partial_file_speaks_only_of_its_settings():
    apply(csv_of([*oak(10), *[row(s, setting_urn=ELM) for s in range(50, 60)]]))
    run = apply(csv_of(oak(9)), partial=True, as_of=dt.date(2026, 11, 11))
    assert run.state == "applied"
    assert run.counts["untouched"] == [ELM]
    assert (number(10), OAK, "2025-09-01", "2026-11-10", "C") in where()
    assert (number(55), ELM, "2025-09-01", "", "C") in where()


def test_after_a_partial_file_every_setting_of_the_last_full_roll_is_still_expected():
    apply(csv_of([*oak(10), row(50, setting_urn=ELM)]))
    apply(csv_of(oak(10)), partial=True, as_of=dt.date(2026, 11, 11))
    assert apply(csv_of(oak(10)), as_of=dt.date(2026, 11, 12)).state == "held"


def test_a_partial_file_with_too_few_children_is_held_too():
    apply(csv_of(oak(20)))
    assert apply(csv_of(oak(10)), partial=True, as_of=dt.date(2026, 11, 11)).state == "held"


def test_one_rejected_line_refuses_the_file_and_the_last_good_one_stays():
    apply(csv_of(oak(20)))
    before = where()
    run = apply(csv_of([*oak(20), row(21, start_date="?"), row(22, setting_urn="999999")]))
    assert run.state == "rejected"
    assert where() == before
    kept = session().scalars(select(ImportReject).where(ImportReject.run_id == run.id)).all()
    assert [(r.line, r.column) for r in kept] == [(22, "start_date"), (23, "setting_urn")]
    assert number(22) not in " ".join(r.reason for r in kept)
    assert run.counts["rejected"] == 2


def test_rejected_lines_are_kept_encrypted_for_the_safeguarding_officer(app):
    run = apply(csv_of([row(1), row(2, surname="Findable", date_of_birth="?")]))
    assert b"Findable" in runs.rejected_rows(run)
    files = [path for path in documents.current().root.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"Findable" in path.read_bytes()]


def test_confirmed_with_a_rejected_line_nobody_is_ended_at_its_setting():
    apply(csv_of([*oak(20), *[row(s, setting_urn=ELM) for s in range(50, 70)]]))
    lines = [*oak(19), row(20, date_of_birth="?"), *[row(s, setting_urn=ELM) for s in range(50, 69)]]
    run = apply(csv_of(lines), confirm=True, as_of=dt.date(2026, 11, 11))
    assert run.state == "applied"
    assert (number(20), OAK, "2025-09-01", "", "C") in where()
    assert (number(69), ELM, "2025-09-01", "2026-11-10", "C") in where()
    assert run.counts["settings"][OAK]["rejected"] == 1


def test_a_file_nobody_can_use_is_a_refused_run():
    run = apply(b"", file_name="empty.csv")
    assert run.state == "rejected"
    assert "empty" in run.counts["problem"]
    assert not where()


def test_a_hearer_that_fails_takes_everything_back():
    def refuse(_event):
        raise RuntimeError("the sweep could not run")

    subscribe(RollApplied, refuse)
    try:
        with pytest.raises(RuntimeError):
            apply(csv_of(oak(3)))
    finally:
        _subscribers[RollApplied].remove(refuse)
    session().rollback()
    assert not where()
    assert not children()
    assert session().scalar(select(func.count(ImportRun.id))) == 0


def test_hearers_are_told_once_in_the_same_transaction():
    heard = []
    subscribe(RollApplied, heard.append)
    try:
        run = apply(csv_of(oak(3)))
    finally:
        _subscribers[RollApplied].remove(heard.append)
    assert [event.subject.id for event in heard] == [run.id]


# Preview, and files that wait ---------------------------------------------------------------------


def test_a_preview_counts_and_writes_nothing():
    apply(csv_of(oak(20)))
    before = where()
    data = csv_of([*oak(18, 2), row(90), row(91, setting_urn=ELM), row(2, start_date="?")])
    found = roll_file.preview(roll_file.read(data, "r.csv"), as_of=dt.date(2026, 11, 11))
    assert found.settings[ELM]["new"] == 1
    assert (found.settings[OAK]["new"], found.settings[OAK]["rejected"]) == (1, 1)
    assert [(r.line, r.column) for r in found.rejects] == [(22, "start_date")]
    assert not found.goes_through
    session().commit()
    assert where() == before
    assert session().scalar(select(func.count(ImportRun.id))) == 1


def test_an_uploaded_file_waits_and_is_then_applied():
    actor = current_actor()
    run = roll_file.take_in(actor, csv_of(oak(3)), "roll.csv", as_of=dt.date(2026, 11, 10))
    session().commit()
    assert (run.state, len(where())) == ("previewed", 0)
    kept = run.document
    assert roll_file.apply_kept(actor, run).state == "applied"
    session().commit()
    assert len(where()) == 3
    with pytest.raises(documents.DocumentMissingError):
        documents.get(kept)


def test_an_uploaded_file_that_is_held_can_be_confirmed_or_cancelled():
    actor = current_actor()
    apply(csv_of(oak(20)))
    run = roll_file.take_in(actor, csv_of(oak(5)), "roll.csv", as_of=dt.date(2026, 11, 11))
    assert run.state == "held"
    assert roll_file.apply_kept(actor, run).state == "held"
    assert roll_file.apply_kept(actor, run, confirm=True).state == "applied"
    other = roll_file.take_in(actor, csv_of(oak(5)), "roll.csv", as_of=dt.date(2026, 11, 11))
    runs.cancel(actor, other)
    session().commit()
    assert other.state == "cancelled"
    with pytest.raises(LookupError):
        runs.kept_file(other)


def test_progress_is_told_to_the_end():
    told = []
    apply(csv_of(oak(3)), progress=lambda done, total, words: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert len(told) > 4


# Order and repetition -----------------------------------------------------------------------------

LINES = [
    *oak(12),
    *[row(s, setting_urn=ELM) for s in range(30, 36)],
    row(3, setting_urn=ELM, enrolment_status="S"),
    row(7, setting_urn=ASH, enrolment_status="G", start_date="2026-09-07"),
    row(60, upn="", surname="Unnumbered", setting_urn=ASH),
    row(61, upn=number(161), former_upn=number(61), setting_urn=ASH),
    row(61, setting_urn=ELM, enrolment_status="S"),
    row(62, enrolment_status="P", leaving_date="2026-02-13", setting_urn=ASH),
]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.randoms(use_true_random=False), some.integers(0, 4))
def test_a_shuffled_and_repeated_file_says_the_same(mixer: random.Random, repeats: int):
    if not where():
        apply(csv_of(LINES), confirm=True)
    before, people = where(), len(children())
    lines = [*LINES, *mixer.sample(LINES, repeats)]
    mixer.shuffle(lines)
    run = apply(csv_of(lines), as_of=dt.date(2026, 11, 10))
    assert run.state == "applied"
    assert (where(), len(children())) == (before, people)
    assert (run.counts["new"], run.counts["changed"], run.counts["ended"]) == (0, 0, 0)
    assert run.counts["questions"] == 0


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.sets(some.integers(1, 12), min_size=1), min_size=1, max_size=4), some.randoms())
def test_after_any_nights_the_roll_is_what_the_last_file_says(nights: list[set[int]], mixer: random.Random):
    day = dt.date(2026, 11, 10) + DAY * session().scalar(select(func.count(ImportRun.id)))
    for night in nights:
        lines = [row(serial, setting_urn=mixer.choice([OAK, ELM])) for serial in sorted(night)]
        mixer.shuffle(lines)
        assert apply(csv_of(lines), as_of=day, confirm=True).state == "applied"
        open_now = {(found[0], found[1]) for found in where() if found[3] == ""}
        assert open_now == {(line["upn"], line["setting_urn"]) for line in lines}
        day += DAY
    numbers = [child.upn for child in children()]
    assert len(numbers) == len(set(numbers))
