"""The actions agreed in a meeting: who does what by when, and how it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.actions.rights import NotAllowed, reason_of
from cases.meetings.actions.calling import demand_kind
from cases.meetings.events import ActionAgreed
from cases.meetings.models import RATED, Meeting, MeetingAction
from cases.meetings.words import CONTROLS, HSB
from foundation import post
from foundation.access.permissions import Permission
from foundation.store import Actor, session
from foundation.trail import record


@dataclass(frozen=True)
class ActionValues:
    """An action as a form gives it. `controls`: {context: {"words": ...} or {"none_because": ...}}."""

    area: str
    owner: str
    due_on: dt.date
    agency: str = ""
    owner_id: int | None = None
    child_part: str = ""
    controls: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    factors: Sequence[str] = ()


def agree_action(actor: Actor, meeting: Meeting, values: ActionValues) -> MeetingAction:
    """Agree that somebody does something. In a meeting on harmful sexual behaviour every context has its
    part, or says why it has none. The owner is told, without a word of what it is. Raises ValueError.
    """
    demand_kind(actor, meeting.kind)
    if not (values.area.strip() and values.owner.strip()):
        raise ValueError("Say what is done, and who does it")
    controls = {key: dict(said) for key, said in values.controls.items() if any(said.values())}
    if meeting.kind == HSB and set(controls) != set(CONTROLS):
        raise ValueError("Say for each context what is done, or why nothing is")
    made = MeetingAction(
        meeting=meeting,
        child_id=meeting.child_id,
        area=values.area.strip(),
        child_part=values.child_part.strip() or None,
        controls=controls or None,
        factors=list(values.factors) or None,
        agency=values.agency,
        owner=values.owner.strip(),
        owner_id=values.owner_id,
        due_on=values.due_on,
    )
    session().add(made)
    session().flush()
    record(ActionAgreed(subject=made))
    if made.owner_id and made.owner_id != actor.account_id:
        post.tell(
            account_id=made.owner_id,
            notice="action_due",
            path=f"/meetings/actions/{made.public_id}",
            key=f"action:{made.public_id}:agreed",
        )
    return made


def rate_action(actor: Actor, action: MeetingAction, rating: str, said: str) -> None:
    """Say how it stands: red, amber, green, or withdrawn. Only those of the meeting withdraw an action.
    Raises NotAllowed, ValueError, IllegalMove.
    """
    owns = bool(actor.account_id) and action.owner_id == actor.account_id
    if not owns and not actor.may(Permission.WRITE_MEETINGS):
        raise NotAllowed(f"{actor.name} has nothing to do with this action")
    if rating not in RATED:
        raise ValueError("Choose how it stands")
    if rating == "withdrawn" and not actor.may(Permission.WRITE_MEETINGS):
        raise ValueError("Only those who hold the meeting can withdraw an action")
    record(RATED[rating](subject=action, said=reason_of(said)))
