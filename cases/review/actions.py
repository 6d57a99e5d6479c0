"""The only writers of contextual reviews."""

from __future__ import annotations

from cases.actions.rights import demand, reason_of
from cases.models import Case
from cases.review.events import ContextualReviewBegun, ReviewFinished, ReviewReopened
from cases.review.long_form import LONG_FORM
from cases.review.models import ContextualReview
from cases.review.searching import still_named
from foundation.access.permissions import Permission
from foundation.answers import problems_of
from foundation.store import Actor, next_reference, session, today
from foundation.trail import record


class NotAnonymous(ValueError):
    """Something in it would give somebody away; the message names the questions, never the name."""


def begin_review(actor: Actor, case: Case) -> ContextualReview:
    """Begin a review of an open or closed case."""
    demand(actor, Permission.WRITE_CASES)
    made = ContextualReview(
        reference=next_reference(session(), "CCR"),
        case_id=case.id,
        author_id=actor.account_id or None,
        begun_on=today(),
    )
    session().add(made)
    session().flush()
    record(ContextualReviewBegun(subject=made))
    return made


def finish_review(actor: Actor, review: ContextualReview) -> None:
    """Settle it. Raises ValueError where something is missing or refused, NotAnonymous."""
    demand(actor, Permission.WRITE_CASES)
    if missing := problems_of(review, LONG_FORM):
        raise ValueError(f"{len(missing)} answers are missing or to be changed")
    check_anonymous(review)
    review.finished_on = today()
    record(ReviewFinished(subject=review))


def reopen_review(actor: Actor, review: ContextualReview, reason: str) -> None:
    """Change it again, with the reason."""
    demand(actor, Permission.WRITE_CASES)
    review.finished_on = None
    record(ReviewReopened(subject=review, reason=reason_of(reason)))


def check_anonymous(review: ContextualReview) -> None:
    """Raise NotAnonymous where an answer would give a child of the case away."""
    if found := still_named(review):
        raise NotAnonymous("; ".join(found))
