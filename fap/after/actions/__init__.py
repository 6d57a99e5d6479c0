"""The only writers of what follows a decision: one verb, one function, the actor first."""

from __future__ import annotations

from fap.after.actions.disputing import (
    give_direction,
    negotiate,
    no_direction,
    seek_direction,
    turn_to_adjudicator,
)
from fap.after.actions.offering import accept_place, make_offer, refuse_place
from fap.after.actions.starting import (
    attend,
    change_start,
    check_place_after_four_weeks,
    child_did_not_come,
    hand_over,
    hold_admission,
    not_agreed,
    plan_admission,
    receive_handover,
)
from fap.after.actions.steps import Said, is_home, is_receiving, is_team
from fap.after.actions.trials import agree, end_place, make_permanent, review_trial, set_trial

__all__ = [
    "Said",
    "accept_place",
    "agree",
    "attend",
    "change_start",
    "check_place_after_four_weeks",
    "child_did_not_come",
    "end_place",
    "give_direction",
    "hand_over",
    "hold_admission",
    "is_home",
    "is_receiving",
    "is_team",
    "make_offer",
    "make_permanent",
    "negotiate",
    "no_direction",
    "not_agreed",
    "plan_admission",
    "receive_handover",
    "refuse_place",
    "review_trial",
    "seek_direction",
    "set_trial",
    "turn_to_adjudicator",
]
