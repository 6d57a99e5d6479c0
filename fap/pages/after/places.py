"""Places after a decision: the list, the page of one, and the offer."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, url_for

from fap.after import actions, forms
from fap.after.lists import decision_behind, offered_to, places_of, referral_behind, under_way
from fap.after.offer_text import drafted_offer
from fap.after.showing import READERS, place_page, rows_of
from fap.long_form import child_words
from fap.models import Placement, Referral
from fap.pages.after.blueprint import pages
from fap.pages.after.stepping import said, step
from foundation.access.permissions import Permission
from foundation.questions import Answers
from foundation.store import current_actor

TEAM = Permission.RUN_FAIR_ACCESS
BOTH = ("GET", "POST")


@pages.page("", needs=READERS)
def places() -> Any:
    """Places that do not hold yet; for a school what was offered to it."""
    actor = current_actor()
    found = under_way() if actor.may(Permission.ALL_REFERRALS) else offered_to(actor)
    return render_template("fap/after/places.html", rows=rows_of(found), runs=actor.may(TEAM))


@pages.page("/<placement>", needs=READERS, opens=Placement)
def place(placement: Placement) -> Any:
    """Where a place stands, what is next and by when, and every step so far."""
    return render_template("fap/after/place.html", **place_page(placement, current_actor()))


@pages.page("/of/<referral>", needs=READERS, opens=Referral)
def of_referral(referral: Referral) -> Any:
    """The newest place of a referral."""
    found = places_of(referral)
    if not found:
        abort(404)
    return redirect(url_for("fap_after.place", placement=found[0].public_id))


@pages.page("/<placement>/offer", needs=TEAM, opens=Placement, methods=BOTH)
def offer(placement: Placement) -> Any:
    """Offer the place to the school; what it is told is drafted from the decision."""
    referral = referral_behind(placement)
    if referral is None:
        abort(404)

    def act(answers: Answers) -> None:
        given = said(answers)
        actions.make_offer(
            current_actor(), placement, referral, words=given.words, name=child_words(referral), on=given.on
        )

    known = {"words": drafted_offer(placement, decision_behind(placement))}
    return step(placement, forms.OFFER, act, "The school is asked to answer.", known=known)


@pages.page("/<placement>/check", needs=TEAM, opens=Placement, methods=BOTH)
def check(placement: Placement) -> Any:
    """The four-week check."""

    def act(answers: Answers) -> None:
        actions.check_place_after_four_weeks(current_actor(), placement, said(answers))

    return step(placement, forms.CHECK, act, "The four-week check is recorded.")


@pages.page("/<placement>/ended", needs=TEAM, opens=Placement, methods=BOTH)
def ended(placement: Placement) -> Any:
    """The place did not hold, or never began; the same referral is open again."""

    def act(answers: Answers) -> None:
        actions.end_place(current_actor(), placement, said(answers), answers.get("learnt") or "")

    return step(placement, forms.ENDED, act, "The place has ended. The referral is open again.")
