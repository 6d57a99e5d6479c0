"""A meeting is held: attendance and quorum, minutes, the table of the meeting before."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug import Response

from cases.meetings import actions, showing
from cases.meetings.actions.holding import quorum_of
from cases.meetings.models import Meeting
from cases.meetings.pages.blueprint import pages
from cases.meetings.words import ATTENDED, agencies
from cases.showing import day, people
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from foundation.trail import IllegalMove


def back(meeting: Meeting) -> Response:
    """To the page of the meeting."""
    return redirect(url_for("meetings.meeting", child_meeting=meeting.reference))


@pages.page(
    "/meetings/<child_meeting>/held", needs=Permission.WRITE_MEETINGS, opens=Meeting, methods=("GET", "POST")
)
def held(child_meeting: Meeting) -> Any:
    """Say that it was held and who was there; what is missing for the quorum is shown before it is saved."""
    form = Reading(request.form)
    if child_meeting.status != "called":
        flash("Whether this meeting was held is on record already.", "error")
        return back(child_meeting)
    if request.method == "POST":
        attended = {
            row.id: form.choice(f"attended-{row.id}", "whether they attended", ATTENDED)
            for row in child_meeting.invitees
        }
        reason = form.narrative("reason", "why it went ahead")
        if not form.errors:
            missing = quorum_of(child_meeting, attended).missing
            if missing and not reason:
                words = (
                    f"Not quorate without {', '.join(missing).lower()}. Say why it went ahead all the same"
                )
                form.refuse("reason", words)
            else:
                actions.hold_meeting(current_actor(), child_meeting, attended, reason)
                flash(f"Kept. The minutes are due by {day(child_meeting.minutes_due)}.", "success")
                return redirect(url_for("meetings.minutes", child_meeting=child_meeting.reference))
    page = render_template(
        "cases/meetings/held.html",
        meeting=child_meeting,
        named=people([child_meeting.child_id]),
        starts=showing.starts(child_meeting),
        places=showing.places(child_meeting),
        agencies=agencies(),
        attended=ATTENDED,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page(
    "/meetings/<child_meeting>/minutes",
    needs=Permission.WRITE_MEETINGS,
    opens=Meeting,
    methods=("GET", "POST"),
)
def minutes(child_meeting: Meeting) -> Any:
    """Write what was said to each point, and what was decided; settle it when it is done."""
    form = Reading(request.form)
    if child_meeting.status not in {"called", "held"}:
        flash("The minutes can no longer be changed.", "error")
        return back(child_meeting)
    points = showing.agenda(child_meeting)
    if request.method == "POST":
        said = {point.code: form.narrative(f"said-{point.code}", point.title.lower()) for point in points}
        decisions = form.narrative("decisions", "the decisions")
        if not form.errors:
            actions.write_minutes(current_actor(), child_meeting, said, decisions)
            if request.form.get("then") != "agree":
                flash("Saved.", "success")
                return back(child_meeting)
            try:
                actions.agree_minutes(current_actor(), child_meeting)
            except IllegalMove:
                form.refuse("decisions", "First say that the meeting was held, and who was there")
            except ValueError as refused:
                form.refuse("decisions", str(refused))
            else:
                flash("The minutes are agreed.", "success")
                return back(child_meeting)
    page = render_template(
        "cases/meetings/minutes.html",
        meeting=child_meeting,
        named=people([child_meeting.child_id]),
        starts=showing.starts(child_meeting),
        points=points,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page(
    "/meetings/<child_meeting>/received", needs=Permission.READ_MEETINGS, opens=Meeting, methods=("POST",)
)
def received(child_meeting: Meeting) -> Any:
    """A setting confirms what it received after a transition meeting."""
    form = Reading(request.form)
    words = form.narrative("received", "what was received", required=True)
    if form.errors:
        flash("Write down what was received, and what is still missing.", "error")
        return back(child_meeting)
    actions.confirm_receipt(current_actor(), child_meeting, words)
    flash("The handover is confirmed.", "success")
    return back(child_meeting)


@pages.page(
    "/meetings/<child_meeting>/carry-over", needs=Permission.WRITE_CASES, opens=Meeting, methods=("POST",)
)
def carry_over(child_meeting: Meeting) -> Any:
    """Begin the contextual table with what the meeting before found."""
    before = actions.carry_over(current_actor(), child_meeting)
    if before is None:
        flash("There is no earlier table to begin with, or this one is begun already.", "error")
    else:
        flash(f"The table begins with what {before.reference} found. Change what has shifted.", "success")
    return back(child_meeting)
