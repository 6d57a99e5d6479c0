"""The review's long form as the shared engine mounts it."""

from __future__ import annotations

from cases.review.form import FORM
from cases.review.form.coded import NAMES
from cases.review.models import ContextualReview
from cases.review.searching import NamesOfCase
from cases.showing import day
from foundation.access.permissions import Permission
from foundation.answers import LongForm
from foundation.questions import Given
from foundation.store import current_actor, today

STATES = {"open": ("Open", "accent"), "finished": ("Finished", "grey")}


def given(review: ContextualReview | None = None) -> Given:
    """Today, and the search for names of the review's own case."""
    return Given(today=today(), lookups={NAMES: NamesOfCase(review)} if review else {})


def bar(review: ContextualReview) -> list[tuple[str, str]]:
    """The record bar: no child stands in it."""
    case = review.case.reference if review.case else ""
    return [("Review", review.reference), ("Case", case), ("Begun", day(review.begun_on))]


def may_change(review: ContextualReview) -> bool:
    """Until it is finished."""
    return review.status == "open" and current_actor().may(Permission.WRITE_CASES)


LONG_FORM = LongForm(
    form=FORM,
    model=ContextualReview,
    read=Permission.READ_CASES,
    write=Permission.WRITE_CASES,
    given=given,
    bar=bar,
    may_change=may_change,
    home="case_review.review",
    submit="case_review.finish",
    home_words="The review",
    submit_words="Finish the review",
)
