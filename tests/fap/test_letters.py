"""Letters: which are due, what they must not say, proof-reading, the sent log, corrected versions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from fap.actions import declare_not_eligible
from fap.after.actions import make_offer
from fap.letters import actions
from fap.letters.actions import GivesAway
from fap.letters.writing import letters_for
from fap.models import Letter, Placement
from foundation.store import session
from foundation.trail import IllegalMove, history
from tests.client import CheckingClient
from tests.fap.conftest import INCIDENT, linked, make_child
from tests.fap.places import decide

MOTHER = {
    "_id": "r0000000001",
    "parent_name": "Marta Quillet",
    "relationship": "mother",
    "primary": "yes",
    "responsibility": "yes",
    "withheld": "no",
    "telephone": "0113 496 0101",
    "address": "4 Larchmont Row",
    "postcode": "LS6 2AA",
    "safe": "yes",
    "consulted": "no",
    "not_consulted": "Could not be reached",
}
FATHER = {
    **MOTHER,
    "_id": "r0000000002",
    "parent_name": "Osric Quillet",
    "relationship": "father",
    "primary": "no",
    "withheld": "yes",
    "telephone": "0113 496 0202",
    "address": "9 Hidden Close",
    "postcode": "LS7 3BB",
}


@pytest.fixture
def placed(make_referral, meeting, people) -> Any:
    def make(parents: list[dict[str, Any]] | None = None, **more: Any) -> Any:
        known = {"parents": parents or [MOTHER, FATHER], "one_parent_because": None}
        made = make_referral("on_agenda", meeting=meeting, **known, **more)
        decide(people, made)
        return made

    return make


def letter_to(actor: Any, referral: Any, addressee: str, name: str = "") -> Letter:
    due = next(one for one in letters_for(referral) if one.addressee == addressee and name in one.to_name)
    return actions.draft_letter(actor, referral, due)


def test_a_decision_is_due_to_each_parent_and_both_schools(placed, people, as_) -> None:
    made = placed()
    with as_(people.coordinator) as actor:
        dues = letters_for(made)
        assert [(due.kind, due.addressee) for due in dues] == [
            ("decision", "parent"),
            ("decision", "parent"),
            ("decision", "receiving"),
            ("decision", "referring"),
        ]
        for due in dues:
            actions.draft_letter(actor, made, due)
        assert all(due.letter for due in letters_for(made))
        assert len(letters_for(made)) == 4


def test_withheld_details_print_nowhere_and_nobody_unsafe_is_written_to(placed, people, as_) -> None:
    unsafe = {**FATHER, "safe": "no"}
    unknown = {**FATHER, "_id": "r0000000003", "parent_name": "Ada Quillet", "safe": "unknown"}
    made = placed([MOTHER, FATHER, {**unsafe, "_id": "r0000000004", "parent_name": "Una Quillet"}, unknown])
    with as_(people.coordinator) as actor:
        father = letter_to(actor, made, "parent", "Osric")
        assert father.to_address is None
        assert "Hidden" not in father.text
        due = {one.to_name: one for one in letters_for(made)}
        assert "not safe" in due["Una Quillet"].why_not
        assert "not known" in due["Ada Quillet"].why_not
        with pytest.raises(ValueError, match="not safe"):
            actions.draft_letter(actor, made, due["Una Quillet"])
        mother = letter_to(actor, made, "parent", "Marta")
        assert mother.to_address == "4 Larchmont Row\nLS6 2AA"
        for text in ("Call 0113 496 0202.", "He is at 9 Hidden Close.", "Write to LS7 3BB."):
            with pytest.raises(GivesAway, match="lives"):
                actions.change_letter(actor, mother, text)


def test_a_letter_that_names_another_child_is_refused_and_its_draft_leaves_it_out(
    placed, people, as_
) -> None:
    other = make_child(people.other, forename="Quentin", surname="Ostrowell")
    made = placed(**INCIDENT, linked_children=linked(other))
    with as_(people.coordinator) as actor:
        from fap.lists import decisions_of

        decisions_of(made)[0].reasons = "Quentin Ostrowell stays at the school."
        session().flush()
        mother = letter_to(actor, made, "parent", "Marta")
        assert "Quentin" not in mother.text
        assert "in person" in mother.text
        with pytest.raises(GivesAway):
            actions.change_letter(actor, mother, "Because of Quentin.")
        actions.change_letter(actor, mother, "Because of another pupil.")


def test_it_is_proof_read_sent_by_a_person_and_corrected_by_a_new_version(placed, people, as_) -> None:
    made = placed()
    with as_(people.coordinator) as actor:
        letter = letter_to(actor, made, "receiving")
        with pytest.raises(IllegalMove):
            actions.record_sent(actor, letter, how="post", on=dt.date(2026, 11, 10), to="The school office")
        actions.proof_read(actor, letter)
        actions.change_letter(actor, letter, letter.text + "\n\nThank you.")
        assert (letter.status, letter.checked_by) == ("draft", None)
        actions.proof_read(actor, letter)
        actions.record_sent(actor, letter, how="post", on=dt.date(2026, 11, 10), to="The school office")
        again = actions.correct_letter(actor, letter)
        assert (again.version, again.replaces_id, letter.status) == (2, letter.id, "corrected")
        assert next(due for due in letters_for(made) if due.addressee == "receiving").letter is again
    assert any("was sent" in line.words for line in history(letter))


def test_a_school_reads_only_what_was_sent_to_it(placed, people, as_) -> None:
    made = placed()

    def seen() -> list[str]:
        return [row.addressee for row in session().scalars(select(Letter).order_by(Letter.id))]

    with as_(people.coordinator) as actor:
        for due in letters_for(made):
            letter = actions.draft_letter(actor, made, due)
            actions.proof_read(actor, letter)
            if due.addressee == "receiving":
                actions.record_sent(actor, letter, how="post", on=dt.date(2026, 11, 10), to="Office")
    with as_(people.foreign_dsl):
        assert seen() == ["receiving"]
    with as_(people.dsl):
        assert seen() == []
    with as_(people.member):
        assert seen() == []


def test_not_eligible_is_due_to_parents_and_the_school_that_referred(make_referral, people, as_) -> None:
    made = make_referral("submitted", parents=[MOTHER, FATHER], one_parent_because=None)
    with as_(people.coordinator) as actor:
        declare_not_eligible(actor, made, "Apply in year; the admissions team helps.")
        assert {(due.kind, due.addressee) for due in letters_for(made)} == {
            ("not_eligible", "parent"),
            ("not_eligible", "referring"),
        }
        letter = letter_to(actor, made, "parent", "Marta")
    assert "the admissions team helps" in letter.text


def test_where_the_home_is_withheld_the_other_parent_learns_no_school(placed, people, as_) -> None:
    made = placed(home_withheld="yes")
    with as_(people.coordinator) as actor:
        assert people.other.name in letter_to(actor, made, "parent", "Marta").text
        assert people.other.name not in letter_to(actor, made, "parent", "Osric").text


def test_the_pages_from_the_draft_to_the_log(app, placed, people) -> None:
    made = placed()
    team = CheckingClient(app).sign_in(people.coordinator)
    team.get(f"/referrals/{made.public_id}")
    page = team.click("Letters about this referral")
    assert "What is due" in page
    page = team.submit(form=0)
    assert page.h1 == "Letter of the Fair Access team"
    page = team.click("Change the words")
    page = team.submit("Keep the letter", {"text": "See LS7 3BB"}, status=422)
    assert "See LS7 3BB" in page.text
    page = team.submit("Keep the letter", {"text": "A place was decided."})
    page = team.submit("I have proof-read it", {})
    pdf = team.get(page.path + "/letter.pdf")
    assert pdf.data.startswith(b"%PDF")
    team.get(page.path)
    team.click("Record that it was sent")
    page = team.submit("Record that it was sent", {"how": "by_hand"})
    assert "By hand" in page
    page = team.submit("Begin a corrected version", {})
    assert page.h1 == "Write the letter"
    assert "Letters to proof-read or to send" in team.get("/")
    assert team.get("/fair-access-letters").h1 == "Letters of the Fair Access team"


def test_without_saying_to_whom_no_letter_is_sent(placed, people, as_) -> None:
    made = placed()
    with as_(people.coordinator) as actor:
        letter = letter_to(actor, made, "receiving")
        actions.proof_read(actor, letter)
        with pytest.raises(ValueError, match="reason"):
            actions.record_sent(actor, letter, how="post", on=dt.date(2026, 11, 10), to="-")
        assert (letter.status, letter.sent_on) == ("checked", None), "the school would have read it"


def test_an_offer_says_nowhere_where_a_family_lives(placed, people, as_) -> None:
    made = placed()
    place = session().scalars(select(Placement)).one()
    with as_(people.coordinator) as actor:
        for words in ("The father lives at 9 Hidden Close.", "Call 0113 496 0202."):
            with pytest.raises(ValueError, match="family lives"):
                make_offer(actor, place, made, words=words, name="A pupil")
        assert place.offer is None
