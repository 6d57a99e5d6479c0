"""An audit from its draw to its end, on a database."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from audits import actions, lists, population_core
from audits.models import Audit, AuditItem
from audits.periods import month, quarter, theme
from audits.questions import QUESTIONS
from cases.models import Case, Party
from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, session
from foundation.trail import IllegalMove
from tests.audits.conftest import OCTOBER
from tests.cases.conftest import actor_of
from tests.people import make_account

OFFICER = Role.SAFEGUARDING_OFFICER
GOOD = {key: {"level": "good", "why": "Both children were supported in time."} for key in QUESTIONS}
POOR = {**GOOD, "voice": {"level": "inadequate", "why": "One child was seen with a parent only."}}


@pytest.fixture
def two_officers(writable):
    """Two officers with accounts, so that a second mark is somebody else's."""
    return [actor_of(OFFICER, account_id=make_account(OFFICER).id) for _ in range(2)]


def judge(officer, item: AuditItem, marks=GOOD) -> None:
    with acting_as(officer):
        actions.save_marks(officer, item, marks, {})
        actions.finish_marks(officer, item, lists.facts_of_item(item))


def test_the_population_has_cases_that_were_open_in_the_month_and_no_others(month_of_cases):
    found = month_of_cases(4)
    connection = session().connection()
    assert len(population_core.population(connection, OCTOBER.first, OCTOBER.last)) == 4
    september = month("2026-09")
    assert population_core.population(connection, september.first, september.last) == []
    november = month("2026-11")
    candidates = population_core.population(connection, november.first, november.last)
    assert {one.reference for one in candidates} == {case.reference for case in found}
    assert {one.stage for one in candidates} == {"open"}


def test_the_draw_is_written_down_and_draws_the_same_again(opened):
    audit = opened(20)
    items = lists.items_of(audit)
    assert len(items) == 12
    assert audit.population["size"] == 20
    with acting_as(actor_of(OFFICER)):
        again = population_core.population(session().connection(), audit.first, audit.last)
    drawn = actions.draw(again, "seed-1", 12)
    assert [one.candidate.reference for one in drawn] == [item.subject_reference for item in items]


def test_a_month_is_audited_once(opened):
    opened(6)
    with acting_as(actor_of(OFFICER)) as officer, pytest.raises(ValueError, match="open already"):
        actions.open_audit(officer, OCTOBER)


def test_only_an_auditor_opens_one(month_of_cases):
    month_of_cases(1)
    with acting_as(actor_of(Role.MASH_OFFICER)) as other, pytest.raises(PermissionError):
        actions.open_audit(other, OCTOBER)


def test_a_period_that_has_not_begun_is_refused(writable):
    with acting_as(actor_of(OFFICER)) as officer, pytest.raises(ValueError, match="has begun"):
        actions.open_audit(officer, month("2027-01"))


def test_a_quarterly_check_draws_no_sample_and_has_the_figures_of_all(month_of_cases):
    month_of_cases(5)
    with acting_as(actor_of(OFFICER)) as officer:
        audit = actions.open_audit(officer, quarter(dt.date(2026, 10, 1)))
        assert lists.items_of(audit) == []
        assert lists.figures(audit)["advice"] == [0, 5]
        actions.close_audit(officer, audit)
    assert audit.status == "closed"


def test_a_thematic_audit_looks_at_its_theme_alone(month_of_cases):
    month_of_cases(6)
    with acting_as(actor_of(OFFICER)) as officer:
        period = theme(dt.date(2026, 10, 1), dt.date(2026, 11, 1))
        audit = actions.open_audit(officer, period, theme="sexual")
        assert audit.population["size"] == 2
        with pytest.raises(ValueError, match="theme"):
            actions.open_audit(officer, theme(dt.date(2026, 8, 1), dt.date(2026, 9, 1)))


def test_every_question_needs_a_level_and_a_reason(opened, two_officers):
    item = lists.items_of(opened(6))[0]
    with acting_as(two_officers[0]) as officer:
        actions.save_marks(officer, item, {"voice": {"level": "good", "why": ""}}, {})
        with pytest.raises(ValueError, match="Choose a level: Were the children supported"):
            actions.finish_marks(officer, item, [])
        actions.save_marks(officer, item, {**GOOD, "overall": {"level": "good", "why": " "}}, {})
        with pytest.raises(ValueError, match="Give a reason: overall"):
            actions.finish_marks(officer, item, [])
    assert item.status == "open"


@pytest.mark.parametrize("words", ["Quillerby was seen alone.", "See CASE-2026-000001.", "OQ was heard"])
def test_no_name_stands_in_a_reason(opened, two_officers, words):
    item = lists.items_of(opened(6))[0]
    with acting_as(two_officers[0]) as officer, pytest.raises(ValueError, match="Write no name here"):
        actions.save_marks(officer, item, {"voice": {"level": "good", "why": words}}, {})


def test_what_was_found_stays_as_it_stood_when_it_was_judged(opened, two_officers):
    item = lists.items_of(opened(6))[0]
    judge(two_officers[0], item)
    assert {fact["key"] for fact in item.facts} >= {"advice", "each_plan", "heard"}
    assert next(fact for fact in item.facts if fact["key"] == "advice")["answer"] == "No"


def test_the_second_mark_is_somebody_elses_and_differences_are_agreed(opened, two_officers):
    first, second = two_officers
    audit = opened(6)
    item = next(item for item in lists.items_of(audit) if item.second)
    judge(first, item)
    with acting_as(first), pytest.raises(ValueError, match="Somebody else"):
        actions.mark_again(first, item, GOOD)
    with acting_as(second):
        actions.mark_again(second, item, POOR)
        assert actions.differing(item) == ["voice"]
        assert "1 record with marks to agree" in actions.left_to_do(audit)
        actions.moderate(second, item, {"voice": {"level": "improve", "why": "Heard, but not alone."}})
    assert item.moderated == {"voice": {"level": "improve", "why": "Heard, but not alone."}}
    assert not any("agree" in words for words in actions.left_to_do(audit))


