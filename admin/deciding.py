"""Deciding a value: a new row with the day from which it holds; no row is ever changed."""

from __future__ import annotations

import datetime as dt

from admin.actions import NotAllowed
from admin.events import ValueDecided
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.store.clock import day_words
from foundation.store.decided import Number, Wording, forget
from foundation.store.decided_models import DecidedValue
from foundation.trail import record


class Refused(ValueError):
    """Words for people; `field` is the field they belong to."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def decide(
    actor: Actor, setting: Number | Wording, *, value: str, from_date: dt.date, reason: str
) -> DecidedValue:
    """A setting has this value from a day on, today or later, until a later decision.

    Clocks that have started keep their dates. Raises NotAllowed, and Refused where law has decided, for a
    value out of its limits, a day that is over, a value that is no other one, or without a reason.
    """
    if not actor.may(Permission.DECIDE):
        raise NotAllowed("what the council decides is entered by the administrator")
    if setting.fixed:
        raise Refused("value", "This is not for the council to decide")
    known = _parsed(setting, value)
    if from_date < today():
        raise Refused("from-day", "The first day must be today or later: what was so is not changed")
    if _said_on(setting, from_date) == known:
        raise Refused("value", f"It is {_in_words(setting, known)} on that day already")
    if len(reason.strip()) < 3:
        raise Refused("reason", "Enter the reason")
    made = DecidedValue(
        key=setting.key,
        value=known,
        from_date=from_date,
        decided_at=now(),
        decided_by_id=actor.account_id,
        reason=reason.strip(),
    )
    session().add(made)
    session().flush()
    words = _in_words(setting, known)
    record(ValueDecided(subject=made, setting=setting.words, value=words, from_day=day_words(from_date)))
    forget()
    return made


def _parsed(setting: Number | Wording, typed: str) -> str:
    try:
        return str(setting.parse(typed))
    except ValueError as wrong:
        raise Refused("value", str(wrong)) from wrong


def _said_on(setting: Number | Wording, day: dt.date) -> str:
    return str(setting.value(day))


def _in_words(setting: Number | Wording, value: str) -> str:
    return setting.said(int(value)) if isinstance(setting, Number) else setting.said(value)
