"""The panel's word on a decision that was signed outside a meeting.

It stands on the agenda of the panel's next meeting by itself; what one does not reach goes on to the next.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from fap.after.lists import expected_there
from fap.chairs import may_write_decision
from fap.deciding_events import AskedToRatify, BackToPanel, DecisionNotRatified, DecisionRatified
from fap.deciding_lists import ratifications_at, waiting_for, waiting_later
from fap.lists import placement_of
from fap.models import AgendaItem, Decision, PanelMeeting, Placement, Ratification, Referral
from fap.models.reach import OFF_AGENDA
from fap.placement_events import PlaceEnded
from fap.rights import NotAllowed, fresh, out_of_sight, reason_of, tell_role
from foundation.access.permissions import Role
from foundation.store import Actor, now, session, today
from foundation.trail import record
from roll.actions import withdraw_expectation
from transitions.sweep import sweep

ONWARD: dict[str, str] = {
    "stands": "the place stands; the panel’s words are kept with it",
    "again": "the place ends and the panel decides again",
}

NOT_RATIFIED = "The panel did not ratify the place."
"""What the schools read; the panel's words are the authority's and the panel's."""


def ask_to_ratify(actor: Actor, decision: Decision, referral: Referral) -> Ratification:
    """Ask the panel, at its next meeting if one is planned, else at the first that will be."""
    assert decision.panel_id is not None
    with out_of_sight(actor):
        made = Ratification(decision_id=decision.id, referral_id=referral.id, panel_id=decision.panel_id)
        session().add(made)
        session().flush()
        record(AskedToRatify(subject=referral))
        meeting = session().scalars(_next(decision.panel_id)).first()
        if meeting is not None:
            _put_on(made, meeting)
    return made


def take_up(actor: Actor, meeting: PanelMeeting) -> int:
    """Put on a meeting what its panel is still to ratify, also what a later meeting was to; answers with how
    many.
    """
    with out_of_sight(actor):
        found = waiting_for(meeting.panel_id)
        for one in waiting_later(meeting):
            if _taken(one, meeting):
                continue
            item = session().get_one(AgendaItem, one.item_id)
            item.outcome, one.item_id = "moved", None
            found.append(one)
        session().flush()
        for one in found:
            _put_on(one, meeting)
    return len(found)


def carry_over(actor: Actor, meeting: PanelMeeting) -> int:
    """A meeting is over: what it did not ratify goes on to the next. Answers with how many."""
    with out_of_sight(actor):
        left = [one for one in ratifications_at(meeting) if one.status == "waiting"]
        following = session().scalars(_next(meeting.panel_id, after=meeting)).first()
        for one in left:
            item = session().get_one(AgendaItem, one.item_id)
            item.outcome, one.item_id = "not_reached", None
            session().flush()
            if following is not None:
                _put_on(one, following)
    return len(left)


def ratify(
    actor: Actor,
    word: Ratification,
    item: AgendaItem,
    referral: Referral,
    *,
    ratified: bool,
    words: str = "",
    onward: str = "",
) -> None:
    """Note the panel's word. Where it does not stand by the place, `onward` says what happens next, and the
    coordinators are told.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    if not may_write_decision(actor, item):
        raise NotAllowed("the coordinator and the chair note the panel’s word")
    if item.meeting.status != "published":
        raise ValueError("The meeting is not open")
    said = words.strip() or None if ratified else reason_of(words)
    if not ratified and onward not in ONWARD:
        raise ValueError("Say what happens next")
    fresh(word, item, referral)
    if not ratified and onward == "again":
        _can_end(referral)
    word.words, word.said_by, word.said_at = said, actor.account_id, now()
    if ratified:
        record(DecisionRatified(subject=word, children=referral.child_ids()))
        item.outcome = "ratified"
        return
    word.onward = onward
    with out_of_sight(actor) as wide:
        if onward == "again":
            _give_back(wide, word, referral)
        record(DecisionNotRatified(subject=word, onward=ONWARD[onward], children=referral.child_ids()))
    item.outcome = "not_ratified"
    path = f"/referrals/{referral.public_id}"
    tell_role(Role.FAP_COORDINATOR, "not_ratified", path, f"not_ratified:{word.public_id}")


def _can_end(referral: Referral) -> Placement:
    place = placement_of(referral)
    if referral.status != "decided" or place is None or place.first_attended_on is not None:
        raise ValueError("The child is in school already: the place can only stand, or end as a breakdown")
    return place


def _give_back(wide: Actor, word: Ratification, referral: Referral) -> None:
    """End a place that nobody has taken up yet; the referral waits for a panel again, its clock runs on."""
    place = _can_end(referral)
    place.broke_down_on, place.outcome, place.ended_code = today(), NOT_RATIFIED, "other"
    record(PlaceEnded(subject=place, reason="the panel did not ratify it"))
    record(BackToPanel(subject=referral, reason=word.words or ""))
    for expected in expected_there(place):
        withdraw_expectation(wide, expected, "the panel did not ratify the place")
    sweep(wide, today(), [place.child_id])


def _put_on(word: Ratification, meeting: PanelMeeting) -> None:
    """An item on which nothing is decided anew; none where the same referral is to be decided there."""
    if _taken(word, meeting):
        return
    item = _known(word, meeting)
    if item is None:
        table = AgendaItem
        last = session().scalar(select(func.max(table.number)).where(table.meeting_id == meeting.id))
        item = AgendaItem(meeting_id=meeting.id, referral_id=word.referral_id, number=(last or 0) + 1)
        session().add(item)
    item.outcome = "to_ratify"
    session().flush()
    word.item_id = item.id


def _known(word: Ratification, meeting: PanelMeeting) -> AgendaItem | None:
    found = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.referral_id == word.referral_id
    )
    return session().scalars(found).one_or_none()


def _taken(word: Ratification, meeting: PanelMeeting) -> bool:
    """Whether the referral stands on the meeting already, to be decided or decided."""
    item = _known(word, meeting)
    return item is not None and item.outcome not in (*OFF_AGENDA, "not_reached", "to_ratify")


def _next(panel_id: int, after: PanelMeeting | None = None) -> Select[Any]:
    found = select(PanelMeeting).where(
        PanelMeeting.panel_id == panel_id, PanelMeeting.status.in_(("planned", "published"))
    )
    if after is not None:
        found = found.where(PanelMeeting.id != after.id)
    return found.order_by(PanelMeeting.meets_on, PanelMeeting.id)
