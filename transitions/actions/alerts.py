"""The life of an alert in the hands of an officer. Every step is an event with who and when."""

from __future__ import annotations

from cases.actions.rights import demand, reason_of
from foundation.access.lists import accounts_with
from foundation.access.models import Account
from foundation.access.permissions import Permission, Role
from foundation.post.office import tell
from foundation.store import Actor, now, today
from foundation.store.reference_data import is_code, label
from foundation.trail import record
from transitions.clocks import due_from
from transitions.events import (
    AlertActioned,
    AlertClosed,
    AlertGiven,
    AlertReopened,
    AlertTaken,
    SettingContacted,
    SharingWithheld,
)
from transitions.models import Alert
from transitions.words import ACTION_SET

NEEDS_REASON = frozenset({"not_needed", "not_the_same_child", "already_known"})


def officers() -> list[Account]:
    """Who may be given an alert."""
    return accounts_with(Role.SAFEGUARDING_OFFICER)


def take(actor: Actor, alert: Alert) -> None:
    """Acknowledge an alert and take it. Raises IllegalMove when somebody has."""
    demand(actor, Permission.ACT_ON_ALERTS)
    alert.assigned_to_id = actor.account_id or None
    record(AlertTaken(subject=alert))


def give(actor: Actor, alert: Alert, to: Account) -> None:
    """Pass an alert to a colleague, who is told. It does not count as acknowledged by that."""
    demand(actor, Permission.ACT_ON_ALERTS)
    if to.id not in {officer.id for officer in officers()}:
        raise ValueError("Choose a colleague who may act on alerts")
    if not alert.is_open:
        raise ValueError("This alert is settled; reopen it first")
    alert.assigned_to_id = to.id
    record(AlertGiven(subject=alert, to=to.name))
    tell(
        to.id, "alert_assigned", f"/alerts/{alert.reference}", f"given:{alert.id}:{to.id}:{now().isoformat()}"
    )


def contacted(actor: Actor, alert: Alert, *, whom: str, arranged: str) -> None:
    """The setting was spoken to: with whom, and what was arranged."""
    demand(actor, Permission.ACT_ON_ALERTS)
    whom, arranged = reason_of(whom), reason_of(arranged)
    _own(actor, alert)
    record(SettingContacted(subject=alert, whom=whom, arranged=arranged))


def record_action(actor: Actor, alert: Alert, action: str, words: str) -> None:
    """What was done, in the vocabulary of the set `alert_action`. Raises ValueError."""
    demand(actor, Permission.ACT_ON_ALERTS)
    if not is_code(ACTION_SET, action, today()):
        raise ValueError("Choose an action from the list")
    if action in NEEDS_REASON:
        words = reason_of(words)
    _own(actor, alert)
    alert.action, alert.action_words = action, words.strip() or None
    record(AlertActioned(subject=alert, action=label(ACTION_SET, action), reason=words.strip()))


def close(actor: Actor, alert: Alert) -> None:
    """Settle an alert for which an action is recorded. Raises IllegalMove before that."""
    demand(actor, Permission.ACT_ON_ALERTS)
    record(AlertClosed(subject=alert))
    alert.settled_at = now()


def reopen(actor: Actor, alert: Alert, reason: str) -> None:
    """It is not settled after all: the clock starts again today."""
    demand(actor, Permission.ACT_ON_ALERTS)
    reason = reason_of(reason)
    alert.due_on, alert.settled_at, alert.escalated_at = due_from(alert.kind, today()), None, None
    record(AlertReopened(subject=alert, reason=reason))


def withhold(actor: Actor, alert: Alert, reason: str) -> None:
    """Tell the setting nothing for now, because sharing would do more harm."""
    demand(actor, Permission.RELEASE_DISCLOSURES)
    alert.withheld_reason = reason_of(reason)
    record(SharingWithheld(subject=alert, reason=alert.withheld_reason))


def _own(actor: Actor, alert: Alert) -> None:
    if alert.assigned_to_id is None:
        alert.assigned_to_id = actor.account_id or None
