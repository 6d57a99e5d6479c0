"""A managed move on trial: its dates, its reviews, and that it became permanent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fap.after import actions, forms
from fap.models import Placement
from fap.pages.after.blueprint import pages
from fap.pages.after.stepping import date_of, said, step
from foundation.access.permissions import Permission
from foundation.questions import Answers
from foundation.store import current_actor

TEAM = Permission.RUN_FAIR_ACCESS
BOTH = ("GET", "POST")


@pages.page("/<placement>/trial", needs=TEAM, opens=Placement, methods=BOTH)
def trial(placement: Placement) -> Any:
    """The dates of the trial."""

    def act(answers: Answers) -> None:
        first = dt.date.fromisoformat(answers["review_on"])
        actions.set_trial(current_actor(), placement, until=date_of(answers, "until"), review_on=first)

    known = {
        key: getattr(placement, column)
        for key, column in (("review_on", "review_on"), ("until", "trial_until"))
    }
    known = {key: value.isoformat() for key, value in known.items() if value}
    return step(placement, forms.SET_TRIAL, act, "The dates of the trial are kept.", known=known)


@pages.page("/<placement>/trial-review", needs=TEAM, opens=Placement, methods=BOTH)
def trial_review(placement: Placement) -> Any:
    """A review of the trial."""

    def act(answers: Answers) -> None:
        actions.review_trial(
            current_actor(),
            placement,
            said(answers),
            next_on=date_of(answers, "next_on"),
            until=date_of(answers, "until"),
        )

    return step(placement, forms.REVIEW, act, "The review is recorded.")


@pages.page("/<placement>/permanent", needs=TEAM, opens=Placement, methods=BOTH)
def permanent(placement: Placement) -> Any:
    """The trial became permanent."""

    def act(answers: Answers) -> None:
        actions.make_permanent(current_actor(), placement, said(answers))

    return step(placement, forms.PERMANENT, act, "The trial became permanent. The referral is closed.")
