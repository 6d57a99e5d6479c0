"""Which children each role sees, and what a bar hides (safeguarding, "Who they are")."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from foundation.access import actions as access_actions
from foundation.access.lists import actor_of
from foundation.access.permissions import Role
from foundation.store import acting_as, current_actor, now, session
from roll import actions, lists, stays_core
from roll.models import OPEN_END, Child, ChildAlias, Enrolment, ExpectedEnrolment, IdentityQuestion
from tests.people import make_account
from tests.roll.rolls import ASH, ELM, OAK, make_settings, number

TODAY = dt.date(2026, 11, 10)
DAY = dt.timedelta(days=1)
EVERYONE = {"own", "elsewhere", "left", "leaves today", "starts tomorrow", "previous", "no school", "guest"}


def child(word: str, serial: int, *stays: tuple[int, dt.date, dt.date, str]) -> Child:
    made = Child(
        upn=number(serial),
        surname=word.title(),
        forename="Child",
        date_of_birth=dt.date(2014, 1, serial),
        postcode="EC3A 5DE",
        source="roll",
    )
    session().add(made)
    session().flush()
    for setting, start, leaving, status in stays:
        session().add(
            Enrolment(child_id=made.id, setting_id=setting, start=start, leaving=leaving, status=status)
        )
    return made


@pytest.fixture
def county(db_session):
    settings = make_settings(OAK, ELM, ASH)
    oak, elm = settings[OAK].id, settings[ELM].id
    since = dt.date(2025, 9, 1)
    made = {
        "own": child("own", 1, (oak, since, OPEN_END, "C")),
        "elsewhere": child("elsewhere", 2, (elm, since, OPEN_END, "C")),
        "left": child("left", 3, (oak, since, TODAY - DAY, "C"), (elm, TODAY, OPEN_END, "C")),
        "leaves today": child("leaves today", 4, (oak, since, TODAY, "M")),
        "starts tomorrow": child("starts tomorrow", 5, (oak, TODAY + DAY, OPEN_END, "C")),
        "previous": child("previous", 6, (oak, since, TODAY + DAY, "P")),
        "no school": child("no school", 7),
        "guest": child("guest", 8, (oak, TODAY, OPEN_END, "G")),
    }
    session().commit()
    return settings, made


def seen_by(account) -> set[str]:
    with acting_as(actor_of(account)):
        found = {row.surname.lower() for row in session().scalars(select(Child))}
        session().expire_all()
    return found


SEES = {
    Role.DSL: {"own", "leaves today", "guest"},
    Role.FAP_COORDINATOR: EVERYONE,
    Role.MASH_OFFICER: EVERYONE,
    Role.SAFEGUARDING_OFFICER: EVERYONE,
    Role.PANEL_MEMBER: set(),
    Role.PANEL_CHAIR: set(),
    Role.ANALYST: set(),
    Role.ADMINISTRATOR: set(),
    Role.DATA_PROTECTION_OFFICER: set(),
}


def test_every_role_is_listed():
    assert set(SEES) == set(Role)


@pytest.mark.parametrize("role", SEES, ids=str)
def test_what_each_role_sees(county, role):
    settings, _ = county
    account = make_account(role, setting=settings[OAK] if role is Role.DSL else None)
    assert seen_by(account) == SEES[role]


@pytest.mark.parametrize("role", [Role.DSL, Role.FAP_COORDINATOR, Role.SAFEGUARDING_OFFICER], ids=str)
def test_a_bar_is_stronger_than_any_role(county, role):
    settings, children = county
    account = make_account(role, setting=settings[OAK] if role is Role.DSL else None)
    bar = access_actions.set_bar(current_actor(), account, children["own"].id, "family")
    session().commit()
    assert seen_by(account) == SEES[role] - {"own"}
    access_actions.lift_bar(current_actor(), bar, "moved away")
    session().commit()
    assert seen_by(account) == SEES[role]


def test_a_bar_hides_where_a_child_is_and_what_it_was_called(county):
    settings, children = county
    barred = children["own"]
    account = make_account(Role.SAFEGUARDING_OFFICER)
    access_actions.set_bar(current_actor(), account, barred.id, "family")
    session().add(ChildAlias(child_id=barred.id, kind="upn", upn=number(99), noted_on=TODAY))
    actions.expect(
        current_actor(),
        child_id=barred.id,
        setting_id=settings[ASH].id,
        start=TODAY,
        certainty="accepted",
        source="panel",
    )
    session().commit()
    with acting_as(actor_of(account)):
        for model in (Enrolment, ChildAlias, ExpectedEnrolment):
            found = session().scalars(select(model)).all()
            assert barred.id not in {row.child_id for row in found}
        assert lists.own_child_by_upn(number(99)) is None
        assert lists.own_child_by_upn(number(1)) is None


def test_an_expected_child_is_seen_once_it_is_released(county):
    settings, children = county
    account = make_account(Role.DSL, setting=settings[ASH])
    officer = current_actor()
    found = actions.expect(
        officer,
        child_id=children["elsewhere"].id,
        setting_id=settings[ASH].id,
        start=TODAY + 30 * DAY,
        certainty="accepted",
        source="panel",
        source_reference="FAP-2026-000001",
    )
    session().commit()
    assert seen_by(account) == set()
    actions.release_expectation(officer, found)
    session().commit()
    assert seen_by(account) == {"elsewhere"}
    actions.withdraw_expectation(officer, found, "the parents chose another school")
    session().commit()
    assert seen_by(account) == set()


def test_a_dsl_of_two_settings_sees_both(county):
    settings, _ = county
    account = make_account(Role.DSL, setting=settings[OAK])
    access_actions.assign(current_actor(), account, Role.DSL, setting_id=settings[ELM].id)
    session().commit()
    assert seen_by(account) == {"own", "leaves today", "guest", "elsewhere", "left"}


def test_foreign_and_absent_cannot_be_told_apart(county):
    settings, _ = county
    account = make_account(Role.DSL, setting=settings[OAK])
    born = dt.date(2014, 1, 2)
    with acting_as(actor_of(account)):
        assert lists.own_child_by_upn(number(2)) is lists.own_child_by_upn(number(555)) is None
        assert lists.own_child_by_birth("Elsewhere", born, "ec3a5de") is None
        assert lists.own_child_by_upn(" " + number(1).lower()).surname == "Own"
        assert lists.own_child_by_birth("OWN", dt.date(2014, 1, 1), "ec3a5de").surname == "Own"


# Named on a form, expected ------------------------------------------------------------------------


def test_a_child_named_by_a_school_that_may_not_see_it_is_found_and_not_shown(county):
    settings, children = county
    account = make_account(Role.DSL, setting=settings[OAK])
    with acting_as(actor_of(account)) as dsl:
        described = {"surname": "Elsewhere", "forename": "child", "date_of_birth": dt.date(2014, 1, 2)}
        by_number = actions.child_named_on_form(dsl, upn=number(2), **described)
        by_birth = actions.child_named_on_form(dsl, upn=None, postcode="EC3A5DE", **described)
        unknown = actions.child_named_on_form(dsl, upn=None, postcode="W1A 0AX", **described)
        session().commit()
    assert by_number.id == by_birth.id == children["elsewhere"].id
    assert unknown.id not in {row.id for row in children.values()}
    assert vars(by_number) == {"id": children["elsewhere"].id}
    assert session().get(Child, unknown.id).source == "form"


def test_a_twin_named_on_a_form_is_a_child_of_its_own_and_an_officer_is_asked(county):
    _, children = county
    described = {"surname": "Elsewhere", "date_of_birth": dt.date(2014, 1, 2), "postcode": "EC3A 5DE"}
    twin = actions.child_named_on_form(current_actor(), upn=None, forename="Rosabel", **described)
    spelt = actions.child_named_on_form(current_actor(), upn=None, forename="Childe", **described)
    session().commit()
    assert len({twin.id, spelt.id, children["elsewhere"].id}) == 3
    asked = {(q.child_id, q.candidate_id): q.score for q in session().scalars(select(IdentityQuestion))}
    assert asked[spelt.id, children["elsewhere"].id] == 90
    assert (twin.id, children["elsewhere"].id) not in asked, "65 points: too little for a child on the roll"


def test_an_invalid_number_on_a_form_counts_as_none(county):
    made = actions.child_named_on_form(
        current_actor(), upn="A801200005001", surname="New", forename="N", date_of_birth=TODAY
    )
    assert session().get(Child, made.id).upn is None


def test_expecting_the_same_again_changes_the_dates(county):
    settings, children = county
    said = {
        "child_id": children["no school"].id,
        "setting_id": settings[ASH].id,
        "source": "offer",
        "source_reference": "offers 2027",
    }
    first = actions.expect(current_actor(), start=TODAY, certainty="proposed", **said)
    second = actions.expect(current_actor(), start=TODAY + DAY, certainty="accepted", **said)
    assert first.id == second.id
    assert (second.start, second.certainty) == (TODAY + DAY, "accepted")
    with pytest.raises(ValueError, match="not known"):
        actions.expect(current_actor(), start=TODAY, certainty="perhaps", **said)
    with pytest.raises(ValueError, match="before"):
        actions.expect(current_actor(), start=TODAY, until=TODAY - DAY, certainty="accepted", **said)


# Stays --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "fulfilled"), [(0, True), (30, True), (-30, True), (31, False), (-31, False)]
)
def test_an_enrolment_within_thirty_days_fulfils_an_expectation(county, days, fulfilled):
    settings, children = county
    who = children["no school"].id
    actions.expect(
        current_actor(),
        child_id=who,
        setting_id=settings[ASH].id,
        start=TODAY,
        certainty="accepted",
        source="offer",
    )
    session().add(Enrolment(child_id=who, setting_id=settings[ASH].id, start=TODAY + days * DAY))
    session().flush()
    found = stays_core.stays(session().connection(), [who])
    assert [stay.expected for stay in found].count(True) == (0 if fulfilled else 1)
    assert len(found) == (1 if fulfilled else 2)


def test_stays_are_enrolments_and_live_expectations(county):
    settings, children = county
    who = children["own"].id
    expected = actions.expect(
        current_actor(),
        child_id=who,
        setting_id=settings[ASH].id,
        start=TODAY,
        until=TODAY + 90 * DAY,
        certainty="proposed",
        source="managed_move",
    )
    connection = session().connection()
    found = stays_core.stays(connection, [who])
    assert [(s.setting_id, s.expected, s.leaving) for s in found] == [
        (settings[OAK].id, False, OPEN_END),
        (settings[ASH].id, True, TODAY + 90 * DAY),
    ]
    assert (found[1].certainty, found[1].source) == ("proposed", "managed_move")
    expected.withdrawn_at = now()
    session().flush()
    assert len(stays_core.stays(connection, [who])) == 1
    everybody = stays_core.stays(connection)
    assert [stay for stay in everybody if stay.child_id == who] == stays_core.stays(connection, [who])
    assert {stay.child_id for stay in everybody} == {
        row.id for word, row in children.items() if word not in {"no school", "previous"}
    }


def test_settings_as_values(county):
    settings, _ = county
    found = stays_core.settings_of(session().connection())
    assert found[settings[OAK].id].urn == OAK
    assert found[settings[OAK].id].high_age == 16
