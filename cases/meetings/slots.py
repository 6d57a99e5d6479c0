"""What higher rooms tell a meeting: where its referral can be read, and which child that is about."""

from __future__ import annotations

from collections.abc import Callable

from cases.meetings.models import Meeting
from foundation.access.work import Start
from foundation.store import Actor

Source = Callable[[Meeting, Actor], Start | None]
ChildOf = Callable[[str, Actor], int | None]
_sources: list[Source] = []
_children: list[ChildOf] = []


def referral_sources(offer: Source) -> None:
    """Offer the way from a meeting to its referral; None where it is unseen. Offering twice is once."""
    if offer not in _sources:
        _sources.append(offer)


def sources_of(meeting: Meeting, actor: Actor) -> list[Start]:
    """Links from a meeting to the referral it came from, as far as the reader may open it."""
    return [found for offer in _sources if (found := offer(meeting, actor)) is not None]


def referral_children(offer: ChildOf) -> None:
    """Say which child (row id) a referral is about, by its reference; None where it is not to be read."""
    if offer not in _children:
        _children.append(offer)


def child_of_referral(reference: str, actor: Actor) -> int | None:
    """The child of a referral, as far as the asker may read it."""
    return next((found for offer in _children if (found := offer(reference, actor)) is not None), None)
