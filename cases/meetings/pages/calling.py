"""Calling a meeting, who is asked to it, calling it off, and a strategy meeting that is not held."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases.meetings import actions, showing, slots
from cases.meetings.actions import Asked, CallValues
from cases.meetings.lists import meeting_by_reference
from cases.meetings.models import Meeting
from cases.meetings.pages.blueprint import pages
from cases.meetings.words import NOT_ENOUGH, NOT_HELD, SHARED_KINDS, agencies, kinds
from cases.models import Case
from cases.showing import people
from cases.words import ROLES_SHORT
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.questions import TimeKind
from foundation.questions.question import Given
from foundation.store import current_actor, today
from foundation.store.clock import LONDON
from roll.lists import open_settings, own_child_by_upn, setting_by_id, setting_by_urn, settings_by_name
from roll.models import Setting

EMPTY_LINES, MOST_LINES = 4, 40


def _kinds() -> dict[str, str]:
    """The kinds that the person may call."""
    every = kinds()
    if current_actor().may(Permission.WRITE_CASES):
        return every
    return {code: words for code, words in every.items() if code in SHARED_KINDS}


@pages.page("/meetings/call", needs=Permission.WRITE_MEETINGS, methods=("GET", "POST"))
def call() -> Any:
    """Call a meeting for a child who is not, or not yet, in a case; a referral can be named."""
    return _called(Reading(request.form), None)


@pages.page("/cases/<case>/meetings/call", needs=Permission.WRITE_CASES, opens=Case, methods=("GET", "POST"))
def call_for_case(case: Case) -> Any:
    """Call a meeting for one child of a case; beside another meeting when `beside` names one."""
    return _called(Reading(request.form), case)


def _called(form: Reading, case: Case | None) -> Any:
    if request.method == "POST":
        values = _read(form, case)
        twin = meeting_by_reference(form.text("beside", "the meeting beside this one"))
        if values is not None and not form.errors:
            try:
                made = actions.call_meeting(current_actor(), values, case=case, twin_of=twin)
            except ValueError as refused:
                form.refuse("child" if case else "upn", str(refused))
            else:
                flash("The meeting is called. Now say who is asked.", "success")
                return redirect(url_for("meetings.invited", child_meeting=made.reference))
    typed = form.posted or Reading(request.args).posted
    page = render_template(
        "cases/meetings/call.html",
        case=case,
        children=_children(case),
        kinds=_kinds(),
        agencies=agencies(),
        typed=typed,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


def _children(case: Case | None) -> dict[str, str]:
    """The children of a case: public id to name and part."""
    if case is None:
        return {}
    named = people(case.child_ids())
    known = [(named.children.get(party.child_id), party) for party in case.parties]
    return {child.public_id: f"{child.name} ({ROLES_SHORT[party.role]})" for child, party in known if child}


def _read(form: Reading, case: Case | None) -> CallValues | None:
    kind = form.choice("kind", "the kind of meeting", _kinds())
    child_id = _child_id(form, case)
    starts = _starts(form)
    values = {
        "place": form.text("place", "where it is held", longest=200),
        "chair": form.text("chair", "who chairs it", required=True),
        "chair_agency": form.choice("chair_agency", "the agency of the chair", agencies(), required=False),
        "reason": form.narrative("reason", "why it is called", required=True),
        "referral_reference": form.text("referral", "the referral", longest=30).upper() or None,
    }
    if not (kind and child_id and starts):
        return None
    return CallValues(kind=kind, child_id=child_id, starts_at=starts, **values)  # type: ignore[arg-type]


def _child_id(form: Reading, case: Case | None) -> int | None:
    if case is None:
        number, referral = form.text("upn", "the UPN"), form.text("referral", "the referral", longest=30)
        known = (
            slots.child_of_referral(referral.upper(), current_actor()) if referral and not number else None
        )
        if known is not None:
            return known
        child = own_child_by_upn(number)
        if child is None:
            form.refuse("upn", "Enter a UPN that is known, or name the referral of the child below")
        return child.id if child else None
    chosen = form.choice("child", "the child it is about", _children(case))
    found = people(case.child_ids()).children.values()
    return next((child.id for child in found if child.public_id == chosen), None)


def _starts(form: Reading) -> dt.datetime | None:
    day = form.date("day", "The date", required=True)
    parsed = TimeKind("time", "Time").parse(form.posted, "time", Given(today=today()))
    if not parsed.value:
        form.refuse("time", parsed.wrong or "Enter the time, such as 10:00")
        return None
    return dt.datetime.combine(day, dt.time.fromisoformat(parsed.value), tzinfo=LONDON) if day else None


@pages.page(
    "/meetings/<child_meeting>/invited",
    needs=Permission.WRITE_MEETINGS,
    opens=Meeting,
    methods=("GET", "POST"),
)
def invited(child_meeting: Meeting) -> Any:
    """Who is asked, by agency, beside those whom the guidance expects."""
    form = Reading(request.form)
    if child_meeting.status != "called":
        flash("The meeting is over: who was there is kept as it is.", "error")
        return redirect(url_for("meetings.meeting", child_meeting=child_meeting.reference))
    if request.method == "POST":
        asked = _asked(form, child_meeting)
        if not form.errors:
            actions.invite(current_actor(), child_meeting, asked)
            flash("Saved who is asked.", "success")
            return redirect(url_for("meetings.meeting", child_meeting=child_meeting.reference))
    page = render_template(
        "cases/meetings/invited.html",
        meeting=child_meeting,
        named=people([child_meeting.child_id]),
        places=showing.places(child_meeting),
        quorum=showing.asked_quorum(child_meeting),
        rows=_rows(child_meeting),
        agencies=agencies(),
        settings=open_settings(),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


def _rows(meeting: Meeting) -> list[dict[str, str]]:
    """Lines of the form: who is asked, or at first a line for each expected agency; then empty ones."""
    known = [
        {
            "agency": row.agency,
            "name": row.name,
            "title": row.title,
            "key": str(row.id),
            "setting": setting.urn if (setting := setting_by_id(row.setting_id)) else "",
        }
        for row in meeting.invitees
    ]
    if not known:
        for place in showing.places(meeting):
            agency = next(iter(sorted(place.agencies))) if len(place.agencies) == 1 else ""
            known += [{"agency": agency}] * (place.number if agency else 0)
    return [*known, *[{}] * EMPTY_LINES]


def _setting_of(form: Reading, number: int) -> Setting | None:
    """The setting by its URN or its whole name; refused when it is typed and not known."""
    typed = form.text(f"setting-{number}", "the setting")
    if not typed:
        return None
    named = [found for found in settings_by_name(typed) if found.name.casefold() == typed.casefold()]
    found = setting_by_urn(typed) or (named[0] if len(named) == 1 else None)
    if found is None:
        form.refuse(f"setting-{number}", "Enter the URN or the whole name of a setting")
    return found


def _asked(form: Reading, meeting: Meeting) -> list[Asked]:
    own = {str(row.id): row.id for row in meeting.invitees}
    found = []
    for number in range(MOST_LINES):
        agency = form.choice(f"agency-{number}", "the agency", agencies(), required=False)
        name = form.text(f"name-{number}", "the name")
        title = form.text(f"title-{number}", "the role")
        setting = _setting_of(form, number)
        if (name or title or setting) and not agency:
            form.refuse(f"agency-{number}", "Choose the agency")
        if agency:
            key = own.get(form.posted.get(f"key-{number}", ""))
            found.append(Asked(agency, name, title, setting.id if setting else None, key))
    return found


@pages.page(
    "/meetings/<child_meeting>/cancel",
    needs=Permission.WRITE_MEETINGS,
    opens=Meeting,
    methods=("GET", "POST"),
)
def cancel(child_meeting: Meeting) -> Any:
    """Call it off, with the reason."""
    form = Reading(request.form)
    if child_meeting.status != "called":
        flash("Only a meeting that was not held yet can be called off.", "error")
        return redirect(url_for("meetings.meeting", child_meeting=child_meeting.reference))
    if request.method == "POST":
        reason = form.narrative("reason", "the reason", required=True)
        if not form.errors:
            try:
                actions.cancel_meeting(current_actor(), child_meeting, reason)
            except ValueError as refused:
                form.refuse("reason", str(refused))
            else:
                flash("The meeting is called off.", "success")
                return redirect(url_for("meetings.meeting", child_meeting=child_meeting.reference))
    page = render_template(
        "cases/meetings/cancel.html",
        meeting=child_meeting,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page(
    "/cases/<case>/meetings/not-held", needs=Permission.WRITE_CASES, opens=Case, methods=("GET", "POST")
)
def not_held(case: Case) -> Any:
    """A strategy meeting was considered for one child and is not held: why, and which manager decided."""
    form = Reading(request.form)
    if request.method == "POST":
        child_id = _child_id(form, case)
        values = {
            "code": form.choice("code", "why it is not held", NOT_HELD),
            "reason": form.narrative("reason", "what was weighed", required=True),
            "manager": form.text("manager", "the manager who decides", required=True),
        }
        if child_id and not form.errors:
            try:
                made = actions.record_not_held(current_actor(), case, child_id=child_id, **values)
            except ValueError as refused:
                form.refuse("reason", str(refused))
            else:
                flash("The decision is kept with its reason.", "success")
                return redirect(url_for("meetings.meeting", child_meeting=made.reference))
    page = render_template(
        "cases/meetings/not_held.html",
        case=case,
        children=_children(case),
        reasons=NOT_HELD,
        not_enough=[NOT_HELD[code].lower() for code in NOT_HELD if code in NOT_ENOUGH],
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200
