"""The sweep on a database: raised once, kept, changed, closed and raised again, with its evidence."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select

from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import current_actor
from foundation.trail import IllegalMove, history, record
from tests.people import make_account
from tests.transitions.conftest import on
from transitions.events import AlertTaken
from transitions.models import Alert, KeptForGood, SweepRun


def test_a_move_into_the_others_school_raises_once_and_not_again(county) -> None:
    county.put("leona", "saltbeck", "2026-09-07")
    county.put("devin", "kiln", "2026-03-24")
    county.separate()
    county.sweep("2026-11-01")
    before = {alert.key for alert in county.alerts()}
    county.put("devin", "kiln", "2026-03-24", "2026-11-09")
    county.put("devin", "saltbeck", "2026-11-10", status="G")
    first = county.sweep()
    alert = county.alert(kind="same_setting")
    assert alert.key not in before
    assert alert.reference in first.raised
    assert (alert.status, alert.overlap_from, alert.overlap_until) == ("raised", on("2026-11-10"), None)
    assert alert.child_ids() == (county.child("devin").id, county.child("leona").id)
    assert alert.raised_on == on("2026-11-10")
    assert alert.due_on == on("2026-11-11")
    assert county.alert(
        kind="moved", setting_id=county.setting("saltbeck").id, child_id=alert.child_id
    ).due_on == on("2026-11-13")
    again = county.sweep()
    assert again.raised == ()
    assert {k: again.counts[k] for k in ("raised", "changed", "again", "gone")} == dict.fromkeys(
        ("raised", "changed", "again", "gone"), 0
    )


def test_two_already_together_raise_when_the_case_is_opened_without_a_sweep_of_everybody(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    separation = county.separate()
    alert = county.alert(kind="same_setting")
    assert alert.separation_id == separation.id
    assert alert.overlap_from == separation.from_date
    assert alert.case_reference.startswith("CASE-2026-")
    assert [run.whole for run in county.session.scalars(select(SweepRun))] == [False]


def test_a_correction_closes_the_alert_and_keeps_it_and_its_return_raises_it_again(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    wrong = county.put("devin", "corvin", "2026-10-05")
    county.separate()
    alert = county.alert(kind="same_setting")
    county.take_away(wrong)
    county.sweep()
    assert alert.status == "no_longer_applies"
    assert history(alert)[0].words == "no longer applies: what it was raised for is no longer so"
    county.put("devin", "corvin", "2026-10-05")
    result = county.sweep()
    assert alert.status == "raised"
    assert alert.reference in result.raised
    assert len(county.alerts(kind="same_setting")) == 1


def test_a_planned_overlap_that_becomes_actual_keeps_its_alert(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "kiln", "2023-09-01", "2026-11-15")
    county.separate()
    county.put("devin", "corvin", "2026-11-16")
    county.sweep()
    planned = county.alert(kind="same_setting_planned")
    county.sweep("2026-11-16")
    assert planned.kind == "same_setting"
    assert (
        len(
            county.alerts(
                separation_id=planned.separation_id, setting_id=planned.setting_id, kind="same_setting"
            )
        )
        == 1
    )
    assert "changed it from same setting, planned to same setting" in [
        line.words for line in history(planned)
    ]


def test_an_expected_stay_that_is_fulfilled_on_another_day_keeps_its_alert(county) -> None:
    from roll.actions import expect

    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "kiln", "2023-09-01")
    county.separate()
    expect(
        current_actor(),
        child_id=county.child("devin").id,
        setting_id=county.setting("corvin").id,
        start=on("2026-11-23"),
        certainty="accepted",
        source="panel",
    )
    planned = county.alert(kind="same_setting_planned")
    assert planned.evidence["stays"][0]["expected"] or planned.evidence["stays"][1]["expected"]
    county.put("devin", "corvin", "2026-11-25")
    county.sweep("2026-11-25")
    assert (planned.kind, planned.status, planned.overlap_from) == (
        "same_setting",
        "raised",
        on("2026-11-25"),
    )
    assert len(county.alerts(kind="same_setting")) == 1


def test_an_alert_settled_while_it_lay_ahead_is_raised_again_when_it_comes_true(county) -> None:
    from transitions import actions

    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2026-11-16")
    county.separate()
    planned = county.alert(kind="same_setting_planned")
    actions.take(current_actor(), planned)
    actions.record_action(current_actor(), planned, "placement_changed", "")
    actions.close(current_actor(), planned)
    county.sweep("2026-11-16")
    assert (planned.kind, planned.status) == ("same_setting", "raised")


def test_what_a_person_closed_stays_closed(county) -> None:
    from transitions import actions

    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    county.separate()
    alert = county.alert(kind="same_setting")
    actions.record_action(current_actor(), alert, "arrangement_agreed", "")
    actions.close(current_actor(), alert)
    assert county.sweep().raised == ()
    assert alert.status == "closed"


def test_the_end_of_a_separation_settles_its_alerts(county) -> None:
    from cases.actions import end_separation

    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    separation = county.separate()
    alert = county.alert(kind="same_setting")
    end_separation(current_actor(), separation, "Both have left education")
    assert alert.status == "no_longer_applies"
    assert "the separation has ended" in history(alert)[0].words


def test_an_overlap_that_ends_keeps_its_alert_open_and_says_when(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    county.separate()
    county.put("devin", "corvin", "2023-09-01", "2026-11-09")
    county.put("devin", "kiln", "2026-11-10")
    county.sweep()
    alert = county.alert(kind="same_setting")
    assert (alert.status, alert.overlap_until, alert.past) == ("raised", on("2026-11-09"), True)


def test_a_sweep_for_an_earlier_day_closes_nothing(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "kiln", "2026-11-09")
    county.separate()
    county.sweep("2026-11-10")
    moved = county.alert(kind="moved")
    county.sweep("2026-11-02")
    assert moved.status == "raised"


def test_records_found_to_be_one_child_are_watched_as_one(county) -> None:
    from roll.actions import decide_identity
    from roll.models import IdentityQuestion

    county.put("leona", "corvin", "2023-09-01")
    county.separate()
    county.put("third", "corvin", "2026-11-02")
    question = IdentityQuestion(
        child_id=county.child("third").id, candidate_id=county.child("devin").id, reasons=[]
    )
    county.session.add(question)
    county.sweep()
    possible = county.alert(kind="identity_uncertain")
    assert possible.separation_id is not None
    assert possible.case_reference is not None
    assert county.alerts(kind="same_setting") == []
    decide_identity(current_actor(), question, same=True, reason="The school confirmed it")
    assert possible.status == "no_longer_applies"
    together = county.alert(kind="same_setting")
    assert together.child_id == county.child("devin").id


def test_the_evidence_names_file_line_and_date(county) -> None:
    from foundation.store import now
    from roll.models import ImportRun
    from transitions.evidence import origin

    run = ImportRun(
        kind="roll", file_name="roll.csv", as_of=on("2026-11-22"), status="applied", started_at=now()
    )
    county.session.add(run)
    county.session.flush()
    county.put("leona", "corvin", "2023-09-01", run_id=run.id, line=12)
    county.put("devin", "corvin", "2023-09-01", run_id=run.id, line=62118)
    county.separate()
    evidence = county.alert(kind="same_setting").evidence
    assert [origin(kept) for kept in evidence["stays"]] == [
        "Roll of Sun 22 Nov 2026, line 12",
        "Roll of Sun 22 Nov 2026, line 62,118",
    ]
    assert "Praed" not in str(evidence)


def test_officers_are_told_once_for_each_sweep_that_raised_something_without_a_name(county) -> None:
    officer = make_account(Role.SAFEGUARDING_OFFICER)
    make_account(Role.MASH_OFFICER)
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    county.separate()
    county.sweep()
    [message] = county.session.scalars(select(OutboxMessage).where(OutboxMessage.notice == "alert_raised"))
    assert (message.account_id, message.path) == (officer.id, "/alerts")


def test_nobody_deletes_an_alert_or_writes_its_status(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    county.separate()
    alert = county.alert(kind="same_setting")
    county.save()
    with pytest.raises(KeptForGood):
        county.session.execute(delete(Alert))
    county.session.delete(alert)
    with pytest.raises(KeptForGood):
        county.session.flush()
    county.session.rollback()
    alert = county.alert(kind="same_setting")
    alert.status = "closed"
    with pytest.raises(IllegalMove):
        county.session.flush()
    county.session.rollback()


def test_an_alert_moves_only_as_its_life_allows(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    county.separate()
    alert = county.alert(kind="same_setting")
    record(AlertTaken(subject=alert))
    with pytest.raises(IllegalMove):
        record(AlertTaken(subject=alert))


def test_a_plan_that_stays_behind_and_a_child_about_to_leave_are_raised(county) -> None:
    from foundation.store import now
    from safetyplans.models import SafetyPlan

    leona = county.child("leona")
    leona.date_of_birth = on("2011-01-05")
    county.put("leona", "kiln", "2025-09-01", "2026-10-30")
    county.put("leona", "corvin", "2026-11-02")
    plan = SafetyPlan(
        reference="SP-2026-000001",
        child_id=leona.id,
        setting_id=county.setting("kiln").id,
        status="in_force",
        started_by=make_account(Role.DSL, setting=county.setting("kiln")).id,
        started_at=now(),
        signed_on=on("2026-03-02"),
    )
    county.session.add(plan)
    county.sweep()
    assert sorted(alert.kind for alert in county.alerts()) == [
        "moved",
        "phase_transfer_due",
        "plan_not_travelled",
    ]
    assert {alert.plan_id for alert in county.alerts()} == {plan.id}
