"""What this room offers on the case page."""

from __future__ import annotations

from flask import url_for

from cases import slots
from cases.models import Case
from cases.review.lists import reviews_of_case
from cases.review.long_form import STATES
from cases.showing import day
from foundation.access.permissions import Permission
from foundation.access.work import Start, Tag, WorkList, WorkRow
from foundation.store import Actor


def begin_button(case: Case, actor: Actor) -> list[Start]:
    """On the case page: review it."""
    if not actor.may(Permission.WRITE_CASES):
        return []
    return [Start("Begin a contextual review", url_for("case_review.begin", case=case.reference), 60)]


def reviews_on_case(case: Case, actor: Actor) -> WorkList | None:
    """On the case page: its reviews; left out while there is none."""
    found = reviews_of_case(case)
    if not found or not actor.may(Permission.READ_CASES):
        return None
    rows = [
        WorkRow(
            f"Contextual review {one.reference}",
            url_for("case_review.review", contextual_review=one.reference),
            f"Begun {day(one.begun_on)}.",
            tag=Tag(*STATES[one.status]),
        )
        for one in found
    ]
    return WorkList("reviews", "Contextual reviews", rows, order=60)


def listen() -> None:
    """Fasten the offers."""
    slots.case_actions(begin_button)
    slots.case_sections(reviews_on_case)
