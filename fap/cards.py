"""What this room puts on people's home page."""

from __future__ import annotations

from flask import url_for

from fap import deciding_cards, lists
from fap.desk.beside_core import tried_for
from fap.desk.filters import Wanted
from fap.desk.lists import open_table, sent_table
from fap.desk.rows import why_not_accepted
from fap.long_form import LONG_FORM, child_words
from fap.models import Referral
from fap.showing import next_for, running_clock, settings_named
from fap.words import STATES
from foundation.access.permissions import Permission, Role
from foundation.access.work import Clock, Start, Tag, WorkList, WorkRow
from foundation.answers import answers_of, problems_of, saved_at, section_states
from foundation.store import Actor, session, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words, local
from roll.lists import settings_by_id


def cards(actor: Actor) -> list[WorkList]:
    """The lists of a school, of the coordinator and of a panel."""
    found: list[WorkList] = []
    if actor.settings and actor.may(Permission.WRITE_REFERRALS):
        found += [_asked(actor), _drafts(actor), _under_way(actor)]
    if actor.may(Permission.RUN_FAIR_ACCESS):
        found += [_clocks(), _to_check()]
        found += [card for card in [deciding_cards.not_ratified()] if card.rows]
    if actor.may(Permission.PLACEMENT_REASONS) and actor.may(Permission.ALL_REFERRALS):
        found += [deciding_cards.advice_asked(), _safety(), deciding_cards.overridden()]
    if actor.panels and actor.may(Permission.READ_PANEL):
        found += _of_panel(actor)
    return found


def starts(actor: Actor) -> list[Start]:
    """Starting a referral."""
    if not actor.may(Permission.WRITE_REFERRALS):
        return []
    return [Start("Start a referral", url_for("fap.start"), order=10)]


def _page(referral: Referral) -> str:
    return url_for("fap.referral", referral=referral.public_id)


def _child(referral: Referral) -> str:
    return child_words(referral)


def _asked(actor: Actor) -> WorkList:
    rows = [
        WorkRow(
            f"Referral {row.known_as}",
            _page(row),
            line=f"Returned to you by the Fair Access team: {row.returned_reason or ''}"[:200],
            child=_child(row),
            tag=Tag("Returned", "amber"),
        )
        for row in lists.referrals_in(("returned",), actor.settings)
    ]
    return WorkList(
        "fap-asked",
        "Asked of you",
        rows,
        str(len(rows) or ""),
        "The Fair Access team asks nothing.",
        order=20,
    )


def _drafts(actor: Actor) -> WorkList:
    rows = [_draft(row) for row in lists.referrals_in(("draft",), actor.settings)]
    count = f"{len(rows)}, open to you and your colleagues" if rows else ""
    return WorkList(
        "fap-drafts", "Your referral drafts", rows, count, "You have no draft referral.", order=30
    )


def _draft(row: Referral) -> WorkRow:
    """Where a draft stands: the section to go on with, when it was saved, what is missing."""
    missing = problems_of(row, LONG_FORM)
    states = section_states(LONG_FORM.form, answers_of(row, LONG_FORM.form), missing)
    following = next((n for n, one in enumerate(states, 1) if one.state != "Completed"), len(states))
    saved = saved_at(row)
    when = f"Saved {local(saved):%-d %b, %H:%M}. " if saved else ""
    things = "Nothing missing" if not missing else f"{len(missing)} things missing"
    return WorkRow(
        "Fair access referral",
        url_for("fap.form", referral=row.public_id),
        line=f"{when}{'1 thing missing' if len(missing) == 1 else things}.",
        child=_child(row),
        clock=Clock(f"Section {following} of {len(states)}"),
    )


def _under_way(actor: Actor) -> WorkList:
    found = lists.referrals_in(
        ("submitted", "accepted", "on_agenda", "deferred", "decided", "placed"), actor.settings
    )
    items = lists.items_of_referrals([row.id for row in found])
    places = lists.placements_by_referral([row.id for row in found])
    rows = [
        WorkRow(
            f"Referral {row.known_as}",
            _page(row),
            line=next_for(row, items.get(row.id), places.get(row.id), runs=False),
            child=_child(row),
            clock=_clock(row),
            tag=Tag(*STATES[row.status]),
        )
        for row in found
    ]
    return WorkList(
        "fap-sent",
        "Your referrals with the Fair Access team",
        rows,
        str(len(rows) or ""),
        "None is under way.",
        link=("All referrals", url_for("fap.referrals")),
        order=60,
    )


