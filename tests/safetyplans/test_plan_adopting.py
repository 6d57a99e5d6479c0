"""A plan travels: the receiving school gets a draft of its own, without anybody else in it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from foundation.access.permissions import Role
from foundation.answers import answers_of
from foundation.store import acting_as, session
from safetyplans import actions
from safetyplans.form import FORM
from safetyplans.models import OtherChild, SafetyPlan
from safetyplans.travelling import LEFT_OUT, TRAVELS
from tests.people import make_account
from tests.safetyplans.conftest import actor_of, described

pytestmark = pytest.mark.usefixtures("writable")


@pytest.fixture
def receiving(new_setting):
    return new_setting("Fellgate Academy")


@pytest.fixture
def receiver(receiving):
    return actor_of(Role.DSL, receiving, account_id=make_account(Role.DSL, setting=receiving).id)


def test_a_copy_holds_this_child_and_nobody_else(new_plan, new_child, receiver, receiving):
    other = new_child("Ivo Lanning")
    plan = new_plan(
        "in_force",
        child_role="alleged_victim",
        other_children=[described(other)],
        strengths="She draws.",
        friends="Ivo was a friend once.",
        dsl="R. Haddow",
        school_day={"toilets": {"risk": "Meeting Ivo", "control": "Uses block B", "adult": "Ms Kerr"}},
    )
    with acting_as(receiver):
        copy = actions.adopt_plan(receiver, plan, receiving.id)
        assert actions.adopt_plan(receiver, plan, receiving.id) is copy
        told = answers_of(copy, FORM)
        with pytest.raises(actions.NotAllowed):
            actions.adopt_plan(receiver, plan, plan.setting_id)
        assert session().scalars(select(SafetyPlan)).all() == [copy], "the first plan stays with its school"
    assert (copy.status, copy.setting_id, copy.adopted_from_id) == ("draft", receiving.id, plan.id)
    assert told["strengths"] == "She draws."
    assert told["friends"] == LEFT_OUT
    assert told["school_day"]["toilets"] == {"risk": LEFT_OUT, "control": "Uses block B"}
    assert told["author"] == receiver.name
    assert not {"dsl", "other_children", "own_words", "others_saw", "agreements", "review_on"} & set(told)
    assert [row for row in session().scalars(select(OtherChild)) if row.plan_id == copy.id] == []


def test_what_was_never_signed_or_is_ones_own_is_not_taken_over(new_plan, receiver, receiving, lead, school):
    draft = new_plan()
    with acting_as(receiver), pytest.raises(actions.Refused, match="never signed"):
        actions.adopt_plan(receiver, draft, receiving.id)
    own = new_plan("in_force")
    with acting_as(lead), pytest.raises(actions.Refused, match="own"):
        actions.adopt_plan(lead, own, school.id)


def test_what_travels_is_asked_in_the_form():
    assert {question.key for question in FORM.questions} >= TRAVELS
