"""The bar of links under the masthead, for each person."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for

from foundation.access.permissions import Permission
from foundation.store import Actor

P = Permission
LINKS: tuple[tuple[str, str, Permission], ...] = (
    ("Your work", "home.home", P.HOME),
    ("Alerts", "transitions.alerts", P.READ_ALERTS),
    ("Letters", "transitions.letters", P.READ_DISCLOSURES),
    ("Fair access desk", "fap_desk.desk", P.RUN_FAIR_ACCESS),
    ("Referrals", "fap.referrals", P.WRITE_REFERRALS),
    ("Panels", "fap_panel.panels", P.READ_PANEL),
    ("Fair access figures", "fap_desk.annual", P.ALL_REFERRALS),
    ("Education MASH", "cases.queue", P.WRITE_CASES),
    ("Cases", "cases.cases", P.READ_CASES),
    ("Separations", "cases.separations", P.READ_CASES),
    ("Meetings", "meetings.meetings", P.READ_MEETINGS),
    ("Peer groups", "peer_groups.requests", P.ANSWER_PEER_REQUESTS),
    ("Safety plans", "safetyplans.plans", P.READ_PLANS),
    ("Placement check", "transitions.placement_check", P.CHECK_PLACEMENTS),
    ("Children", "roll.children", P.FIND_CHILDREN),
    ("Needs matrix", "needs.matrix", P.READ_MATRIX),
    ("Audits", "audits.audits", P.AUDIT),
    ("Accounts", "admin.accounts", P.MANAGE_ACCOUNTS),
    ("Council decisions", "admin.decided", P.DECIDE),
    ("Settings", "roll_settings.settings", P.IMPORT_SETTINGS),
    ("Roll files", "transitions.rolls", P.IMPORT_ROLLS),
    ("Imports", "admin.imports", P.IMPORT_ROLLS),
    ("Outbox", "admin.outbox", P.READ_OUTBOX),
    ("Who looked", "records.openings", P.READ_TRAIL),
)
HIDDEN_FROM = {
    ("dsl", "transitions.placement_check"),
    ("safeguarding_officer", "transitions.letters"),
    ("safeguarding_officer", "cases.queue"),
}
BELONGS_TO = {
    "transitions.assurance": "transitions.alerts",
    "transitions.assurance_list": "transitions.alerts",
    "transitions.county_view": "transitions.alerts",
    "transitions.moving_on_page": "transitions.alerts",
}
"""Pages that are reached from another one and whose address does not say so."""


def navigation(actor: Actor) -> list[dict[str, Any]]:
    """What this person may open, in order; the present one is marked."""
    made = []
    for text, endpoint, permission in LINKS:
        if not actor.may(permission) or endpoint not in current_app.view_functions:
            continue
        if any((role, endpoint) in HIDDEN_FROM for role in actor.roles):
            continue
        made.append({"text": text, "href": url_for(endpoint), "endpoint": endpoint, "current": False})
    present = _present(made)
    if present is not None:
        present["current"] = True
    return made


def _present(links: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The link to this page; else the one that its address goes on; else the only one of its room."""
    here = BELONGS_TO.get(request.endpoint or "", request.endpoint or "")
    room = here.split(".")[0]
    above = [link for link in links if f"{request.path}/".startswith(f"{link['href']}/")]
    of_room = [link for link in links if link["endpoint"].split(".")[0] == room]
    for link in links:
        if link["endpoint"] == here:
            return link
    if above:
        return max(above, key=lambda link: len(link["href"]))
    return of_room[0] if len(of_room) == 1 else None