def _clock(row: Referral) -> Clock | None:
    clock = running_clock(row)
    return Clock(clock.words, clock.state, clock.detail) if clock else None


def _clocks() -> WorkList:
    found = open_table(Wanted(), None)
    named = settings_named(found.rows)
    rows = [
        WorkRow(str(row.reference), _page(row), named[row.setting_id], _child(row), _clock(row))
        for row in found.rows[:8]
    ]
    return WorkList(
        "fap-clocks",
        "Least time left of the 20 school days",
        rows,
        str(found.total or ""),
        "No clock is running.",
        link=("The desk", url_for("fap_desk.desk")),
        order=20,
    )


def _to_check() -> WorkList:
    found = sent_table(Wanted(state="submitted"), None)
    named = settings_named(found.rows)
    tried = tried_for(session().connection(), [row.id for row in found.rows])
    rows = [
        WorkRow(
            str(row.reference),
            _page(row),
            f"{named[row.setting_id]}. {' '.join(why_not_accepted(row, tried=row.id in tried))}",
            _child(row),
            tag=Tag("New", "accent"),
        )
        for row in found.rows[:8]
    ]
    return WorkList(
        "fap-new", "Sent in, to check", rows, str(found.total or ""), "Nothing waits to be checked.", order=30
    )


def _safety() -> WorkList:
    """For the safeguarding officer: settings that say "not safe given who is here now"."""
    found = lists.open_safety_answers()
    referrals = lists.referrals_by_id([row.referral_id for row in found])
    settings = settings_by_id({row.setting_id for row in found})
    rows = [
        WorkRow(
            f"{settings[row.setting_id].name}: not safe given who is there now",
            url_for("fap_panel.safety", answer=row.public_id),
            f"Referral {referrals[row.referral_id].known_as}. Rule whether the setting is right.",
            _child(referrals[row.referral_id]),
        )
        for row in found
        if row.referral_id in referrals
    ]
    return WorkList(
        "fap-safety",
        "Settings that say a place is not safe",
        rows,
        str(len(rows) or ""),
        "No setting waits for a ruling.",
        order=45,
    )


def _of_panel(actor: Actor) -> list[WorkList]:
    meeting = lists.next_meeting(actor.panels)
    rows = []
    if meeting is not None:
        words = calendar_for(None).words(meeting.meets_on, today())
        ready = meeting.status == "published"
        rows.append(
            WorkRow(
                meeting.title,
                url_for("fap_panel.meeting", meeting=meeting.public_id),
                f"{len(lists.agenda_of(meeting))} items." if ready else "The papers are not out yet.",
                clock=Clock(words.removesuffix(" left"), "normal", day_words(meeting.meets_on)),
            )
        )
    found = [WorkList("fap-meeting", "Next meeting", rows, empty="No meeting is planned.", order=20)]
    if Role.PANEL_CHAIR in actor.roles:
        found.append(_to_sign(actor))
    return found


def _to_sign(actor: Actor) -> WorkList:
    drafts = lists.drafts_to_sign(actor.panels)
    referrals = lists.referrals_by_id([row.referral_id for row in drafts])
    settings = settings_by_id({row.setting_id for row in drafts if row.setting_id})
    rows = [
        WorkRow(
            f"Decision on {referrals[row.referral_id].known_as}",
            url_for("fap_panel.sign", decision=row.public_id),
            f"{row.kind_words}{': ' + settings[row.setting_id].name if row.setting_id else ''}",
            _child(referrals[row.referral_id]),
            clock=_clock(referrals[row.referral_id]),
        )
        for row in drafts
        if row.referral_id in referrals
    ]
    rows += deciding_cards.outside_to_sign(actor)
    return WorkList(
        "fap-sign", "Decisions that wait for your signature", rows, str(len(rows) or ""), "None.", order=25
    )
