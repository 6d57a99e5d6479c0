"""A meeting and its agenda: planned, published, moved, cancelled, put in order, closed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap import actions, lists
from fap.actions.agenda import items_of, order_agenda, sort_agenda
from fap.actions.meetings import cancel_meeting, change_meeting, plan_again
from fap.asking import blank, read
from fap.models import Panel, PanelMeeting
from fap.pages import panel_forms
from fap.pages.asked_page import asked_page
from fap.pages.blueprints import panel_pages as pages
from fap.panel_picture import meeting_picture
from foundation.access.permissions import Permission
from foundation.questions import Answers
from foundation.store import current_actor, session

RUN, READ = Permission.RUN_FAIR_ACCESS, Permission.READ_PANEL
BOTH = ("GET", "POST")


def at(meeting: PanelMeeting) -> str:
    """The address of a meeting's page."""
    return url_for("fap_panel.meeting", meeting=meeting.public_id)


def _when(said: Answers) -> dict[str, Any]:
    return {
        "meets_on": dt.date.fromisoformat(said["meets_on"]),
        "deadline": dt.date.fromisoformat(said["deadline"]),
        "meets_at": said["meets_at"],
        "place": said.get("place", ""),
    }


@pages.page("/<panel>/meetings/new", needs=RUN, opens=Panel, methods=BOTH)
def new_meeting(panel: Panel) -> Any:
    """Plan a meeting of a panel."""
    usual = {"meets_at": panel.usual_time, "place": panel.usual_place}
    asked = (
        read(panel_forms.NEW_MEETING, request.form)
        if request.method == "POST"
        else blank(panel_forms.NEW_MEETING, usual)
    )
    if request.method == "POST" and asked.holds:
        try:
            made = actions.plan_meeting(current_actor(), panel, **_when(asked.answers))
            flash("The meeting was planned.", "success")
            return redirect(at(made))
        except ValueError as refused:
            asked = read(panel_forms.NEW_MEETING, request.form, {"meets_on": str(refused)})
    back = url_for("fap_panel.panel", panel=panel.public_id)
    return asked_page(asked, "Plan a meeting", caption=panel.name, back=back)


@pages.page("/meetings/<meeting>", needs=READ, opens=PanelMeeting)
def meeting(meeting: PanelMeeting) -> Any:
    """The agenda."""
    return render_template("fap/meeting.html", **meeting_picture(meeting, current_actor()))


@pages.page("/meetings/<meeting>/publish", needs=RUN, opens=PanelMeeting, methods=("POST",))
def publish(meeting: PanelMeeting) -> Any:
    """Open the agenda to the panel."""
    try:
        actions.publish_meeting(current_actor(), meeting)
        flash(
            "The agenda is published. The panel can read its referrals until the meeting is closed.",
            "success",
        )
    except ValueError as refused:
        flash(str(refused), "error")
    return redirect(at(meeting))


@pages.page("/meetings/<meeting>/close", needs=RUN, opens=PanelMeeting, methods=("POST",))
def close(meeting: PanelMeeting) -> Any:
    """Close the meeting; the panel reads its referrals no longer."""
    deferred = actions.close_meeting(current_actor(), meeting)
    words = f" {deferred} without a signed decision {'was' if deferred == 1 else 'were'} deferred."
    flash("The meeting is closed." + (words if deferred else ""), "success")
    return redirect(at(meeting))


@pages.page("/meetings/<meeting>/change", needs=RUN, opens=PanelMeeting, methods=BOTH)
def change_date(meeting: PanelMeeting) -> Any:
    """Hold it on another day, at another time or elsewhere."""
    contents = panel_forms.CHANGE_MEETING
    known = {
        "meets_on": meeting.meets_on.isoformat(),
        "deadline": meeting.deadline.isoformat(),
        "meets_at": meeting.meets_at,
        "place": meeting.place,
    }
    asked = read(contents, request.form) if request.method == "POST" else blank(contents, known)
    if request.method == "POST" and asked.holds:
        try:
            said = asked.answers
            change_meeting(current_actor(), meeting, **_when(said), reason=said["reason"])
            flash("The meeting was changed.", "success")
            return redirect(at(meeting))
        except ValueError as refused:
            session().rollback()
            asked = read(contents, request.form, {"meets_on": str(refused)})
    return asked_page(
        asked, "Change the meeting", back=at(meeting), button="Save the change", caption=meeting.title
    )


@pages.page("/meetings/<meeting>/cancel", needs=RUN, opens=PanelMeeting, methods=BOTH)
def cancel(meeting: PanelMeeting) -> Any:
    """Cancel it, and say where its items go."""
    others = {one.public_id: one for one in lists.meetings_to_come() if one.id != meeting.id}
    contents = panel_forms.cancel(list(others.values()), len(items_of(meeting)))
    asked = read(contents, request.form) if request.method == "POST" else blank(contents)
    if request.method == "POST" and asked.holds:
        try:
            to = others.get(asked.answers.get("to", ""))
            cancel_meeting(current_actor(), meeting, asked.answers["reason"], to)
            flash("The meeting is cancelled.", "success")
            return redirect(at(meeting))
        except ValueError as refused:
            session().rollback()
            asked = read(contents, request.form, {"reason": str(refused)})
    return asked_page(asked, "Cancel the meeting", back=at(meeting), caption=meeting.title)


@pages.page("/meetings/<meeting>/again", needs=RUN, opens=PanelMeeting, methods=("POST",))
def again(meeting: PanelMeeting) -> Any:
    """Hold a cancelled meeting after all."""
    plan_again(current_actor(), meeting)
    flash("The meeting is planned again.", "success")
    return redirect(at(meeting))


@pages.page("/meetings/<meeting>/order", needs=RUN, opens=PanelMeeting, methods=BOTH)
def order(meeting: PanelMeeting) -> Any:
    """Put the agenda in order: by the rule, or by hand."""
    if request.method == "GET":
        return render_template("fap/panels/order.html", **meeting_picture(meeting, current_actor()))
    if request.form.get("by") == "rule":
        sort_agenda(current_actor(), meeting)
        flash("The agenda is sorted by urgency.", "success")
    else:
        wanted = {
            item.id: int(number)
            for item in items_of(meeting)
            if (number := request.form.get(f"number-{item.public_id}", "").strip()).isdecimal()
        }
        order_agenda(current_actor(), meeting, wanted)
        flash("The agenda is in the order that you gave it.", "success")
    return redirect(at(meeting))
