"""Panels, how each works, and its calendar of a year."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap import actions
from fap.actions.meetings import PanelValues, change_panel, plan_year
from fap.asking import blank, read
from fap.models import Panel
from fap.pages import panel_forms
from fap.pages.asked_page import asked_page
from fap.pages.blueprints import panel_pages as pages
from fap.panel_picture import panel_picture, panels_picture
from fap.panels.calendar_page import year_picture
from foundation.access.permissions import Permission
from foundation.questions import Answers
from foundation.store import current_actor, session

RUN, READ = Permission.RUN_FAIR_ACCESS, Permission.READ_PANEL
BOTH = ("GET", "POST")


@pages.page("", needs=READ)
def panels() -> Any:
    """The panels and their meetings."""
    return render_template("fap/panels.html", **panels_picture(current_actor()))


@pages.page("/new", needs=RUN, methods=BOTH)
def new_panel() -> Any:
    """Set up a panel."""
    contents = panel_forms.NEW_PANEL
    asked = read(contents, request.form) if request.method == "POST" else blank(contents)
    if request.method == "POST" and asked.holds:
        said = asked.answers
        try:
            made = actions.make_panel(
                current_actor(), name=said["name"], phase=said["phase"], district=said.get("district", "")
            )
            flash("The panel was set up. Its members are assigned by the administrator.", "success")
            return redirect(url_for("fap_panel.panel", panel=made.public_id))
        except ValueError as refused:
            asked = read(contents, request.form, {"name": str(refused)})
    return asked_page(asked, "Set up a panel", back=url_for("fap_panel.panels"))


@pages.page("/<panel>", needs=READ, opens=Panel)
def panel(panel: Panel) -> Any:
    """How a panel works, who sits on it, and its calendar."""
    return render_template("fap/panels/panel.html", **panel_picture(panel, current_actor()))


@pages.page("/<panel>/change", needs=RUN, opens=Panel, methods=BOTH)
def change(panel: Panel) -> Any:
    """Change name, quorum, and what is usual for its meetings."""
    back = url_for("fap_panel.panel", panel=panel.public_id)
    contents = panel_forms.CHANGE_PANEL
    asked = read(contents, request.form) if request.method == "POST" else blank(contents, _known(panel))
    if request.method == "POST" and asked.holds:
        try:
            change_panel(current_actor(), panel, _values(asked.answers))
            flash("How the panel works was changed.", "success")
            return redirect(back)
        except ValueError as refused:
            session().rollback()
            asked = read(contents, request.form, {"name": str(refused)})
    return asked_page(
        asked, "Change how the panel works", back=back, button="Save the changes", caption=panel.name
    )


def _known(panel: Panel) -> Answers:
    names = ("name", "phase", "district", "quorum_of", "usual_time", "usual_place")
    known = {name: getattr(panel, name) for name in names}
    numbers = {"quorum": panel.quorum, "deadline_days": panel.deadline_days}
    return known | {name: str(value) for name, value in numbers.items() if value is not None}


def _values(said: Answers) -> PanelValues:
    return PanelValues(
        name=said["name"],
        phase=said["phase"],
        district=said.get("district", ""),
        quorum=int(said["quorum"]) if said.get("quorum") else None,
        quorum_of=said["quorum_of"],
        deadline_days=int(said["deadline_days"]),
        usual_time=said["usual_time"],
        usual_place=said.get("usual_place", ""),
    )


@pages.page("/<panel>/year", needs=RUN, opens=Panel, methods=BOTH)
def year(panel: Panel) -> Any:
    """Plan the meetings of a year by a pattern; each day can be left out before it is planned."""
    shown = year_picture(panel, request.values)
    if request.method == "POST":
        try:
            days = [dt.date.fromisoformat(value) for value in request.form.getlist("day")]
            made = plan_year(current_actor(), panel, days)
            number = len(made)
            flash(f"{number} {'meeting was' if number == 1 else 'meetings were'} planned.", "success")
            return redirect(url_for("fap_panel.panel", panel=panel.public_id))
        except ValueError as refused:
            session().rollback()
            shown["error_list"].append({"text": str(refused), "href": "#days" if shown["days"] else "#first"})
    page = render_template("fap/panels/year.html", **shown)
    return page, 422 if request.method == "POST" else 200
