"""What higher rooms tell a meeting: where the referral it came from can be read."""

from __future__ import annotations

from collections.abc import Callable

from cases.meetings.models import Meeting
from foundation.access.work import Start
from foundation.store import Actor

Source = Callable[[Meeting, Actor], Start | None]
_sources: list[Source] = []


def referral_sources(offer: Source) -> None:
    """Offer the way from a meeting to its referral; None where it is unseen. Offering twice is once."""
    if offer not in _sources:
        _sources.append(offer)


def sources_of(meeting: Meeting, actor: Actor) -> list[Start]:
    """Links from a meeting to the referral it came from, as far as the reader may open it."""
    return [found for offer in _sources if (found := offer(meeting, actor)) is not None]
