"""Where children are, to look at: two on one time line, one for paper, settings in counts, September."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from cases.models import Separation
from cases.showing import people, people_of_separations
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import today
from transitions import county, drawing, lists, moving_on, showing
from transitions.models import Alert
from transitions.pages.blueprint import pages


@pages.page("/separations/<separation>/where", needs=Permission.READ_CASES, opens=Separation)
def where(separation: Separation) -> Any:
    """The two children of a separation on one time line."""
    named = people_of_separations([separation])
    plans = lists.plans_of(separation.child_ids())
    case = lists.case_behind(separation)
    return render_template(
        "transitions/where.html",
        separation=separation,
        named=named,
        picture=drawing.of_separation(separation, case, plans, named),
    )


@pages.page("/alerts/<alert>/print/<int:which>", needs=Permission.READ_ALERTS, opens=Alert, kind="print")
def alert_print(alert: Alert, which: int) -> Any:
    """An alert for paper, about one child: the first or the second of those it is about."""
    children = alert.child_ids()
    if not 1 <= which <= len(children):
        abort(404)
    child = children[which - 1]
    settings = {kept["setting_id"] for kept in alert.evidence["stays"] if kept["child_id"] == child}
    named = lists.people_at([child], settings)
    plans = [plan for plan in lists.plans_of([child]) if plan.status == "in_force"]
    return render_template(
        "transitions/alert_print.html",
        alert=alert,
        child=child,
        named=named,
        plans=plans,
        lines=showing.evidence_of_one(alert, child, named),
        picture=drawing.of_one_child(child, alert.day, plans, named),
    )


@pages.page("/county", needs=Permission.READ_ALERTS)
def county_view() -> Any:
    """Settings in counts, as a table and as a picture."""
    found = county.places()
    return render_template(
        "transitions/county.html",
        places=found,
        marks=county.marks(found),
        width=county.WIDTH,
        height=county.HEIGHT,
    )


@pages.page("/moving-on", needs=Permission.READ_ALERTS)
def moving_on_page() -> Any:
    """The pairs of whom one moves on next September, or the one after."""
    later = Reading(request.args).known("later", ("yes",)) == "yes"
    year = moving_on.next_september(today(), int(later))
    found = moving_on.transfers(year)
    return render_template(
        "transitions/moving_on.html",
        year=year,
        later=later,
        found=found,
        standings=moving_on.STANDINGS,
        named=people([next_one.child_id for pair in found for next_one in (pair.one, pair.other)]),
    )
