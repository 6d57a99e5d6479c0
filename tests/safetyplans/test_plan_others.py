"""The other children of a plan: once named they are kept in view, whatever is corrected or taken out."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from cases.actions import end_separation, open_case
from cases.models import Contact, Separation
from foundation.access.permissions import Role
from foundation.answers import write_answers
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, session, today
from foundation.trail import history
from roll.models import Child
from safetyplans import actions, lists
from safetyplans.form import FORM
from safetyplans.models import OtherChild
from tests.safetyplans.conftest import actor_of, described

pytestmark = pytest.mark.usefixtures("writable")


def all_of(model):
    return session().scalars(select(model).order_by(model.id)).all()


def others() -> list[tuple[int, str | None]]:
    return [(other.child_id, other.gone_why) for other in all_of(OtherChild)]


def rewrite(lead, plan, *rows, typing=False, **answers):
    """The cover saved again with these other children."""
    with acting_as(lead):
        write_answers(lead, plan, FORM, {"other_children": list(rows), **answers})
        actions.keep_others_in_view(lead, plan, typing=typing)


def test_naming_a_child_makes_one_separation_and_one_contact_however_often_it_is_saved(
    new_plan, new_child, lead, pupil
):
    other = new_child("Tobias Okonkwo")
    plan = new_plan(child_role="alleged_victim", other_children=[described(other)])
    for _ in range(3):
        rewrite(lead, plan, described(other))
        rewrite(lead, plan, described(other), typing=True)
    assert others() == [(other.id, None)]
    assert [found.child_ids() for found in all_of(Separation)] == [tuple(sorted((pupil.id, other.id)))]
    assert [found.child_ids() for found in all_of(Contact)] == [(pupil.id, other.id)]
    assert [line.name for line in history(plan)].count("OtherChildNamed") == 1


def test_a_half_written_row_makes_nobody(new_plan, new_child, lead):
    other = new_child("Tobias Okonkwo")
    plan = new_plan(child_role="alleged_victim")
    known = len(all_of(Child))
    for missing in ("surname", "forename", "date_of_birth", "role"):
        rewrite(lead, plan, {k: v for k, v in described(other).items() if k != missing})
    assert (others(), all_of(Separation), len(all_of(Child))) == ([], [], known)


def test_while_somebody_types_a_name_without_upn_waits_for_the_button(new_plan, new_child, lead):
    plan = new_plan(child_role="alleged_victim")
    nobody = described(new_child("Jo Ker", upn=None))
    known = len(all_of(Child))
    for letters in ("K", "Ke", "Ker"):
        rewrite(lead, plan, nobody | {"surname": letters}, typing=True)
    assert (others(), len(all_of(Child))) == ([], known)
    rewrite(lead, plan, nobody)
    assert len(all_of(Separation)) == 1
    assert len(all_of(Child)) == known + 1


def test_a_corrected_name_of_a_child_nobody_knows_corrects_its_record(new_plan, new_child, lead):
    plan = new_plan(child_role="alleged_victim")
    row = described(new_child("Jo Ker", upn=None))
    rewrite(lead, plan, row)
    known = len(all_of(Child))
    rewrite(lead, plan, row | {"surname": "Kerr", "forename": "Joanna"})
    (other,) = all_of(OtherChild)
    assert session().get(Child, other.child_id).name == "Joanna Kerr"
    assert (len(all_of(Child)), len(all_of(Separation)), len(all_of(Contact))) == (known, 1, 1)
    assert "corrected who the other child is" in [line.words for line in history(plan)]


def test_a_corrected_name_beside_the_same_upn_changes_no_record_of_the_roll(new_plan, new_child, lead):
    other = new_child("Tobias Okonkwo")
    plan = new_plan(child_role="alleged_victim", other_children=[described(other)])
    rewrite(lead, plan, described(other, surname="Okonko"))
    (held,) = all_of(OtherChild)
    assert (held.child_id, held.surname) == (other.id, "Okonko")
    assert session().get(Child, other.id).surname == "Okonkwo"
    assert len(all_of(Separation)) == 1


def test_a_corrected_upn_separates_from_the_right_child_and_leaves_the_wrong_to_an_officer(
    new_plan, new_child, lead, pupil
):
    from tests.people import make_account

    officer = make_account(Role.SAFEGUARDING_OFFICER)
    wrong, right = new_child("Tobias Okonkwo"), new_child("Tobias Oconnor")
    plan = new_plan(child_role="alleged_victim", other_children=[described(wrong)])
    rewrite(lead, plan, described(right))
    assert others() == [(wrong.id, "corrected"), (right.id, None)]
    assert [found.status for found in all_of(Separation)] == ["in_force", "in_force"]
    (contact,) = all_of(Contact)
    assert set(contact.child_ids()) == {pupil.id, wrong.id, right.id}
    with acting_as(actor_of(Role.SAFEGUARDING_OFFICER)):
        ((other, found, separation),) = lists.separations_no_longer_named()
        assert (other.child_id, found.id) == (wrong.id, plan.id)
        assert separation.child_ids() == tuple(sorted((pupil.id, wrong.id)))
    mails = [mail for mail in all_of(OutboxMessage) if mail.notice == "plan_names_changed"]
    assert [mail.account_id for mail in mails] == [officer.id]
    rewrite(lead, plan, described(right))
    assert len(all_of(Separation)) == 2


def test_taking_a_row_out_ends_no_separation_and_is_told(new_plan, new_child, lead):
    other = new_child("Tobias Okonkwo")
    plan = new_plan(child_role="alleged_victim", other_children=[described(other)])
    rewrite(lead, plan)
    rewrite(lead, plan)
    assert others() == [(other.id, "taken_out")]
    assert [found.status for found in all_of(Separation)] == ["in_force"]
    assert [line.name for line in history(plan)].count("OtherChildTakenOut") == 1
    rewrite(lead, plan, described(other))
    assert others() == [(other.id, None)]
    with acting_as(actor_of(Role.SAFEGUARDING_OFFICER)):
        assert lists.separations_no_longer_named() == []


def test_a_separation_that_an_officer_ended_is_not_made_again_by_the_next_saving(new_plan, new_child, lead):
    other = new_child("Tobias Okonkwo")
    plan = new_plan(child_role="alleged_victim", other_children=[described(other)])
    with acting_as(actor_of(Role.SAFEGUARDING_OFFICER)) as officer:
        end_separation(officer, all_of(Separation)[0], "the school named the wrong child")
    rewrite(lead, plan, described(other), version_note="more")
    assert [found.status for found in all_of(Separation)] == ["ended"]


@pytest.mark.parametrize(
    ("own", "other", "apart"),
    [
        ("alleged_victim", "alleged_perpetrator", True),
        ("alleged_perpetrator", "alleged_victim", True),
        ("both", "both", True),
        ("not_clear", "not_clear", True),
        ("not_clear", "alleged_victim", True),
        ("witness", "alleged_perpetrator", False),
        ("alleged_victim", "witness", False),
        ("alleged_victim", "alleged_victim", False),
    ],
)
def test_whom_the_roles_keep_apart(new_plan, new_child, own, other, apart):
    new_plan(child_role=own, other_children=[described(new_child(), role=other)])
    assert len(all_of(Separation)) == apart


def test_a_role_given_later_separates_then(new_plan, new_child, lead):
    other = new_child()
    plan = new_plan(child_role="witness", other_children=[described(other)])
    assert all_of(Separation) == []
    rewrite(lead, plan, described(other), child_role="alleged_victim")
    assert len(all_of(Separation)) == 1


def test_the_plans_own_child_is_no_other_child(new_plan, pupil):
    new_plan(child_role="both", other_children=[described(pupil)])
    assert (others(), all_of(Separation)) == ([], [])


def test_a_plan_that_was_asked_for_in_a_case_tells_only_of_who_is_not_part_of_it(
    new_child, pupil, school, lead, officer
):
    known, stranger = new_child("Tobias Okonkwo"), new_child("Ivo Lanning")
    with acting_as(officer):
        parties = [(pupil.id, "alleged_victim", school.id), (known.id, "alleged_perpetrator", None)]
        case = open_case(officer, parties=parties)
        asked = actions.ask_for_plan(
            officer, child_id=pupil.id, setting_id=school.id, due_on=today(), case_id=case.id
        )
    with acting_as(lead):
        plan = actions.start_plan(
            lead, child_id=pupil.id, setting_id=school.id, request=asked, prefill={"child_role": "both"}
        )
    rewrite(lead, plan, described(known))
    assert all_of(Contact) == []
    assert len(all_of(Separation)) == 1
    rewrite(lead, plan, described(known), described(stranger, row="r0000000002"))
    (contact,) = all_of(Contact)
    assert contact.child_ids() == (pupil.id, stranger.id)
    assert len(all_of(Separation)) == 2


def test_a_plan_without_a_case_is_a_contact_once_it_is_sent_although_it_names_nobody(new_plan, pupil):
    new_plan("in_force")
    assert all_of(Contact) == []
    new_plan("submitted")
    assert [found.child_ids() for found in all_of(Contact)] == [(pupil.id,)]
