"""What this room puts on the home page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from cases.peer_groups import lists
from cases.peer_groups.models import PeerRequest
from cases.peer_groups.words import ASSESSMENTS, STATES
from cases.showing import day, people
from foundation.access.permissions import Permission
from foundation.access.work import Clock, Tag, WorkList, WorkRow
from foundation.store import Actor, today
from foundation.store.calendar import calendar_for

MOST = 8
SOON_SCHOOL_DAYS = 1


def cards(actor: Actor) -> list[WorkList]:
    """For a setting: what it is asked. For the Education MASH: what is late, and where feedback is due."""
    if actor.may(Permission.WRITE_CASES):
        found = [*(one for one in lists.waiting("asked") if one.due_on < today()), *_to_tell(actor)]
        return [_card("Peer group information to see to", found)] if found else []
    if actor.may(Permission.ANSWER_PEER_REQUESTS):
        found = list(lists.waiting("asked"))
        return [_card("Peer group information you are asked for", found)] if found else []
    return []


def _to_tell(actor: Actor) -> list[PeerRequest]:
    return [one for one in lists.waiting("answered") if one.asked_by_id == actor.account_id]


def _card(title: str, found: Sequence[PeerRequest]) -> WorkList:
    link = ("All requests", url_for("peer_groups.requests"))
    return WorkList("peers", title, request_rows(found[:MOST]), str(len(found)), link=link, order=24)


def provider_words(request: PeerRequest, setting: str) -> str:
    """Who is asked."""
    return setting or request.provider


def request_clock(request: PeerRequest) -> Clock | None:
    """School days of the provider's own calendar until the answer is due."""
    if request.status != "asked":
        return None
    calendar = calendar_for(request.setting_id)
    left = calendar.between(today(), request.due_on)
    state = "over" if request.due_on < today() else "soon" if left <= SOON_SCHOOL_DAYS else "normal"
    return Clock(calendar.words(request.due_on, today()), state, f"due {day(request.due_on)}")


def request_rows(found: Sequence[PeerRequest]) -> list[WorkRow]:
    """A row for each request; nothing that was asked or answered."""
    named = people([one.child_id for one in found], [one.setting_id for one in found])
    return [
        WorkRow(
            f"{one.reference}, asked of {provider_words(one, named.place(one.setting_id))}",
            url_for("peer_groups.request_page", peer_request=one.reference),
            f"For: {ASSESSMENTS[one.assessment].lower()}.",
            named.name(one.child_id),
            request_clock(one),
            Tag(*STATES[one.status]),
        )
        for one in found
    ]
