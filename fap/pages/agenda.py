"""Panels, their meetings and agendas."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap import actions
from fap.asking import blank, read
from fap.models import Panel, PanelMeeting
from fap.pages import step_forms
from fap.pages.asked_page import asked_page
from fap.pages.blueprints import panel_pages as pages
from fap.panel_picture import meeting_picture, panels_picture
from foundation.access.permissions import Permission
from foundation.store import current_actor

RUN, READ = Permission.RUN_FAIR_ACCESS, Permission.READ_PANEL
BOTH = ("GET", "POST")


@pages.page("", needs=READ)
def panels() -> Any:
    """The panels and their meetings."""
    return render_template("fap/panels.html", **panels_picture(current_actor()))


@pages.page("/new", needs=RUN, methods=BOTH)
def new_panel() -> Any:
    """Set up a panel."""
    asked = read(step_forms.NEW_PANEL, request.form) if request.method == "POST" else None
    if asked and asked.holds:
        try:
            actions.make_panel(current_actor(), name=asked.answers["name"], phase=asked.answers["phase"])
            flash("The panel was set up. Its members are assigned by the administrator.", "success")
            return redirect(url_for("fap_panel.panels"))
        except ValueError as refused:
            asked = read(step_forms.NEW_PANEL, request.form, {"name": str(refused)})
    return asked_page(
        asked or blank(step_forms.NEW_PANEL), "Set up a panel", back=url_for("fap_panel.panels")
    )


@pages.page("/<panel>/meetings/new", needs=RUN, opens=Panel, methods=BOTH)
def new_meeting(panel: Panel) -> Any:
    """Plan a meeting of a panel."""
    asked = read(step_forms.NEW_MEETING, request.form) if request.method == "POST" else None
    if asked and asked.holds:
        said = asked.answers
        try:
            made = actions.plan_meeting(
                current_actor(),
                panel,
                meets_on=dt.date.fromisoformat(said["meets_on"]),
                deadline=dt.date.fromisoformat(said["deadline"]),
                meets_at=said["meets_at"],
                place=said.get("place", ""),
            )
            flash("The meeting was planned.", "success")
            return redirect(url_for("fap_panel.meeting", meeting=made.public_id))
        except ValueError as refused:
            asked = read(step_forms.NEW_MEETING, request.form, {"meets_on": str(refused)})
    asked = asked or blank(step_forms.NEW_MEETING, {"meets_at": "10:00"})
    return asked_page(asked, "Plan a meeting", back=url_for("fap_panel.panels"), caption=panel.name)


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
    return redirect(url_for("fap_panel.meeting", meeting=meeting.public_id))


@pages.page("/meetings/<meeting>/close", needs=RUN, opens=PanelMeeting, methods=("POST",))
def close(meeting: PanelMeeting) -> Any:
    """Close the meeting; the panel reads its referrals no longer."""
    deferred = actions.close_meeting(current_actor(), meeting)
    words = f" {deferred} without a signed decision {'was' if deferred == 1 else 'were'} deferred."
    flash("The meeting is closed." + (words if deferred else ""), "success")
    return redirect(url_for("fap_panel.meeting", meeting=meeting.public_id))
