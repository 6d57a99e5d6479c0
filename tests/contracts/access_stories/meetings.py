"""Meetings, a request for peer group information and a contextual review, in each story."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cases.meetings import actions
from cases.meetings.actions import ActionValues, Asked, CallValues
from cases.meetings.table_form import TABLE
from cases.peer_groups import actions as peers
from cases.review import actions as reviews
from cases.review.form import FORM as REVIEW
from foundation.answers import write_answers
from foundation.store import acting_as, now, today


def tell(story: Any) -> None:
    """A meeting that only the Education MASH sees, and one to which the setting is asked."""
    with acting_as(story.officer):
        meeting = _called(story, "hsb_multi_agency", case=story.case)
        write_answers(
            story.officer, meeting, TABLE, {"peer_situation": story.prose, "peer_risk": ["isolated"]}
        )
        story.put("child_meeting", meeting.reference)
        controls = {key: {"words": story.prose} for key in ("family", "peer", "school", "neighbourhood")}
        values = ActionValues(story.prose, "A. Worker", today() + dt.timedelta(days=9), controls=controls)
        story.put("meeting_action", actions.agree_action(story.officer, meeting, values).public_id)
        transition = _called(story, "transition")
        asked = Asked("school", "A. Head", "Head", story.setting.id)
        actions.invite(story.officer, transition, [asked])
        story.put("transition_meeting", transition.reference)
        _information(story)
        _review(story)


def _called(story: Any, kind: str, case: Any = None) -> Any:
    starts = now() + dt.timedelta(days=4)
    values = CallValues(kind, story.child.id, starts, chair="A. Chair", reason=story.prose)
    return actions.call_meeting(story.officer, values, case=case)


def _information(story: Any) -> None:
    values = peers.AskValues(
        child_id=story.child.id,
        service="youth_justice",
        assessment="youth_justice",
        purpose=story.prose,
        setting_id=story.setting.id,
    )
    asked = peers.ask(story.officer, story.case, values)
    story.put("peer_request", asked.reference)
    with acting_as(story.dsl):
        peers.answer(story.dsl, asked, {"aware": "yes", "names": story.prose}, "A. Lead")


def _review(story: Any) -> None:
    review = reviews.begin_review(story.officer, story.case)
    row = {"_id": "r0000000001", "code": "YP1", "part": ["complainant"]}
    write_answers(story.officer, review, REVIEW, {"young_people": [row], "summary": story.prose})
    story.put("contextual_review", review.reference)