def test_a_record_that_is_not_drawn_twice_takes_no_second_mark(opened, two_officers):
    item = next(item for item in lists.items_of(opened(6)) if not item.second)
    judge(two_officers[0], item)
    with acting_as(two_officers[1]) as second, pytest.raises(ValueError, match="no second mark"):
        actions.mark_again(second, item, GOOD)


def test_whoever_worked_on_a_record_does_not_judge_it_without_saying_why(opened, two_officers):
    item = lists.items_of(opened(6))[0]
    officer = two_officers[0]
    item.handlers = [officer.account_id]
    with acting_as(officer):
        with pytest.raises(ValueError, match="You worked on this record"):
            actions.save_marks(officer, item, GOOD, {})
        with pytest.raises(ValueError, match="Write no name here"):
            actions.declare_conflict(officer, item, "I opened CASE-2026-000001.")
        actions.declare_conflict(officer, item, "There is no other officer this month.")
        actions.save_marks(officer, item, GOOD, {})
    assert item.judgements["voice"]["level"] == "good"


def test_a_bar_hides_a_record_of_the_sample_from_the_auditor(opened):
    audit = opened(6)
    item = lists.items_of(audit)[0]
    case = session().scalars(select(Case).where(Case.reference == item.subject_reference)).one()
    barred = actor_of(OFFICER, barred=(case.parties[0].child_id,))
    with acting_as(barred):
        session().expunge_all()
        assert item.public_id not in {one.public_id for one in lists.items_of(audit)}
        assert len(lists.items_of(audit)) == 5
        with pytest.raises(actions.NotYet, match="6 records to judge"):
            actions.close_audit(barred, audit)


def test_a_bar_hides_a_record_whose_case_a_child_joined_after_the_draw(opened, new_child):
    audit, late = opened(6), new_child("Late", "Joiner")
    item = lists.items_of(audit)[0]
    case = session().scalars(select(Case).where(Case.reference == item.subject_reference)).one()
    session().add(Party(case_id=case.id, child_id=late.id, role="witness"))
    session().flush()
    with acting_as(actor_of(OFFICER, barred=(late.id,))):
        session().expunge_all()
        assert item.public_id not in {one.public_id for one in lists.items_of(audit)}


def test_an_audit_closes_when_all_is_done_and_is_frozen_then(opened, two_officers):
    first, second = two_officers
    audit = opened(6)
    with acting_as(first), pytest.raises(actions.NotYet, match="6 records to judge"):
        actions.close_audit(first, audit)
    for item in lists.items_of(audit):
        judge(first, item)
        if item.second:
            with acting_as(second):
                actions.mark_again(second, item, GOOD)
    dsl = make_account(Role.DSL)
    with acting_as(first):
        actions.write_findings(first, audit, "Ask each child alone, and write down what was asked.")
        actions.close_audit(first, audit)
        assert audit.figures["advice"] == [0, 6]
        for act in (
            lambda: actions.write_findings(first, audit, "More"),
            lambda: actions.close_audit(first, audit),
            lambda: actions.take_up_again(first, lists.items_of(audit)[0], "A second thought"),
            lambda: actions.agree_action(
                first, audit, words="Do it", owner="D. Osei", due_on=dt.date(2026, 12, 1)
            ),
        ):
            with pytest.raises((ValueError, IllegalMove)):
                act()
    session().commit()
    told = session().scalars(select(OutboxMessage.account_id)).all()
    assert dsl.id in told
    assert [words for _audit, words in lists.shared_findings()] == [
        "Ask each child alone, and write down what was asked."
    ]


def test_it_closes_without_a_second_mark_only_with_a_reason(opened, two_officers):
    first = two_officers[0]
    audit = opened(5)
    for item in lists.items_of(audit):
        judge(first, item)
    with acting_as(first):
        with pytest.raises(actions.NotYet, match="to mark a second time"):
            actions.close_audit(first, audit)
        actions.close_audit(first, audit, without_second="The only other officer was ill.")
    assert audit.population["without_second"] == "The only other officer was ill."


def test_actions_go_on_after_the_audit_and_feedback_reaches_one_school(opened, two_officers, new_setting):
    officer, audit = two_officers[0], opened(5)
    with acting_as(officer):
        due = dt.date(2026, 12, 11)
        made = actions.agree_action(
            officer, audit, words="Send the letter with the outcome.", owner="D. Osei", due_on=due
        )
        item = lists.items_of(audit)[0]
        dsl = make_account(Role.DSL, setting=item.setting_id)
        told = actions.send_feedback(officer, audit, item.setting_id, "Plans come a day late.")
    with acting_as(officer):
        actions.finish_action(officer, made, "The template goes out with the outcome now.")
        with pytest.raises(ValueError, match="done already"):
            actions.finish_action(officer, made, "Twice")
    school = actor_of(Role.DSL, account_id=dsl.id)
    with acting_as(school), pytest.raises(ValueError, match="nothing to confirm"):
        actions.read_feedback(school, told)
    session().commit()
    assert dsl.id in session().scalars(select(OutboxMessage.account_id)).all()


def test_nothing_of_an_audit_is_seen_by_others(opened):
    opened(5)
    for role in set(Role) - {OFFICER}:
        with acting_as(actor_of(role)):
            session().expunge_all()
            assert session().scalars(select(Audit)).all() == []
            assert session().scalars(select(AuditItem)).all() == []
