"""One step of a place on a page of its own: ask, do, say so; only while it is possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from fap.after.actions import Said
from fap.after.choosing import possible
from fap.after.forms import Contents
from fap.after.lists import referral_behind, steps_of
from fap.after.showing import facts
from fap.asking import blank, read
from fap.models import Placement
from fap.pages.asked_page import asked_page
from fap.pages.step_forms import first_key
from foundation.questions import Answers
from foundation.store import current_actor, session, today


def step(
    placement: Placement,
    contents: Contents,
    act: Callable[[Answers], None],
    done: str,
    *,
    known: Answers | None = None,
) -> Any:
    """The page of a step. What the action refuses stands at the first question, and nothing is lost."""
    back = url_for("fap_after.place", placement=placement.public_id)
    sent = any(one.kind == "handover_sent" for one in steps_of(placement))
    heading = dict(possible(placement, current_actor(), sent=sent)).get(request.endpoint or "")
    if heading is None:
        flash("This cannot be recorded now: the place stands elsewhere, or another school does it.", "error")
        return redirect(back)
    start = {"on": today().isoformat(), **(known or {})}
    asked = read(contents, request.form) if request.method == "POST" else blank(contents, start)
    if request.method == "POST" and asked.holds:
        try:
            act(asked.answers)
            flash(done, "success")
            return redirect(back)
        except ValueError as refused:
            session().rollback()
            asked = read(contents, request.form, {first_key(contents): str(refused)})
    bar = [(fact["label"], fact["value"]) for fact in facts(placement, referral_behind(placement))]
    return asked_page(asked, heading, back=back, facts=bar)


def said(answers: Answers, code: str | None = None) -> Said:
    """What was answered, as a step keeps it."""
    return Said(
        on=dt.date.fromisoformat(answers["on"]),
        words=answers.get("words") or "",
        who=answers.get("who") or "",
        to_whom=answers.get("to_whom") or "",
        code=code or answers.get("code"),
        told_on=date_of(answers, "told_on"),
    )


def date_of(answers: Answers, key: str) -> dt.date | None:
    """A date that may be empty."""
    return dt.date.fromisoformat(answers[key]) if answers.get(key) else None
