"""What is published takes its views with it."""

from __future__ import annotations

from foundation.store import current_actor
from foundation.trail import subscribe
from needs.published.events import PeriodPublished
from needs.views import actions


def share(event: PeriodPublished) -> None:
    """Keep the views of a period when its figures are given out."""
    period = event.subject
    actions.share(current_actor(), code=period.code, first=period.first, last=period.last)


def listen() -> None:
    """Subscribe; called once for each application."""
    subscribe(PeriodPublished, share)
