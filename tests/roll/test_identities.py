"""Who is who when numbers change, are temporary or are missing (transitions, "Who is who")."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from foundation.store import current_actor, session
from roll import actions, stays_core
from roll.models import Child, ChildAlias, IdentityQuestion
from tests.roll.rolls import (
    ASH,
    ELM,
    OAK,
    apply,
    children,
    csv_of,
    make_settings,
    number,
    row,
    temporary,
    where,
)

pytestmark = pytest.mark.usefixtures("db_session")
NEXT = dt.date(2026, 11, 11)


@pytest.fixture(autouse=True)
def county(db_session):
    return make_settings(OAK, ELM, ASH)


def others() -> list[dict[str, str]]:
    return [row(serial) for serial in range(20, 40)]


def questions() -> list[IdentityQuestion]:
    return list(session().scalars(select(IdentityQuestion).order_by(IdentityQuestion.id)))


def of(upn: str) -> Child:
    """The child with this number."""
    return session().scalars(select(Child).where(Child.upn == upn)).one()


def aliases() -> set[tuple[int, str | None]]:
    return {(a.child_id, a.upn) for a in session().scalars(select(ChildAlias)) if a.kind == "upn"}


def test_a_former_upn_leads_to_the_child_and_becomes_an_alias():
    apply(csv_of([row(1), *others()]))
    child = of(number(1)).id
    apply(csv_of([row(1, upn=number(901), former_upn=number(1)), *others()]), as_of=NEXT)
    assert of(number(901))
    assert len(children()) == 21
    assert (child, number(1)) in aliases()
    assert (number(901), OAK, "2025-09-01", "", "C") in where()


def test_a_file_that_still_has_the_old_number_finds_the_same_child():
    apply(csv_of([row(1), *others()]))
    apply(csv_of([row(1, upn=number(901), former_upn=number(1)), *others()]), as_of=NEXT)
    apply(csv_of([row(1), *others()]), as_of=NEXT)
    assert len(children()) == 21
    assert of(number(901))
    assert not questions()


def test_two_settings_with_the_old_and_the_new_number_on_one_night():
    lines = [row(1, upn=number(901), former_upn=number(1)), row(1, setting_urn=ELM, enrolment_status="S")]
    apply(csv_of([*lines, *others()]))
    assert len(children()) == 21
    apply(csv_of([*reversed(lines), *others()]), as_of=NEXT)
    assert len(children()) == 21
    assert not questions()


def test_a_new_number_of_the_only_child_who_vanished_under_that_name_is_the_same_child():
    apply(csv_of([row(1), *others()]))
    child = of(number(1)).id
    apply(csv_of([row(1, upn=number(901), setting_urn=ELM), *others()]), as_of=NEXT)
    assert of(number(901))
    assert (child, number(1)) in aliases()
    assert {found for found in where() if found[0] == number(901)} == {
        (number(901), OAK, "2025-09-01", "2026-11-10", "C"),
        (number(901), ELM, "2025-09-01", "", "C"),
    }
    assert not questions()


def test_a_temporary_number_does_not_push_out_a_lasting_one():
    apply(csv_of([row(1), *others()]))
    child = of(number(1)).id
    apply(csv_of([row(1, upn=temporary(1), setting_urn=ELM), *others()]), as_of=NEXT)
    assert of(number(1))
    assert (child, temporary(1)) in aliases()
    apply(csv_of([row(1, upn=temporary(1), setting_urn=ELM), *others()]), as_of=NEXT)
    assert len(children()) == 21


def test_a_lasting_number_takes_the_place_of_a_temporary_one():
    apply(csv_of([row(1, upn=temporary(1)), *others()]))
    apply(csv_of([row(1, former_upn=temporary(1)), *others()]), as_of=NEXT)
    assert of(number(1))
    assert len(children()) == 21


def test_of_two_who_vanished_under_one_name_none_is_linked_and_a_person_is_asked():
    same = {"surname": "Same", "forename": "Name", "date_of_birth": "2015-01-20"}
    apply(csv_of([row(1, **same), row(2, **same), *others()]))
    apply(csv_of([row(3, **same), *others()]), as_of=NEXT)
    assert len(children()) == 23
    new = children()[-1]
    assert {(q.child_id, q.candidate_id) for q in questions()} == {
        (new.id, of(number(1)).id),
        (new.id, of(number(2)).id),
    }
    assert questions()[0].reasons[:3] == ["the same date of birth", "the same surname", "the same forename"]
    assert questions()[0].score == 105
    apply(csv_of([row(3, **same), *others()]), as_of=NEXT)
    assert len(questions()) == 2, "asked once"


BEFORE = {"surname": "Adlerstain", "forename": "Mirabel", "date_of_birth": "2015-02-07", "sex": "F"}


@pytest.mark.parametrize(
    ("changes", "reason", "score"),
    [
        ({"surname": "Newname"}, "different surnames", 75),
        ({"forename": "Twin"}, "different forenames", 65),
        ({"surname": "Adlerstein", "forename": "Mirabell"}, "surnames spelt much alike", 80),
        ({"date_of_birth": "2015-07-02"}, "day and month of birth changed places", 86),
        ({"date_of_birth": "2015-02-01"}, "dates of birth that differ in one digit", 84),
        ({"surname": "Mirabel", "forename": "Adlerstain", "postcode": ""}, "changed places", 85),
        ({"sex": "M", "postcode": ""}, "recorded as of different sex", 80),
        ({"forename": "Mirabela", "surname": "Adlerstain-Quill"}, "one part of a double surname", 83),
    ],
)
def test_who_is_only_alike_is_asked_about_and_not_linked(changes, reason, score):
    apply(csv_of([row(1, **BEFORE), *others()]))
    apply(csv_of([row(2, setting_urn=ELM, **{**BEFORE, **changes}), *others()]), as_of=NEXT)
    assert len(children()) == 22
    [asked] = questions()
    assert (asked.child_id, asked.candidate_id) == (children()[-1].id, of(number(1)).id)
    assert reason in "; ".join(asked.reasons)
    assert asked.score == score


@pytest.mark.parametrize(
    "changes",
    [
        {"surname": "ADLERSTAIN", "postcode": ""},
        {"surname": "Adler-Stain"},
        {"forename": "Mirábel"},
        {"forename": "Mirabel Jane"},
        {"surname": "Adlerstein"},
    ],
)
def test_over_the_upper_threshold_the_only_child_who_vanished_is_linked(changes):
    apply(csv_of([row(1, **BEFORE), *others()]))
    apply(csv_of([row(2, setting_urn=ELM, **{**BEFORE, **changes}), *others()]), as_of=NEXT)
    assert len(children()) == 21
    assert of(number(2))
    assert not questions()


def test_a_twin_is_never_linked_by_itself():
    twin = {**BEFORE, "forename": "Rosabel"}
    apply(csv_of([row(1, **BEFORE), row(2, **twin), *others()]))
    apply(csv_of([row(3, setting_urn=ELM, **BEFORE), row(2, **twin), *others()]), as_of=NEXT)
    assert len(children()) == 23
    [asked] = questions()
    assert asked.candidate_id == of(number(1)).id
    assert "perhaps a twin" in asked.reasons[-1]


def test_a_twin_who_comes_is_not_taken_for_the_one_who_is_there():
    apply(csv_of([row(1, **BEFORE), *others()]))
    twin = row(2, **{**BEFORE, "forename": "Rosabel"})
    apply(csv_of([row(1, **BEFORE), twin, *others()]), as_of=NEXT)
    assert len(children()) == 22
    assert not questions()


def test_both_twins_with_new_numbers_are_asked_about_each_under_its_own_name():
    twin = {**BEFORE, "forename": "Rosabel"}
    apply(csv_of([row(1, **BEFORE), row(2, **twin), *others()]))
    apply(csv_of([row(3, **BEFORE), row(4, **twin), *others()]), as_of=NEXT)
    best = {}
    for asked in questions():
        best.setdefault(asked.child_id, asked)
    assert {(one.child_id, one.candidate_id) for one in best.values()} == {
        (of(number(3)).id, of(number(1)).id),
        (of(number(4)).id, of(number(2)).id),
    }


def test_a_child_who_left_months_ago_is_asked_about_when_it_comes_back_without_its_number():
    apply(csv_of([row(1, **BEFORE), *others()]))
    apply(csv_of(others()), as_of=NEXT)
    apply(csv_of([row(2, **BEFORE), *others()]), as_of=NEXT + dt.timedelta(days=60))
    assert [one.candidate_id for one in questions()] == [of(number(1)).id]


def test_a_former_name_supports_the_child_that_had_it():
    apply(csv_of([row(1, **BEFORE), *others()]))
    apply(csv_of([row(1, **{**BEFORE, "surname": "Newname"}), *others()]), as_of=NEXT)
    apply(csv_of([row(2, **BEFORE), *others()]), as_of=NEXT + dt.timedelta(days=1))
    assert len(children()) == 21, "97 points: the surname that the child had before, and all else the same"
    assert not questions()


def test_a_newer_authoritys_number_is_as_good_as_any():
    apply(csv_of([row(1, upn=number(1, "838")), *others()]))
    apply(csv_of([row(1, upn=number(1, "943"), former_upn=number(1, "838")), *others()]), as_of=NEXT)
    assert of(number(1, "943"))
    assert len(children()) == 21


def test_two_lasting_numbers_on_one_night_for_one_name_are_two_records_and_a_question():
    same = {"surname": "Same", "forename": "Name", "date_of_birth": "2015-01-20"}
    apply(csv_of([row(1, **same), *others()]))
    apply(csv_of([row(1, **same), row(2, setting_urn=ELM, **same), *others()]), as_of=NEXT)
    assert len(children()) == 22
    assert len(questions()) == 1


def test_a_temporary_number_beside_a_lasting_one_of_the_same_name_is_asked_about():
    apply(csv_of([row(1), *others()]))
    apply(csv_of([row(1), row(1, upn=temporary(1), setting_urn=ELM), *others()]), as_of=NEXT)
    assert len(questions()) == 1
    assert questions()[0].candidate_id == of(number(1)).id


def test_without_a_number_the_same_name_at_the_same_setting_is_the_same_child():
    apply(csv_of([row(1, upn=""), *others()]))
    apply(csv_of([row(1, upn=""), *others()]), as_of=NEXT)
    assert len(children()) == 21
    assert not questions()


def test_a_child_without_a_number_gets_one():
    apply(csv_of([row(1, upn=""), *others()]))
    child = next(child for child in children() if child.upn is None)
    apply(csv_of([row(1), *others()]), as_of=NEXT)
    session().refresh(child)
    assert child.upn == number(1)
    assert len(children()) == 21


def test_a_child_known_from_a_form_is_found_by_number():
    named = actions.child_named_on_form(
        current_actor(), upn=number(1), surname="Wrong", forename="F", date_of_birth=dt.date(2015, 1, 1)
    )
    session().commit()
    apply(csv_of([row(1), *others()]))
    child = children()[0]
    assert (child.id, child.source, child.surname) == (named.id, "roll", row(1)["surname"])


def test_a_child_known_from_a_form_without_a_number_is_asked_about():
    first = row(1)
    actions.child_named_on_form(
        current_actor(),
        upn=None,
        surname=first["surname"],
        forename=first["forename"],
        date_of_birth=dt.date.fromisoformat(first["date_of_birth"]),
    )
    session().commit()
    apply(csv_of([first, *others()]))
    assert [q.candidate_id for q in questions()] == [children()[0].id]


def test_a_former_number_that_is_another_childs_own_is_asked_about():
    apply(csv_of([row(1), row(2), *others()]))
    apply(csv_of([row(1, former_upn=number(2)), row(2), *others()]), as_of=NEXT)
    assert len(questions()) == 1
    assert questions()[0].reasons == ["a former UPN that is another record's UPN"]


def test_a_decision_joins_two_records():
    apply(csv_of([row(1), *others()]))
    alike = {"forename": row(1)["forename"], "date_of_birth": row(1)["date_of_birth"], "surname": "Other"}
    second_night = csv_of([row(2, setting_urn=ELM, **alike), *others()])
    apply(second_night, as_of=NEXT)
    question = questions()[0]
    kept = question.candidate_id
    actions.decide_identity(current_actor(), question, same=True, reason="both schools confirmed it")
    session().commit()
    found = stays_core.stays(session().connection(), [kept])
    assert [(stay.child_id, stay.leaving.year) for stay in found] == [(kept, 2026), (kept, 9999)]
    assert all(question.status != "open" for question in questions())
    before = where()
    apply(second_night, as_of=NEXT)
    assert where() == before
    assert len(children()) == 22


def test_a_decision_holds_for_rows_without_a_number_too():
    apply(csv_of([row(1), *others()]))
    data = csv_of([row(1), row(1, upn="", setting_urn=ELM), *others()])
    apply(data, as_of=NEXT)
    actions.decide_identity(current_actor(), questions()[0], same=True, reason="confirmed")
    session().commit()
    before = where()
    assert len([found for found in before if found[0] == number(1)]) == 2
    apply(data, as_of=NEXT)
    assert (where(), len(children()), len(questions())) == (before, 22, 1)


def test_a_decision_that_they_are_two_children_changes_no_record():
    apply(csv_of([row(1), *others()]))
    apply(csv_of([row(1), row(1, upn=temporary(1), setting_urn=ELM), *others()]), as_of=NEXT)
    before = where()
    actions.decide_identity(current_actor(), questions()[0], same=False, reason="twins")
    session().commit()
    assert where() == before
    assert questions()[0].status == "decided"
