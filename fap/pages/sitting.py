"""What is recorded of a meeting: who was there, the minutes, what is to be done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for

from fap.actions.sitting import (
    PRESENCE,
    agree_action,
    finish_action,
    may_record,
    record_attendance,
    write_minutes,
)
from fap.asking import blank, read
from fap.lists import agenda_of
from fap.minutes_picture import attendance_picture, minutes_picture
from fap.models import PanelAction, PanelMeeting
from fap.pages import panel_forms
from fap.pages.agenda import at
from fap.pages.asked_page import asked_page
from fap.pages.blueprints import panel_pages as pages
from foundation.access.permissions import Permission
from foundation.paper import render_pdf
from foundation.store import current_actor, now, session

RUN, READ, SIGN = Permission.RUN_FAIR_ACCESS, Permission.READ_PANEL, Permission.SIGN_DECISIONS
BOTH = ("GET", "POST")
MOST_GUESTS = 8


def _demand(meeting: PanelMeeting) -> None:
    if not may_record(current_actor(), meeting):
        abort(403)


@pages.page("/meetings/<meeting>/attendance", needs=(RUN, SIGN), opens=PanelMeeting, methods=BOTH)
def attendance(meeting: PanelMeeting) -> Any:
    """Record who is there, who sent apologies, and guests."""
    _demand(meeting)
    if request.method == "GET":
        return render_template("fap/panels/attendance.html", **attendance_picture(meeting))
    names = (name.removeprefix("member-") for name in request.form if name.startswith("member-"))
    said = {int(name): request.form[f"member-{name}"] for name in names if name.isdecimal()}
    guests = [request.form.get(f"guest-{n}", "") for n in range(1, MOST_GUESTS + 1)]
    try:
        known = {key: presence for key, presence in said.items() if presence in PRESENCE}
        record_attendance(current_actor(), meeting, known, guests)
        flash("Who was there is recorded.", "success")
        return redirect(at(meeting))
    except ValueError as refused:
        session().rollback()
        error = [{"text": str(refused), "href": "#attendance"}]
        shown = attendance_picture(meeting, said, guests)
        return render_template("fap/panels/attendance.html", error_list=error, **shown), 422


@pages.page("/meetings/<meeting>/minutes", needs=READ, opens=PanelMeeting)
def minutes(meeting: PanelMeeting) -> Any:
    """The minutes as they stand."""
    return render_template("fap/panels/minutes.html", **minutes_picture(meeting, current_actor()))


@pages.page("/meetings/<meeting>/minutes.pdf", needs=READ, opens=PanelMeeting, kind="print")
def minutes_pdf(meeting: PanelMeeting) -> Any:
    """The minutes on paper: referrals by number, no child's name."""
    made = render_pdf(
        "paper/panel_minutes.html",
        minutes_picture(meeting, current_actor()),
        reference=f"Minutes {meeting.meets_on.isoformat()}",
        version="as they stand",
        printed_by=current_actor().name,
        printed_at=now(),
        watermark=None if meeting.status == "closed" else "Draft",
    )
    response = Response(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="minutes-{meeting.meets_on}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@pages.page("/meetings/<meeting>/notes", needs=(RUN, SIGN), opens=PanelMeeting, methods=BOTH)
def notes(meeting: PanelMeeting) -> Any:
    """What the minutes say beside the items."""
    _demand(meeting)
    contents = panel_forms.NOTES
    asked = (
        read(contents, request.form)
        if request.method == "POST"
        else blank(contents, {"notes": meeting.notes})
    )
    back = url_for("fap_panel.minutes", meeting=meeting.public_id)
    if request.method == "POST" and asked.holds:
        write_minutes(current_actor(), meeting, asked.answers.get("notes") or "")
        flash("The minutes were saved.", "success")
        return redirect(back)
    return asked_page(asked, "Write the minutes", back=back, button="Save the minutes", caption=meeting.title)


@pages.page("/meetings/<meeting>/actions/new", needs=(RUN, SIGN), opens=PanelMeeting, methods=BOTH)
def new_action(meeting: PanelMeeting) -> Any:
    """Write down what somebody is asked to do."""
    _demand(meeting)
    items = {item.public_id: item for item in agenda_of(meeting)}
    contents = panel_forms.action({key: f"Item {item.number}" for key, item in items.items()})
    asked = read(contents, request.form) if request.method == "POST" else blank(contents)
    back = url_for("fap_panel.minutes", meeting=meeting.public_id)
    if request.method == "POST" and asked.holds:
        said = asked.answers
        try:
            agree_action(
                current_actor(),
                meeting,
                words=said["words"],
                who=said["who"],
                due_on=dt.date.fromisoformat(said["due_on"]) if said.get("due_on") else None,
                item=items.get(said["item"]),
            )
            flash("The action stands in the minutes.", "success")
            return redirect(back)
        except ValueError as refused:
            asked = read(contents, request.form, {"words": str(refused)})
    return asked_page(asked, "Add an action", back=back, caption=meeting.title)


@pages.page("/actions/<panel_action>/done", needs=RUN, opens=PanelAction, methods=("POST",))
def action_done(panel_action: PanelAction) -> Any:
    """It was done."""
    try:
        finish_action(current_actor(), panel_action)
        flash("The action is done.", "success")
    except ValueError as refused:
        flash(str(refused), "error")
    meeting = session().get_one(PanelMeeting, panel_action.meeting_id)
    return redirect(url_for("fap_panel.minutes", meeting=meeting.public_id))
