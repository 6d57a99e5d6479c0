"""What happens to a contextual case review."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class ContextualReviewBegun(Event):
    """A review of a case was begun."""

    words = "began the review"


@dataclass(frozen=True, kw_only=True)
class ReviewFinished(Event):
    """It is complete and can no longer be changed."""

    words = "finished the review"


@dataclass(frozen=True, kw_only=True)
class ReviewReopened(Event):
    """It is changed again."""

    reason: str
    words = "opened the review again: {reason}"
