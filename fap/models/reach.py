"""What somebody who sits on a panel may reach: which items, and which of them in full, as SQL.

Need to know ("Panels and the coordinator’s month"): core members and the chair read all; who sits for a
school reads in full only what concerns that school. Every subselect is Core on the tables, so that no other
class’s condition is applied inside it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, or_, select

from foundation.store import Actor, Base, today
from foundation.store.clock import academic_year

OWN_SCHOOL = "own_school"
OFF_AGENDA = ("taken_off", "moved")
"""Outcomes of an item that stands on its agenda no longer."""


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def on_agenda(outcome: Any) -> ColumnElement[bool]:
    """That an item still stands on its agenda."""
    there: ColumnElement[bool] = or_(outcome.is_(None), outcome.not_in(OFF_AGENDA))
    return there


def agreed(actor: Actor) -> ColumnElement[bool]:
    """That the actor accepted this school year the information-sharing agreement that is in force."""
    text, word, day = _table("panel_agreement").c, _table("panel_agreement_acceptance").c, today()
    newest = (
        select(text.id).where(text.in_force_from <= day).order_by(text.in_force_from.desc(), text.id.desc())
    )
    given = select(word.id).where(
        word.account_id == actor.account_id,
        word.year == academic_year(day),
        word.agreement_id == newest.limit(1).scalar_subquery(),
    )
    return given.exists()


def open_meetings(actor: Actor) -> Any:
    """The meetings of the actor's panels that are open now, once the agreement is accepted."""
    table = _table("panel_meeting").c
    own = table.panel_id.in_(sorted(actor.panels))
    return select(table.id).where(own, table.status == "published", agreed(actor))


def interests(actor: Actor, *, own_school: bool) -> Any:
    """The referrals in which the actor has an interest; `own_school`: also as a school’s member."""
    table = _table("panel_interest").c
    found = select(table.referral_id).where(
        table.account_id == actor.account_id, table.withdrawn_at.is_(None)
    )
    return found if own_school else found.where(table.kind != OWN_SCHOOL)


def open_items(actor: Actor) -> Any:
    """The items of those meetings, in full or as a summary; a late one once the chair has given leave."""
    table, meeting = _table("agenda_item").c, _table("panel_meeting").c
    chaired = select(meeting.id).where(meeting.panel_id.in_(sorted(actor.chairs)))
    return select(table.id).where(
        table.meeting_id.in_(open_meetings(actor)),
        on_agenda(table.outcome),
        or_(~table.late, table.leave == "given", table.meeting_id.in_(chaired)),
        table.referral_id.not_in(interests(actor, own_school=True)),
    )


def items_at(meeting_id: int) -> Any:
    """The items of a meeting, those that are closed to the asker among them: only to be counted."""
    table = _table("agenda_item").c
    return select(table.id).where(table.meeting_id == meeting_id)


def full_items(actor: Actor) -> Any:
    """The items that the actor reads in full as one of the panel."""
    table = _table("agenda_item").c
    return select(table.id).where(table.id.in_(open_items(actor)), _concerns(actor, table))


def full_referrals(actor: Actor) -> Any:
    """The referrals behind those items."""
    table = _table("agenda_item").c
    return select(table.referral_id).where(table.id.in_(full_items(actor)))


def _concerns(actor: Actor, item: Any) -> ColumnElement[bool]:
    """Everything for a core member; for a school's member what their school referred, or may take."""
    meeting = _table("panel_meeting").c
    ways: list[ColumnElement[bool]] = []
    if actor.core_panels:
        core = select(meeting.id).where(meeting.panel_id.in_(sorted(actor.core_panels)))
        ways.append(item.meeting_id.in_(core))
    for panel in sorted({panel for panel, _ in actor.seats}):
        own = select(meeting.id).where(meeting.panel_id == panel)
        schools = sorted(setting for there, setting in actor.seats if there == panel)
        ways.append(and_(item.meeting_id.in_(own), _of_schools(item.referral_id, schools)))
    return or_(*ways) if ways else false()


def _of_schools(referral_id: Any, schools: list[int]) -> ColumnElement[bool]:
    """That one of these schools referred the child, is named for it, or is the place drafted or decided."""
    referral, decision, named = (_table(n).c for n in ("referral", "panel_decision", "referral_school"))
    referred = select(referral.id).where(referral.setting_id.in_(schools))
    decided = select(decision.referral_id).where(decision.setting_id.in_(schools))
    concerned = select(named.referral_id).where(named.setting_id.in_(schools), named.removed_at.is_(None))
    return or_(referral_id.in_(referred), referral_id.in_(decided), referral_id.in_(concerned))


def chairs_actions(actor: Actor) -> Any:
    """The referrals on which a chair decides outside a meeting, until the panel has had its word."""
    decision, word = _table("panel_decision").c, _table("decision_ratification").c
    waiting = select(word.decision_id).where(word.status == "waiting")
    return select(decision.referral_id).where(
        decision.item_id.is_(None),
        decision.panel_id.in_(sorted(actor.chairs)),
        agreed(actor),
        decision.referral_id.not_in(interests(actor, own_school=True)),
        or_(decision.status == "draft", decision.id.in_(waiting)),
    )
