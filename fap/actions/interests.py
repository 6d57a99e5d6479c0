"""Declared interests, which close an item to a member, and the schools whose members read it in full."""

from __future__ import annotations

from sqlalchemy import select

from fap.form import FORM
from fap.models import AgendaItem, DeclaredInterest, Referral, ReferralSchool
from fap.panel_events import (
    InterestDeclared,
    InterestRecorded,
    InterestWithdrawn,
    SchoolNamed,
    SchoolNoLongerNamed,
)
from fap.panels.members import members_of
from fap.rights import NotAllowed, demand, out_of_sight, reason_of
from foundation.access.permissions import Permission
from foundation.answers import answers_of
from foundation.store import Actor, now, session
from foundation.trail import record
from roll.lists import setting_by_urn
from roll.models import Setting

KINDS: dict[str, str] = {
    "own_school": "My school or trust has an interest",
    "relation": "I know the child or the family",
    "other": "Another interest",
}
KIND_WORDS: dict[str, str] = {
    "own_school": "own school",
    "relation": "knows the child or the family",
    "other": "another interest",
}
PREFERRED, CANDIDATE = "preferred", "candidate"


def declare_interest(
    actor: Actor, item: AgendaItem, kind: str, *, account_id: int | None = None
) -> DeclaredInterest:
    """Close an item to a member from now on: to oneself, or (coordinator, chair) to another member.

    Raises ValueError for an unknown kind, for somebody who sits on another panel, or when one stands already.
    """
    panel_id = item.meeting.panel_id
    whose = account_id or actor.account_id
    if whose != actor.account_id and not _runs(actor, panel_id):
        raise NotAllowed("only the coordinator or the chair records the interest of another member")
    if kind not in KINDS:
        raise ValueError("Choose what the interest is")
    members = {one.account_id: one for one in members_of(panel_id)}
    if whose not in members:
        raise ValueError("Choose a member of this panel")
    if _standing(item.referral_id, whose) is not None:
        raise ValueError("This interest is declared already")
    made = DeclaredInterest(
        referral_id=item.referral_id,
        item_id=item.id,
        account_id=whose,
        kind=kind,
        declared_by=actor.account_id,
        declared_at=now(),
    )
    session().add(made)
    session().flush()
    words = KIND_WORDS[kind]
    if whose == actor.account_id:
        record(InterestDeclared(subject=made, kind=words))
    else:
        record(InterestRecorded(subject=made, kind=words, member=members[whose].name))
    return made


def withdraw_interest(actor: Actor, interest: DeclaredInterest, item: AgendaItem, reason: str) -> None:
    """Open the item to the member again: by the coordinator or the chair, never by the member alone."""
    if interest.account_id == actor.account_id or not _runs(actor, item.meeting.panel_id):
        raise NotAllowed("the coordinator or another chair withdraws an interest")
    if interest.withdrawn_at is not None:
        raise ValueError("This interest was withdrawn already")
    words = reason_of(reason)
    interest.withdrawn_at, interest.withdrawn_by = now(), actor.account_id
    interest.withdrawn_reason = words
    record(InterestWithdrawn(subject=interest, reason=words))


def name_school(actor: Actor, referral: Referral, setting: Setting) -> None:
    """A school is under consideration: who sits for it reads the item in full from now on."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    if setting.id == referral.setting_id:
        raise ValueError("This school refers the child; its member reads the item in full already")
    _name(actor, referral.id, setting.id, CANDIDATE)
    record(SchoolNamed(subject=referral, setting=setting.name))


def unname_school(actor: Actor, referral: Referral, setting: Setting) -> None:
    """The school is under consideration no longer. Raises ValueError when it was not."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    row = _named(referral.id, setting.id, CANDIDATE)
    if row is None or row.removed_at is not None:
        raise ValueError("This school is not under consideration")
    row.removed_at = now()
    record(SchoolNoLongerNamed(subject=referral, setting=setting.name))


def keep_preferred(actor: Actor, referral: Referral) -> None:
    """Keep the family's preferred school beside the form, so that the scope knows it."""
    answer = answers_of(referral, FORM).get("preferred_school") or {}
    setting = setting_by_urn(str(answer.get("code", ""))) if answer.get("code") else None
    if setting is not None and setting.id != referral.setting_id:
        with out_of_sight(actor):
            _name(actor, referral.id, setting.id, PREFERRED)


def _runs(actor: Actor, panel_id: int) -> bool:
    return actor.may(Permission.RUN_FAIR_ACCESS) or panel_id in actor.chairs


def _standing(referral_id: int, account_id: int) -> DeclaredInterest | None:
    found = select(DeclaredInterest).where(
        DeclaredInterest.referral_id == referral_id,
        DeclaredInterest.account_id == account_id,
        DeclaredInterest.withdrawn_at.is_(None),
    )
    return session().scalars(found).first()


def _named(referral_id: int, setting_id: int, why: str) -> ReferralSchool | None:
    found = select(ReferralSchool).where(
        ReferralSchool.referral_id == referral_id,
        ReferralSchool.setting_id == setting_id,
        ReferralSchool.why == why,
    )
    return session().scalars(found).one_or_none()


def _name(actor: Actor, referral_id: int, setting_id: int, why: str) -> None:
    row = _named(referral_id, setting_id, why)
    if row is None:
        row = ReferralSchool(referral_id=referral_id, setting_id=setting_id, why=why)
        session().add(row)
    row.named_by, row.named_at, row.removed_at = actor.account_id, now(), None
    session().flush()
