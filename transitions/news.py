"""What other rooms tell, and what is looked at again because of it, in the same transaction."""

from __future__ import annotations

from cases import slots
from cases.events import (
    ContactAnswered,
    SeparationAmended,
    SeparationConfirmed,
    SeparationEnded,
    SeparationMade,
)
from foundation.store import current_actor, session, today
from foundation.trail import Event, subscribe
from roll import identity_page
from roll.events import (
    ChildExpected,
    ExpectationWithdrawn,
    IdentityDecided,
    IdentityTakenBack,
    LinksApplied,
    OffersApplied,
    RollApplied,
    SettingsApplied,
    SiteGroupChanged,
    TransferFilesApplied,
)
from safetyplans.actions import reopen_for_overlap
from safetyplans.events import PlanEnded, PlanSigned
from transitions import if_joined, nights
from transitions.cards import alerts_in_chronology, alerts_on_case, alerts_on_separation, where_on_separation
from transitions.events import AlertRaised, DisclosureAcknowledged
from transitions.sweep import sweep
from transitions.sweep_core import newest_whole

OVERLAPS = frozenset({"same_setting", "same_site", "same_setting_planned"})
ABOUT_A_PAIR = (SeparationMade, SeparationConfirmed, SeparationAmended, SeparationEnded)
ABOUT_A_CHILD = (
    PlanSigned,
    PlanEnded,
    ChildExpected,
    ExpectationWithdrawn,
    ContactAnswered,
    DisclosureAcknowledged,
)
ABOUT_A_RECORD = (IdentityDecided, IdentityTakenBack)

ABOUT_PLACES = (SiteGroupChanged, SettingsApplied, LinksApplied, OffersApplied, TransferFilesApplied)


def look_again(event: Event) -> None:
    """Sweep over the children the news is about, and all who are tied to them."""
    sweep(current_actor(), today(), event.children or event.subject.child_ids())


def look_at_everybody(event: RollApplied) -> None:
    """Sweep over everybody for the day of the roll; and, where a later day was looked at before, for that
    day.
    """
    run = event.subject
    day = run.as_of or today()
    newest = newest_whole(session().connection())
    sweep(current_actor(), day, import_run_id=run.id)
    if newest is not None and newest > day:
        sweep(current_actor(), newest)


def look_at_everybody_today(event: Event) -> None:
    """Sweep over everybody: what settings share, go on or teach has changed, or who is to come."""
    sweep(current_actor(), today())


def ask_for_the_plan_after_all(event: AlertRaised) -> None:
    """A plan that was not appropriate while the children were apart is asked for again when they overlap."""
    if event.subject.kind in OVERLAPS:
        reopen_for_overlap(current_actor(), event.children or event.subject.child_ids())


def listen() -> None:
    """Subscribe; called once for each application."""
    for kind in (*ABOUT_A_PAIR, *ABOUT_A_CHILD, *ABOUT_A_RECORD):
        subscribe(kind, look_again)
    subscribe(RollApplied, look_at_everybody)
    subscribe(AlertRaised, ask_for_the_plan_after_all)
    for about in ABOUT_PLACES:
        subscribe(about, look_at_everybody_today)
    slots.separation_sections(where_on_separation)
    slots.separation_sections(alerts_on_separation)
    slots.case_sections(alerts_on_case)
    slots.chronologies(alerts_in_chronology)
    identity_page.offer(if_joined.parts)
    assert nights
