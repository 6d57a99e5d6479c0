"""Eligibility: accepting under a category, what was tried before, and what to do where it is no such case."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap import actions
from fap.actions import Attempt
from fap.actions.eligibility import NotShown
from fap.asking import blank, read
from fap.desk.eligible import accept_page, tried_page
from fap.long_form import bar
from fap.models import Referral
from fap.pages import eligible_forms as forms
from fap.pages.blueprints import desk_pages as pages
from fap.pages.eligible_forms import Contents
from foundation.access.permissions import Permission
from foundation.questions import Answers, Group
from foundation.store import current_actor
from roll.lists import setting_by_urn

RUN = Permission.RUN_FAIR_ACCESS
BOTH = ("GET", "POST")


@pages.page("/<referral>/accept", needs=RUN, opens=Referral, methods=BOTH)
def accept(referral: Referral) -> Any:
    """Accept under a category of the Code; the twenty school days start."""
    shown = accept_page(referral)
    contents = forms.accept(referral, ask_tried=not shown["attempts"])

    def act(said: Answers) -> str:
        actions.accept(current_actor(), referral, said["category"], said["evidence"], attempt(said))
        return "It was accepted: the 20 school days run from tomorrow."

    return _asked(referral, contents, act, "Accept the referral", "fap/accept.html", **shown)


@pages.page("/<referral>/tried", needs=RUN, opens=Referral, methods=BOTH)
def tried(referral: Referral) -> Any:
    """What was tried in ordinary admission: note one attempt more."""

    def act(said: Answers) -> str:
        noted = attempt(said)
        assert noted is not None
        actions.note_attempt(current_actor(), referral, noted)
        return "The attempt is noted."

    return _asked(
        referral, forms.TRIED, act, "What was tried before", "fap/accept.html", **tried_page(referral)
    )


@pages.page("/<referral>/tried/take-back", needs=RUN, opens=Referral, methods=("POST",))
def take_back(referral: Referral) -> Any:
    """An attempt was noted by mistake: the newest goes."""
    attempts = tried_page(referral)["kept"]
    try:
        if attempts:
            actions.take_back_attempt(current_actor(), referral, attempts[-1])
            flash("The newest note was taken back.", "success")
    except ValueError as refused:
        flash(str(refused), "error")
    return redirect(url_for("fap_desk.tried", referral=referral.public_id))


@pages.page("/<referral>/not-eligible", needs=RUN, opens=Referral, methods=BOTH)
def not_eligible(referral: Referral) -> Any:
    """Not a fair access case, and what to do instead."""

    def act(said: Answers) -> str:
        actions.declare_not_eligible(current_actor(), referral, said["reason"], said["because"])
        return "The school was told that it is not a fair access case, and what to do instead."

    known = {"because": referral.other_route} if referral.other_route else None
    contents = forms.not_eligible()
    return _asked(referral, contents, act, "Not a fair access case", "fap/not_eligible.html", known=known)


def attempt(said: Answers) -> Attempt | None:
    """The attempt at ordinary admission as it was typed, or None where it was not asked."""
    if not said.get("answer"):
        return None
    school = said.get("school") or {}
    found = setting_by_urn(school["code"]) if school.get("code") else None
    return Attempt(
        answer=said["answer"],
        asked_on=dt.date.fromisoformat(said["asked_on"]),
        answered_on=_day(said, "answered_on"),
        told_on=_day(said, "told_on"),
        setting_id=found.id if found else None,
        school=school.get("text", ""),
        words=said.get("words", ""),
    )


def _day(said: Answers, key: str) -> dt.date | None:
    return dt.date.fromisoformat(said[key]) if said.get(key) else None


def _asked(
    referral: Referral, contents: Any, act: Any, heading: str, page: str, *, known: Any = None, **shown: Any
) -> Any:
    """Ask, do, say so. What the action refuses stands at its question; nothing typed is lost."""
    asked = read(contents, request.form) if request.method == "POST" else blank(contents, known)
    if request.method == "POST" and asked.holds:
        try:
            flash(act(asked.answers), "success")
            return redirect(url_for("fap.referral", referral=referral.public_id))
        except ValueError as refused:
            asked = read(contents, request.form, {_about(refused, contents): str(refused)})
    drawn = render_template(
        page,
        asked=asked,
        heading=heading,
        referral=referral,
        facts=bar(referral),
        back_href=url_for("fap.referral", referral=referral.public_id),
        error_list=asked.error_list,
        **shown,
    )
    return drawn, 422 if asked.error_list else 200


def _about(refused: ValueError, contents: Contents) -> str:
    """The question that a refusal is about, where it is asked on this page; else the first."""
    asked = {q.key for part in contents for q in (part.questions if isinstance(part, Group) else (part,))}
    about = refused.about if isinstance(refused, NotShown) else ""
    return about if about in asked else forms.first_key(contents)
