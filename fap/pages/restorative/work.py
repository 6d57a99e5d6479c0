"""Restorative work beside a referral: considering it, asking each child, agreeing, ending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug import Response

from fap.asking import blank, read
from fap.long_form import bar
from fap.models import Referral, RestorativeWork
from fap.pages.asked_page import asked_page
from fap.pages.restorative.blueprint import pages
from fap.pages.step_forms import first_key
from fap.restorative import actions
from fap.restorative.actions import WorkValues
from fap.restorative.lists import referral_of
from fap.restorative.words import CHOICES, NEVER, STATES, WHO
from foundation.access.permissions import Permission
from foundation.questions import Answers, Choice, DateKind, Group, Is, Line, LongText, Question, YesNo
from foundation.store import current_actor, today
from foundation.trail import history

WRITE, READ = Permission.WRITE_REFERRALS, Permission.READ_REFERRALS
BOTH = ("GET", "POST")
Contents = tuple[Question | Group, ...]
WORK: Contents = (
    LongText("purpose", "What is it for?", rows=3, hint=NEVER, required="Say what it is for"),
    LongText(
        "suitability",
        "Why is it suitable, and for whom might it not be?",
        hint="Power and fear between the children, what each understands, age, pressure from others.",
        required="Say why it is suitable",
    ),
    YesNo("sexual", "Was what happened sexual?", required="Say whether what happened was sexual"),
    LongText(
        "advice",
        "Which specialist advised, when, and what did they say?",
        when=Is("sexual", "yes"),
        hint="It can be considered before, and is agreed only with this advice.",
    ),
    LongText(
        "stop_rule",
        "When is it stopped, and by whom?",
        rows=3,
        hint="Any child stops it by saying so. Say what else stops it.",
        required="Say when it is stopped",
    ),
    Line("led_by", "Who leads it", most=120, hint="Name, role, training.", required="Say who leads it"),
)
CHOICE: Contents = (
    Choice("who", "Who was asked?", choices=tuple(WHO.items()), required="Say who was asked"),
    Choice(
        "choice", "What does the child want?", choices=tuple(CHOICES.items()), required="Choose the answer"
    ),
    DateKind("asked_on", "When", past=True, required="Enter the day on which the child was asked"),
    Line("asked_by", "Who asked, alone with the child", most=120, required="Say who asked"),
    LongText("words", "In the child’s own words", rows=3),
)
END: Contents = (
    Choice(
        "how",
        "How did it end?",
        choices=(
            ("done", "It came to its end"),
            ("stopped", "It was stopped"),
            ("not_suitable", "Not suitable"),
        ),
        required="Choose how it ended",
    ),
    LongText(
        "outcome",
        "What came of it",
        hint="For each child and for the group; what still has to be done. Name no other child.",
        required="Say what came of it",
    ),
)


@pages.page("/of/<referral>", needs=WRITE, opens=Referral, methods=BOTH)
def begin(referral: Referral) -> Any:
    """Record that it is considered."""

    def act(said: Answers) -> str:
        return actions.consider(current_actor(), referral, _values(said)).public_id

    return _step(referral, WORK, act, "Consider restorative work", None)


@pages.page("/<work>", needs=READ, opens=RestorativeWork)
def work(work: RestorativeWork) -> Any:
    """What is written, what each child said, what is missing."""
    referral = referral_of(work)
    may = current_actor().may(WRITE) and actions.may_write(current_actor(), referral)
    return render_template(
        "fap/restorative/work.html",
        work=work,
        referral=referral,
        facts=[{"label": name, "value": value} for name, value in bar(referral)],
        state=STATES[work.status],
        missing=actions.missing_for_agreement(work, referral) if work.status == "considered" else [],
        choices=CHOICES,
        who=WHO,
        never=NEVER,
        may=may,
        history=[{"who": one.who, "words": f" {one.words}", "when": one.at} for one in history(work)],
    )


@pages.page("/<work>/change", needs=WRITE, opens=RestorativeWork, methods=BOTH)
def change(work: RestorativeWork) -> Any:
    """Change what is written."""
    referral = referral_of(work)

    def act(said: Answers) -> str:
        actions.change(current_actor(), work, referral, _values(said))
        return work.public_id

    known = {key: getattr(work, key) for key in ("purpose", "suitability", "advice", "stop_rule", "led_by")}
    known["sexual"] = "yes" if work.sexual else "no"
    return _step(referral, WORK, act, "Change what is written", work, known)


@pages.page("/<work>/choice", needs=WRITE, opens=RestorativeWork, methods=BOTH)
def choice(work: RestorativeWork) -> Any:
    """What a child said when it was asked alone."""
    referral = referral_of(work)

    def act(said: Answers) -> str:
        actions.record_choice(
            current_actor(),
            work,
            referral,
            who=said["who"],
            choice=said["choice"],
            asked_on=dt.date.fromisoformat(said["asked_on"]),
            asked_by=said["asked_by"],
            words=said.get("words") or "",
        )
        return work.public_id

    return _step(referral, CHOICE, act, "What a child said", work, {"asked_on": today().isoformat()})


@pages.page("/<work>/end", needs=WRITE, opens=RestorativeWork, methods=BOTH)
def end(work: RestorativeWork) -> Any:
    """It is done, stopped, or not suitable."""
    referral = referral_of(work)

    def act(said: Answers) -> str:
        actions.end_work(current_actor(), work, referral, said["how"], said["outcome"])
        return work.public_id

    return _step(referral, END, act, "Record how it ended", work)


@pages.page("/<work>/agree", needs=WRITE, opens=RestorativeWork, methods=("POST",))
def agree(work: RestorativeWork) -> Response:
    """It is agreed, or it began."""
    referral = referral_of(work)
    try:
        if work.status == "agreed":
            actions.begin_work(current_actor(), work, referral)
        else:
            actions.agree_work(current_actor(), work, referral)
        flash("It is recorded.", "success")
    except ValueError as refused:
        flash(str(refused), "error")
    return redirect(url_for("fap_restorative.work", work=work.public_id))


def _values(said: Answers) -> WorkValues:
    return WorkValues(
        purpose=said["purpose"],
        suitability=said["suitability"],
        stop_rule=said["stop_rule"],
        led_by=said["led_by"],
        sexual=said["sexual"] == "yes",
        advice=said.get("advice") or "",
    )


def _step(
    referral: Referral,
    contents: Contents,
    act: Callable[[Answers], str],
    heading: str,
    work: RestorativeWork | None,
    known: Answers | None = None,
) -> Any:
    """One short form; what is refused stands at its first question."""
    back = url_for("fap.referral", referral=referral.public_id)
    if work is not None:
        back = url_for("fap_restorative.work", work=work.public_id)
    if work is not None and not work.is_open:
        flash("It is over: what is written stays as it is.", "error")
        return redirect(back)
    asked = read(contents, request.form) if request.method == "POST" else blank(contents, known)
    if request.method == "POST" and asked.holds:
        try:
            key = act(asked.answers)
            flash("It is recorded.", "success")
            return redirect(url_for("fap_restorative.work", work=key))
        except ValueError as refused:
            asked = read(contents, request.form, {first_key(contents): str(refused)})
    return asked_page(asked, heading, back=back, facts=bar(referral))
