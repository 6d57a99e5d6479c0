"""What is kept of answers, who sees the rows, and two people saving at the same moment."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from foundation.access.permissions import Permission
from foundation.answers import (
    answers_of,
    changes_by_others,
    freeze,
    frozen_answers,
    history_of,
    reading_of,
    write_answers,
)
from foundation.answers.actions import NoSuchPage, remove_row, save_page
from foundation.answers.lists import section_row
from foundation.answers.models import AnswerConflict, AnswerRevision, AnswerSection, AnswerVersion
from foundation.questions import fill
from foundation.store import Actor, acting_as, current_actor, session
from tests.foundation_questions.specimen import CHILD, FORM, GIVEN, PARENTS, Everyone


@pytest.fixture
def people(db_session, school):
    from foundation.access.permissions import Role
    from tests.people import make_account

    accounts = [make_account(Role.DSL, setting=school, name=name) for name in ("Ada", "Ben")]
    permissions = frozenset({Permission.WRITE_PLANS, Permission.READ_PLANS})
    return [Actor(a.id, a.name, permissions, frozenset({school.id})) for a in accounts]


def save(actor, plan, revision, section=CHILD, path=(), **fields):
    return save_page(actor, plan, FORM, section, path, MultiDict(fields), revision, GIVEN)


def test_every_save_is_a_revision_and_the_same_again_is_none(people, plan, db_session):
    ada, _ = people
    assert save(ada, plan, 0, surname="A").revision == 1
    assert save(ada, plan, 1, surname="A").revision == 1
    assert save(ada, plan, 1, surname="B").revision == 2
    kept = [r.answers for r in db_session.scalars(select(AnswerRevision).order_by(AnswerRevision.id))]
    assert kept == [{"surname": "A"}, {"surname": "B"}]
    assert save(ada, plan, 2, email="").revision == 2


def test_answers_are_not_readable_in_the_database(people, plan, db_session):
    save(people[0], plan, 0, surname="Okonkwo-Unmistakable")
    for table in ("answer_section", "answer_revision"):
        raw = db_session.connection().exec_driver_sql(f"select answers from {table}").scalars().all()
        assert raw
        assert all(b"Unmistakable" not in bytes(value) for value in raw)


def test_a_save_from_an_unknown_revision_overwrites_nothing(people, plan):
    ada, ben = people
    save(ada, plan, 0, surname="Ada's")
    saved = save(ben, plan, 77, surname="Ben's")
    assert [(c.mine, c.theirs) for c in saved.conflicts] == [("Ben's", "Ada's")]
    assert answers_of(plan, FORM) == {"surname": "Ada's"}


def test_a_row_removed_and_changed_at_once_is_kept_and_asked_about(people, plan):
    ada, ben = people
    at = save(ada, plan, 0, PARENTS, ("parents", "new"), name="Tola")
    row = at.page.path
    save(ben, plan, 1, PARENTS, row, name="Tola A")
    gone = remove_row(ada, plan, FORM, PARENTS, row, 1, GIVEN)
    assert gone.conflicts
    assert answers_of(plan, FORM)["parents"][0]["name"] == "Tola A"
    with pytest.raises(NoSuchPage):
        remove_row(ada, plan, FORM, PARENTS, ("parents", "r9"), 1, GIVEN)


def test_rows_of_answers_are_seen_with_their_record_only(people, plan, db_session, school):
    ada, ben = people
    save(ada, plan, 0, surname="A")
    save(ben, plan, 0, surname="B")
    freeze(ada, plan, FORM)
    stranger = Actor(999, "Stranger", ada.permissions, frozenset({school.id + 1000}))
    barred = Actor(998, "Barred", ada.permissions, ada.settings, barred=frozenset({plan.child_id}))
    for model in (AnswerSection, AnswerRevision, AnswerConflict, AnswerVersion):
        for actor, sees in ((ada, True), (stranger, False), (barred, False)):
            with acting_as(actor):
                assert bool(db_session.scalars(select(model)).all()) is sees, (model, actor.name)
    assert section_row(plan, "child").child_ids() == (plan.child_id,)


def test_versions_stand_still(people, plan):
    ada, _ = people
    save(ada, plan, 0, surname="First")
    assert freeze(ada, plan, FORM) == 1
    save(ada, plan, 1, surname="Second")
    assert freeze(ada, plan, FORM) == 2
    assert frozen_answers(plan, FORM, 1)["surname"] == "First"
    assert frozen_answers(plan, FORM, 2)["surname"] == "Second"
    with pytest.raises(LookupError):
        frozen_answers(plan, FORM, 3)


def test_whole_forms_are_written_and_read_back(people, plan, of):
    answers = fill(FORM, GIVEN, 5)
    write_answers(people[0], plan, FORM, answers)
    assert answers_of(plan, FORM) == answers
    write_answers(people[0], plan, FORM, {"surname": "Other"})
    assert answers_of(plan, FORM) == {**answers, "surname": "Other"}
    assert reading_of(plan, of, Everyone()).answers["surname"] == "Other"


def test_the_history_reads_as_sittings_in_the_forms_words(people, plan, of, clock):
    ada, ben = people
    save(ada, plan, 0, surname="A")
    save(ada, plan, 1, surname="Ad")
    clock.forward(minutes=45)
    save(ada, plan, 2, surname="Ada")
    save(ben, plan, 3, phone="01632 960 001")
    lines = history_of(plan, of, Everyone())
    assert [(line.who, line.changes) for line in lines] == [
        ("Ben", ("answered “Telephone”: 01632 960 001",)),
        ("Ada", ("changed “Surname” from Ad to Ada",)),
        ("Ada", ("answered “Surname”: Ad",)),
    ]
    assert [line.who for line in changes_by_others(plan, of, ada)] == ["Ben"]
    assert changes_by_others(plan, of, ben) == []


def test_two_first_saves_at_the_same_moment_both_stay(people, plan, app):
    app_context, wrong, ready = app.app_context, [], threading.Barrier(2)
    session().commit()
    plan_id = plan.id

    def one(actor, fields):
        from safetyplans.models import SafetyPlan

        with app_context(), acting_as(actor):
            try:
                ready.wait(10)
                own = session().scalars(select(SafetyPlan).where(SafetyPlan.id == plan_id)).one()
                save(actor, own, 0, **fields)
                session().commit()
            except Exception as error:
                wrong.append(error)

    pair = zip(people, ({"surname": "Ada's"}, {"phone": "01632 960 001"}), strict=True)
    threads = [threading.Thread(target=one, args=each) for each in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert wrong == []
    session().rollback()
    session().expire_all()
    assert current_actor().system
    assert answers_of(plan, FORM) == {"surname": "Ada's", "phone": "01632 960 001"}
