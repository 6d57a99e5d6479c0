"""References such as FAP-2026-000123: unique with several writers at once, never reused."""

from __future__ import annotations

import re
import threading

import pytest

from foundation.store import independent_session, next_reference, session
from foundation.store.references import REFERENCE

WRITERS, EACH = 4, 12


def test_the_numbers_of_a_prefix_follow_each_other_and_each_year_begins_anew(db_session):
    assert re.fullmatch(r"FAP-2026-0*1", next_reference(session(), "FAP"))
    assert next_reference(session(), "FAP").endswith("-000002")
    assert next_reference(session(), "SP").endswith("-000001")
    assert next_reference(session(), "FAP", 2027) == "FAP-2027-000001"
    session().rollback()


def test_several_writers_never_get_the_same_number(app):
    given: list[str] = []
    failed: list[BaseException] = []

    def write() -> None:
        try:
            with app.app_context():
                for _ in range(EACH):
                    with independent_session() as own:
                        number = next_reference(own, "FAP")
                    given.append(number)
        except BaseException as error:  # told by the test below
            failed.append(error)

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not failed, failed
    assert len(given) == len(set(given)) == WRITERS * EACH
    assert max(given) == f"FAP-2026-{WRITERS * EACH:06d}"


def test_a_number_that_was_seen_is_not_given_again(app):
    with app.app_context():
        with independent_session() as own:
            seen = next_reference(own, "FAP")
        with independent_session() as own:
            again = next_reference(own, "FAP")
    assert again > seen


@pytest.mark.parametrize("prefix", ["AL", "CASE", "CCR", "CON", "FAP", "MTG", "PGI", "SP", "WS"])
def test_every_reference_is_found_in_a_text(prefix):
    assert REFERENCE.search(f"as in {prefix.lower()}-2026-000012.")
    assert REFERENCE.search(f"see {prefix}-2026-12")


@pytest.mark.parametrize("text", ["Year-2026-2027", "on-2026-11-23", "2026-27", "the S-2026-1"])
def test_school_years_and_dates_are_no_references(text):
    assert not REFERENCE.search(text)
