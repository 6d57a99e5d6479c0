"""The receiving side: what to do and by when, the plan that travelled, the reminder; the loop is closed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, current_actor, today
from foundation.trail import history
from tests.people import make_account
from transitions import actions
from transitions.models import Alert, Disclosure


@pytest.fixture
def moved(county):
    """Devin began at Saltbeck on 2 November; Kiln Lane's plan for him is in force."""
    from foundation.store import now
    from safetyplans.models import SafetyPlan

    old = make_account(Role.DSL, setting=county.setting("kiln"), name="Ola Kiln")
    plan = SafetyPlan(
        reference="SP-2026-000777",
        child_id=county.child("devin").id,
        setting_id=county.setting("kiln").id,
        status="in_force",
        started_by=old.id,
        started_at=now(),
        signed_on=today().replace(month=9),
    )
    county.session.add(plan)
    county.put("leona", "corvin", "2025-09-01")
    county.put("devin", "kiln", "2025-09-01", "2026-11-01")
    county.put("devin", "saltbeck", "2026-11-02")
    county.separate()
    county.sweep()
    county.save()
    return county.alert(kind="moved", child_id=county.child("devin").id)


@pytest.fixture
def letter(county, moved) -> Disclosure:
    """The letter to Saltbeck, released."""
    officer = make_account(Role.SAFEGUARDING_OFFICER, name="Jo Marrable")
    from foundation.access.lists import actor_of

    with acting_as(actor_of(officer)) as actor:
        made = actions.draft_letters(
            actor, moved, mode="separate", purpose="plan_handover", legal_basis="public_task"
        )
        actions.release(actor, made)
    county.save()
    return next(one for one in made if one.setting_id == county.setting("saltbeck").id)


@pytest.fixture
def school(client, county, letter):
    return client.sign_in(make_account(Role.DSL, setting=county.setting("saltbeck"), name="Sam Bell"))


def test_the_letter_says_what_to_do_and_by_when(school, letter) -> None:
    assert (letter.due_on.isoformat(), letter.plan_due_on.isoformat()) == ("2026-11-13", "2026-11-17")
    school.get(f"/letters/{letter.public_id}")
    page = school.submit("Read this letter")
    assert "Call Jo Marrable" in page
    assert "3 school days left, by Fri 13 Nov 2026" in page
    assert "Have a safety plan in force for this pupil" in page
    assert "Once you have acknowledged it you can adapt a copy" in page
    assert not [button for button in page.buttons if "plan" in button]


def test_a_draft_shows_the_days_it_would_have_if_it_were_released_today(client, county, moved) -> None:
    officer = current_actor_with_account()
    with acting_as(officer):
        [draft] = actions.draft_letters(
            officer, moved, mode="separate", purpose="support", legal_basis="public_task"
        )
    county.save()
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get(f"/letters/{draft.public_id}")
    assert "3 school days left, by Fri 13 Nov 2026" in page
    assert "5 school days left, by Tue 17 Nov 2026" in page
    assert "Once you have acknowledged it" in page


def test_the_plan_that_came_is_adapted_only_after_the_letter_was_acknowledged(school, county, letter) -> None:
    school.get(f"/letters/{letter.public_id}")
    school.submit("Read this letter")
    page = school.post(f"/letters/{letter.public_id}/plan", {"adapt": "yes"}, status=200)
    assert "There is no plan to adapt" in page
    school.submit("Acknowledge this letter")
    page = school.submit("Adapt the plan that came with this pupil")
    assert page.path.startswith("/plans/")
    page = school.get(f"/letters/{letter.public_id}")
    assert "Open the safety plan" in page
    assert "begun" in page
    assert "Adapt the plan" not in page.buttons


def test_a_new_plan_is_begun_where_none_travelled(school, county, letter) -> None:
    letter.plan_id = None
    county.save()
    school.get(f"/letters/{letter.public_id}")
    school.submit("Read this letter")
    page = school.submit("Acknowledge this letter")
    assert "adapt" not in page.words
    page = school.submit("Start a safety plan for this pupil")
    assert page.path.startswith("/plans/")


def test_nobody_else_begins_a_plan_from_a_letter(client, county, letter) -> None:
    for role, setting in ((Role.SAFEGUARDING_OFFICER, None), (Role.DSL, "corvin"), (Role.ANALYST, None)):
        client.sign_in(make_account(role, setting=county.setting(setting) if setting else None))
        assert client.post(f"/letters/{letter.public_id}/plan", status=None).status in (403, 404)


def test_an_acknowledged_plan_has_travelled(client, county, letter, clock) -> None:
    clock.forward(days=8)
    school = client.sign_in(make_account(Role.DSL, setting=county.setting("saltbeck")))
    county.sweep("2026-11-18")
    county.save()
    alert = county.alert(kind="plan_not_travelled")
    assert alert.status == "raised"
    school.get(f"/letters/{letter.public_id}")
    school.submit("Read this letter")
    school.submit("Acknowledge this letter")
    county.session.refresh(alert)
    assert alert.status == "no_longer_applies"


def test_a_letter_that_is_late_is_recalled_once(county, letter, clock) -> None:
    from transitions.nights import remind_of_letters

    lead = make_account(Role.DSL, setting=county.setting("saltbeck"))
    clock.forward(days=3)
    remind_of_letters()
    assert letter.reminded_at is None
    clock.forward(days=1)
    remind_of_letters()
    remind_of_letters()
    county.save()
    late = county.session.scalars(
        select(OutboxMessage).where(OutboxMessage.notice == "disclosure_late").order_by(OutboxMessage.id)
    ).all()
    assert {m.account_id for m in late} == {lead.id, letter.written_by_id}
    assert len(late) == 2
    assert history(letter)[0].words == "was not acknowledged in time; the setting was reminded"


def test_the_officers_first_page_has_what_settings_have_not_acknowledged(
    client, county, letter, clock
) -> None:
    clock.forward(days=6)
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get("/")
    assert "Letters that settings have not acknowledged" in page
    assert "Released, not opened yet" in page
    assert "Overdue by 1 school day" in page
    page = client.click("Letter to Saltbeck High School")
    assert "This is what the setting sees" in page


def test_the_officer_sees_the_letter_as_the_setting_will(client, county, letter) -> None:
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get(f"/letters/{letter.public_id}")
    assert "This is what the setting sees" in page
    assert "What to do, and by when" in page
    assert not [button for button in page.buttons if "letter" in button.lower()]


def test_another_purpose_is_written_down(client, county, moved) -> None:
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    client.get(f"/alerts/{moved.reference}")
    choice = {"mode": "separate", "purpose": "other", "legal_basis": "public_task"}
    page = client.submit("Save and see the letters", choice, status=422)
    assert page.errors == ["Enter the other purpose"]
    client.submit("Save and see the letters", {**choice, "purpose_words": "A trip in June"})
    county.session.expire_all()
    [draft] = county.session.scalars(select(Disclosure).where(Disclosure.alert_id == moved.id)).all()
    assert draft.purpose_words == "A trip in June"
    assert draft.plan_id is not None
    assert "A trip in June" in client.get(f"/letters/{draft.public_id}")


def test_a_letter_may_go_without_the_plan(county, moved) -> None:
    [draft] = actions.draft_letters(
        current_actor_with_account(),
        moved,
        mode="separate",
        purpose="support",
        legal_basis="public_task",
        with_plan=False,
    )
    assert draft.plan_id is None
    assert county.session.get(Alert, moved.id).status == "raised"


def current_actor_with_account():
    from foundation.access.lists import actor_of

    assert current_actor().system
    return actor_of(make_account(Role.SAFEGUARDING_OFFICER))
