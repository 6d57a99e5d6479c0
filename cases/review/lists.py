"""Queries for reviews; the session narrows them to the asker."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from cases.models import Case
from cases.review.models import ContextualReview
from foundation.store import session


def reviews() -> Sequence[ContextualReview]:
    """Every review, the latest first."""
    order = (ContextualReview.begun_on.desc(), ContextualReview.id.desc())
    return session().scalars(select(ContextualReview).order_by(*order)).all()


def reviews_of_case(case: Case) -> Sequence[ContextualReview]:
    """The reviews of a case."""
    of_case = select(ContextualReview).where(ContextualReview.case_id == case.id)
    return session().scalars(of_case.order_by(ContextualReview.id)).all()
