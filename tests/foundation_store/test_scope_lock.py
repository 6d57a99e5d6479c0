"""The scope lock narrows every scoped class that a statement reads from, wherever it stands in it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import exists, func, select, union_all, update
from sqlalchemy.orm import aliased

from cases.meetings.models import MeetingAction
from cases.models import Case, Contact, Party, Separation
from fap.models import AgendaItem, Referral
from foundation.access.models import Account
from foundation.store import Actor, acting_as, session, today
from foundation.store.base import Base
from foundation.store.scope import Scoped
from foundation.store.session import criterion, scoped_in
from roll.models import Child, Enrolment, Setting

READER = Actor(
    7, "A reader", permissions=frozenset({"read_cases"}), settings=frozenset({3}), barred=frozenset({5})
)
other, shadow = aliased(Child), aliased(Case)
SHAPES = {
    "entity": select(Case),
    "column": select(Case.reference),
    "count": select(func.count()).select_from(Case),
    "join": select(Case.id).join(Party, Party.case_id == Case.id).join(Child, Child.id == Party.child_id),
    "from": select(Setting.name).select_from(Child).join(Enrolment, Enrolment.child_id == Child.id),
    "in a subquery": select(Setting).where(Setting.id.in_(select(Contact.setting_id))),
    "exists": select(Child).where(exists().where(Separation.child_a_id == Child.id)),
    "scalar subquery": select(Setting, select(func.count(Case.id)).scalar_subquery()),
    "common table": select(select(Case.id).cte("c").c.id),
    "derived table": select(select(Case.id, Party.child_id).join_from(Case, Party).subquery().c.id),
    "alias": select(Child.id, other.id).join(other, other.surname == Child.surname),
    "union": union_all(select(Case.id), select(Contact.id)),
    "joined eagerly": select(AgendaItem),
    "ordered by": select(Setting).order_by(select(func.count(Referral.id)).scalar_subquery()),
    "entity of a union": select(Case).from_statement(union_all(select(Case), select(Case))),
    "join along a relationship": select(Account.id).join(MeetingAction).join(MeetingAction.meeting),
    "join along a relationship of an alias": select(shadow).join(shadow.parties),
    "join to an alias along a relationship": select(Setting, Case).join(Case.parties.of_type(aliased(Party))),
    "some of a relationship": select(Account).where(MeetingAction.meeting.has()),
    "update": update(Case).values(status="closed"),
}


def every_class() -> list[type]:
    """All scoped classes there are."""
    return [m.class_ for m in Base.registry.mappers if issubclass(m.class_, Scoped)]


def words(statement, classes) -> str:
    """The statement as SQL, narrowed for the reader in some classes."""
    options = [criterion(found, READER, today()) for found in classes]
    return str(statement.options(*options))


@pytest.mark.parametrize("shape", SHAPES)
def test_it_narrows_as_if_every_class_were_named(app, shape):
    statement = SHAPES[shape]
    assert scoped_in(statement), "each of these reads from a scoped class"
    assert words(statement, scoped_in(statement)) == words(statement, every_class()) != str(statement)


def test_a_class_that_is_not_read_is_not_named(app):
    assert scoped_in(select(Case)) == [Case]
    assert scoped_in(select(Setting)) == []


def test_who_may_nothing_counts_nothing_in_a_subquery_too(db_session):
    born = dt.date(2012, 3, 4)
    db_session.add(Child(surname="Quillerby", forename="Oswin", source="form", date_of_birth=born))
    db_session.flush()
    any_child = select(Account.id).where(exists().where(Child.id > 0))
    with acting_as(Actor(7, "Nobody in particular")):
        assert session().scalar(select(func.count()).select_from(Child)) == 0
        assert session().scalars(any_child).all() == []
    assert session().scalar(select(func.count()).select_from(Child)) == 1
    assert session().scalars(any_child).all() != []
