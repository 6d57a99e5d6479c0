"""The only writers, outside the imports, of children, expectations, site groups and identity decisions."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from foundation.store import Actor, acting_as, now, session, today
from foundation.trail import record
from roll import candidates_core, joining_core, naming_core, postcodes, roll_state_core
from roll import upn as upns
from roll.events import (
    ChildExpected,
    ExpectationReleased,
    ExpectationWithdrawn,
    IdentityJoined,
    IdentityKeptApart,
    IdentityLeftOpen,
    IdentityTakenBack,
    SettingAdded,
    SiteGroupChanged,
    SiteGroupMade,
)
from roll.models import Child, Enrolment, ExpectedEnrolment, IdentityQuestion, Setting, SiteGroup
from roll.names import LONGEST_NAME

OWN_CODE = re.compile(r"X[0-9]{1,9}", re.ASCII)
CERTAINTIES = frozenset({"accepted", "proposed"})
SOURCES = frozenset({"offer", "panel", "managed_move", "ctf", "person"})


@dataclass(frozen=True)
class NamedChild:
    """The row id of a child named on a form. It holds nothing else: the asker learns nothing from it."""

    id: int


def widened(actor: Actor) -> Actor:
    """The same person, writing what they may not read back (a child elsewhere, a released place)."""
    return dataclasses.replace(actor, system=True)


def child_named_on_form(
    actor: Actor,
    *,
    upn: str | None,
    surname: str,
    forename: str,
    date_of_birth: dt.date,
    sex: str | None = None,
    postcode: str | None = None,
    known_as: str | None = None,
    source: str = "form",
) -> NamedChild:
    """The child of this description: by UPN, else by surname, birth date and postcode, else new.

    An existing record is neither shown nor changed. An invalid UPN counts as none. `source` form or case.
    """
    number: str | None = upns.normalise(upn or "")
    number = number if number and upns.is_valid(number) else None
    place = postcodes.normalise(postcode or "") or None
    place = place if place and postcodes.is_valid(place) else None
    with acting_as(widened(actor)):
        session().flush()
        known = naming_core.known_child(
            session().connection(),
            upn=number,
            surname=surname,
            forename=forename,
            date_of_birth=date_of_birth,
            postcode=place,
        )
        if known is not None:
            return NamedChild(known)
        child = Child(
            upn=number,
            surname=surname.strip()[:LONGEST_NAME],
            forename=forename.strip()[:LONGEST_NAME],
            known_as=(known_as or "").strip()[:LONGEST_NAME] or None,
            date_of_birth=date_of_birth,
            sex=(sex or "").strip().upper()[:1] or None,
            postcode=place,
            source=source,
        )
        session().add(child)
        session().flush()
        _ask_who(child)
        return NamedChild(child.id)


def child_described_anew(
    actor: Actor, child_id: int, *, upn: str | None, surname: str, forename: str, date_of_birth: dt.date
) -> NamedChild:
    """The child of a description that was corrected; `child_id` is whom it meant before.

    A record that stands on a form alone (no UPN, no roll) is corrected itself, so that a slip of the pen
    leaves no second child. Otherwise as `child_named_on_form`: a record of the roll is never changed.
    """
    number: str | None = upns.normalise(upn or "")
    number = number if number and upns.is_valid(number) else None
    with acting_as(widened(actor)):
        session().flush()
        known = naming_core.known_child(
            session().connection(),
            upn=number,
            surname=surname,
            forename=forename,
            date_of_birth=date_of_birth,
            postcode=None,
        )
        held = session().get(Child, child_id)
        if known is not None or held is None or held.source == "roll" or held.upn or held.merged_into_id:
            return child_named_on_form(
                actor, upn=number, surname=surname, forename=forename, date_of_birth=date_of_birth
            )
        held.upn, held.date_of_birth = number, date_of_birth
        held.surname, held.forename = surname.strip()[:LONGEST_NAME], forename.strip()[:LONGEST_NAME]
        session().flush()
        _ask_who(held)
        return NamedChild(held.id)


def expect(
    actor: Actor,
    *,
    child_id: int,
    setting_id: int,
    start: dt.date,
    until: dt.date | None = None,
    certainty: str,
    source: str,
    source_reference: str = "",
) -> ExpectedEnrolment:
    """Note that a child is expected at a setting. Saying the same again (same source and reference) changes
    the dates of what was said, and makes nothing new. Raises ValueError for words it does not know.
    """
    if certainty not in CERTAINTIES or source not in SOURCES:
        raise ValueError("a certainty or a source that is not known")
    if until is not None and until < start:
        raise ValueError("the last day comes before the first")
    with acting_as(widened(actor)):
        found = _said_before(child_id, setting_id, source, source_reference) or ExpectedEnrolment(
            child_id=child_id, setting_id=setting_id, source=source, source_reference=source_reference
        )
        before = (found.start, found.until, found.certainty)
        found.start, found.until, found.certainty = start, until, certainty
        if before != (start, until, certainty):
            session().add(found)
            session().flush()
            record(ChildExpected(subject=found))
        return found


def withdraw_expectation(actor: Actor, expected: ExpectedEnrolment, reason: str) -> None:
    """A child is no longer expected; the row stays as history."""
    with acting_as(widened(actor)):
        expected.withdrawn_at = now()
        record(ExpectationWithdrawn(subject=expected, reason=reason))


def release_expectation(actor: Actor, expected: ExpectedEnrolment) -> None:
    """Let the setting at which a child is expected see the child."""
    with acting_as(widened(actor)):
        expected.released_at = expected.released_at or now()
        record(ExpectationReleased(subject=expected))


def decide_identity(actor: Actor, question: IdentityQuestion, *, same: bool, reason: str) -> None:
    """Say whether two records are one child. If so, the one the row stands on is joined to the other."""
    question.same, question.reason, question.decided_at, question.again_on = same, reason, now(), None
    if same:
        with acting_as(widened(actor)):
            connection = session().connection()
            question.moved = joining_core.join(connection, question.child_id, question.candidate_id, today())
        record(IdentityJoined(subject=question, same=True, reason=reason))
    else:
        record(IdentityKeptApart(subject=question, same=False, reason=reason))
    _read_anew()


def leave_identity_open(
    actor: Actor, question: IdentityQuestion, *, reason: str, again_on: dt.date | None
) -> None:
    """Note why it can't be decided yet, and when to look again. Until then it goes on as possible."""
    question.reason, question.again_on = reason, again_on
    record(IdentityLeftOpen(subject=question, reason=reason))


