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


def navigation(actor: Actor) -> list[dict[str, Any]]:
    """What this person may open, in order; the present one is marked."""
    present = (request.endpoint or "").split(".")[0]
    made = []
    for text, endpoint, permission in LINKS:
        if not actor.may(permission) or endpoint not in current_app.view_functions:
            continue
        if any((role, endpoint) in HIDDEN_FROM for role in actor.roles):
            continue
        same_page = request.endpoint == endpoint
        only_one = sum(e.startswith(f"{present}.") for _, e, p in LINKS if actor.may(p)) == 1
        current = same_page or (only_one and endpoint.startswith(f"{present}."))
        made.append({"text": text, "href": url_for(endpoint), "current": current})
    return made
