"""The third lock on every mapped class: what has no scope is listed here with its reason."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from foundation.store import NoActorError, acting_as, session, set_actor
from foundation.store.actor import Actor
from foundation.store.base import Base
from foundation.store.scope import Scoped

NOBODY = vars(Scoped)["visible_to"].__func__
# Classes without a scope: nothing in them is about a child, or who may read them is decided elsewhere.
UNSCOPED: dict[str, str] = {
    "Account": "a person of the staff",
    "Assignment": "what a person of the staff may do",
    "ApiKey": "the hash of another system's key",
    "Bar": "read at the door to know whom the actor must not see; shown only on the page of a visible child",
    "CalendarEntry": "school days",
    "ColumnProfile": "how a kind of file is read: headings and codes; its sample is for the officer",
    "DecidedValue": "a clock or a threshold that the council decided",
    "DeskLook": "when somebody of the staff last looked at the desk",
    "ImportReject": "line, column and reason of a rejected line, never its value",
    "ImportRun": "a file that came in: its name, its figures and what became of it",
    "Invitation": "a one-time link of a person of the staff",
    "Job": "background work: row ids only",
    "NightlyRun": "which nightly work has run",
    "OutboxMessage": "a fixed notice to an account, and a path without a name",
    "Postcode": "the public directory of postcodes",
    "ReferenceCode": "statutory lists",
    "ReferenceCounter": "the last number given",
    "RollExtract": "the last roll that was applied, encrypted; read by the next one alone",
    "SchoolPlaces": "how many places a school has in a year group",
    "SelfCheck": "what a second computation of the alerts found, as row ids",
    "Setting": "the public register of schools",
    "SettingPlace": "which setting goes on what another was",
    "SiteGroup": "which settings share a site",
    "SweepRun": "when a sweep ran, and its figures",
    "TrailChild": "row ids; read by the data protection officer's pages alone, without any payload",
    "TrailEntry": "row ids and sealed payloads; read by the history of a visible record, and as TrailChild",
    "TrailKey": "the sealed keys of payloads",
    "TrailSeal": "figures over the trail",
    "TrailSealed": "figures over the trail",
    "Ward": "the names of wards",
    "WebSession": "a browser that is signed in",
}
# Relationships: loaded with the record they hang on, so both sides must be seen by the same people.
RELATIONSHIPS: dict[str, str] = {
    "Account.assignments": "no child",
    "Assignment.account": "no child",
    "Setting.site_group": "no child",
    "SiteGroup.settings": "no child",
    "PanelMeeting.panel": "no child; who sees a meeting sees its panel",
    "MeetingPack.meeting": "no child in a meeting; a pack is seen by its reader alone",
    "AgendaItem.meeting": "no child in a meeting; who sees an item on an agenda sees the meeting",
    "Case.parties": "seen through the case, and a bar on one party hides the case",
    "Case.incidents": "seen through the case",
    "Separation.bases": "seen through the separation",
    "Contact.others": "seen through the contact, and a bar on one of them hides the contact",
    "SafetyPlan.versions": "seen through the plan",
    "SafetyPlan.others": "seen through the plan, and a bar on one of them hides the plan",
    "PlanVersion.plan": "a version is seen through this very plan",
    "PlanReview.plan": "a review is seen through this very plan",
    "Meeting.invitees": "seen through the meeting",
    "Meeting.actions": "seen through the meeting",
    "MeetingAction.meeting": "empty for one who sees the action only because it is theirs to do",
    "PeerInformation.request": "the answer is seen only by those who see that it was asked",
    "ContextualReview.case": "a review is seen with this very case",
    "PlanVersion.points": "seen through the version",
    "Decision.item": "a decision is seen only with its item",
    "RestorativeWork.choices": "seen through the work; other children stand in it by their part alone",
}


def mappers() -> list[Any]:
    """Every mapped class of the product."""
    from foundation.jobs import models as jobs
    from foundation.post import models as post
    from portal.wiring import parts

    assert all((jobs, post, *parts("models")))
    found = [mapper for mapper in Base.registry.mappers if not mapper.class_.__module__.startswith("tests")]
    return sorted(found, key=lambda mapper: mapper.class_.__name__)


def test_every_class_has_a_scope_or_a_reason_to_have_none() -> None:
    bare = {mapper.class_.__name__ for mapper in mappers() if not issubclass(mapper.class_, Scoped)}
    assert bare - set(UNSCOPED) == set(), "give it a scope; or list it, with the reason"
    assert set(UNSCOPED) - bare == set(), "it has a scope now, or is gone: take it off the list"


def test_every_scope_says_who_sees_it() -> None:
    scoped = [mapper.class_ for mapper in mappers() if issubclass(mapper.class_, Scoped)]
    silent = [found.__name__ for found in scoped if found.visible_to.__func__ is NOBODY]
    assert silent == [], "say who sees it in a visible_to"


def test_what_has_no_scope_does_not_point_at_a_child() -> None:
    pointing = {
        mapper.class_.__name__
        for mapper in mappers()
        if not issubclass(mapper.class_, Scoped)
        and any(key.column.table.name == "child" for key in mapper.local_table.foreign_keys)
    }
    assert pointing == {"Bar"}


def test_no_relationship_leads_out_of_a_scope() -> None:
    found = {
        f"{mapper.class_.__name__}.{relation.key}"
        for mapper in mappers()
        for relation in mapper.relationships
    }
    assert found == set(RELATIONSHIPS), "list it with the reason why both sides are seen by the same people"
    from_bare_to_scoped = [
        f"{mapper.class_.__name__}.{relation.key}"
        for mapper in mappers()
        for relation in mapper.relationships
        if not issubclass(mapper.class_, Scoped) and issubclass(relation.mapper.class_, Scoped)
    ]
    assert from_bare_to_scoped == []


@pytest.mark.sqlite
def test_nobody_reads_without_being_known(app: Any) -> None:
    nobody = Actor(account_id=0, name="nobody")
    for mapper in mappers():
        if not issubclass(mapper.class_, Scoped):
            continue
        with app.app_context():
            set_actor(None)
            with pytest.raises(NoActorError):
                session(writes=False).scalars(select(mapper.class_)).all()
            with acting_as(nobody):
                assert session().scalars(select(mapper.class_)).all() == []
    set_actor(None)