def take_identity_back(actor: Actor, question: IdentityQuestion, *, reason: str) -> None:
    """Undo a decision: two records that were joined stand for two children again; the question is open.

    Raises ValueError with words where a later joining rests on this one.
    """
    with acting_as(widened(actor)):
        connection = session().connection()
        if question.same:
            joining_core.part(connection, question.child_id, question.candidate_id, question.moved or {})
    question.same, question.moved, question.decided_at, question.reason = None, None, None, reason
    record(IdentityTakenBack(subject=question, reason=reason))
    _read_anew()


def _read_anew() -> None:
    """Forget what was read before statements changed it; a stay that moved stands under another key now."""
    for stay in [row for row in session() if isinstance(row, Enrolment)]:
        session().expunge(stay)
    session().expire_all()


def _ask_who(child: Child) -> None:
    """Ask a person about everybody on record who may be a child that was named without a number.

    The one who named the child learns nothing of it.
    """
    if child.upn:
        return
    session().flush()
    connection = session().connection()
    asked = {other for pair in roll_state_core.asked_before(connection, [child.id]) for other in pair}
    for doubt in candidates_core.may_be(connection, child, child.id):
        if doubt.child not in asked:
            about = {"child_id": child.id, "candidate_id": doubt.child, "score": doubt.score}
            session().add(IdentityQuestion(**about, reasons=list(doubt.reasons)))
    session().flush()


def add_setting(
    actor: Actor,
    *,
    code: str,
    name: str,
    type_name: str = "",
    low_age: int | None = None,
    high_age: int | None = None,
    postcode: str = "",
) -> Setting:
    """Put a place without a URN on the register (at home, hospital, tuition) under the authority's own code.

    Raises ValueError for a code that is not X and digits, or that is taken.
    """
    code = code.strip().upper()
    if not OWN_CODE.fullmatch(code):
        raise ValueError("The code is X and up to 9 digits, such as X12")
    if session().scalars(select(Setting).where(Setting.urn == code)).first() is not None:
        raise ValueError("There is already a setting with this code")
    made = Setting(urn=code, name=name.strip(), type_name=type_name, low_age=low_age, high_age=high_age)
    made.la_code, made.postcode = current_app.config["AUTHORITY_CODE"], postcodes.normalise(postcode)[:8]
    session().add(made)
    session().flush()
    record(SettingAdded(subject=made))
    return made


def make_site_group(actor: Actor, *, name: str, shares: str = "") -> SiteGroup:
    """A name for settings that share a site, a sixth form, transport or lunch. Raises ValueError if taken."""
    name = name.strip()
    if session().scalars(select(SiteGroup).where(SiteGroup.name == name)).first() is not None:
        raise ValueError("There is already a site group with this name")
    group = SiteGroup(name=name, shares=shares.strip())
    session().add(group)
    session().flush()
    record(SiteGroupMade(subject=group))
    return group


def put_into_group(actor: Actor, group: SiteGroup, setting: Setting) -> None:
    """Put a setting into a site group; it leaves the one it was in."""
    setting.site_group_id = group.id
    record(SiteGroupChanged(subject=group, urn=setting.urn))


def take_out_of_group(actor: Actor, group: SiteGroup, setting: Setting) -> None:
    """Take a setting out of a site group."""
    setting.site_group_id = None
    record(SiteGroupChanged(subject=group, urn=setting.urn))


def _said_before(child_id: int, setting_id: int, source: str, reference: str) -> ExpectedEnrolment | None:
    if not reference:
        return None
    return (
        session()
        .scalars(
            select(ExpectedEnrolment).where(
                ExpectedEnrolment.child_id == child_id,
                ExpectedEnrolment.setting_id == setting_id,
                ExpectedEnrolment.source == source,
                ExpectedEnrolment.source_reference == reference,
                ExpectedEnrolment.withdrawn_at.is_(None),
            )
        )
        .first()
    )
