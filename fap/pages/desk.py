"""The coordinator's desk, and the steps taken with a referral."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap import actions, lists
from fap.asking import blank, read
from fap.desk_picture import desk_picture
from fap.long_form import bar
from fap.models import Referral
from fap.pages import step_forms
from fap.pages.blueprints import desk_pages as pages
from foundation.access.permissions import Permission
from foundation.questions import Answers, Group, Question
from foundation.store import current_actor

RUN = Permission.RUN_FAIR_ACCESS
BOTH = ("GET", "POST")
Contents = tuple[Question | Group, ...]


@pages.page("", needs=RUN)
def desk() -> Any:
    """Accepted referrals with the least time left first, and what is not accepted yet with why."""
    return render_template("fap/desk.html", **desk_picture(request.args))


@pages.page("/<referral>/accept", needs=RUN, opens=Referral, methods=BOTH)
def accept(referral: Referral) -> Any:
    """Accept under a category of the Code; the twenty school days start."""

    def act(said: Answers) -> None:
        actions.accept(current_actor(), referral, said["category"], said["evidence"])

    return step(referral, step_forms.accept(referral), act, "Accept the referral", "It was accepted.")


@pages.page("/<referral>/return", needs=RUN, opens=Referral, methods=BOTH)
def return_it(referral: Referral) -> Any:
    """Return it to the school, saying what is missing."""

    def act(said: Answers) -> None:
        actions.return_for_information(current_actor(), referral, said["reason"])

    return step(
        referral, step_forms.RETURN, act, "Return to the school", "The referral was returned to the school."
    )


@pages.page("/<referral>/not-eligible", needs=RUN, opens=Referral, methods=BOTH)
def not_eligible(referral: Referral) -> Any:
    """Not a fair access case, and what to do instead."""

    def act(said: Answers) -> None:
        actions.declare_not_eligible(current_actor(), referral, said["reason"])

    return step(
        referral,
        step_forms.NOT_ELIGIBLE,
        act,
        "Not a fair access case",
        "The school was told.",
    )


@pages.page("/<referral>/agenda", needs=RUN, opens=Referral, methods=BOTH)
def agenda(referral: Referral) -> Any:
    """Put it on the agenda of a meeting."""
    meetings = {meeting.public_id: meeting for meeting in lists.meetings_to_come()}

    def act(said: Answers) -> None:
        actions.put_on_agenda(current_actor(), referral, meetings[said["meeting"]])

    contents = step_forms.agenda(list(meetings.values()))
    return step(referral, contents, act, "Put on an agenda", "The referral is on the agenda.")


@pages.page("/<referral>/off-agenda", needs=RUN, opens=Referral, methods=BOTH)
def off_agenda(referral: Referral) -> Any:
    """Take it off the agenda."""

    def act(said: Answers) -> None:
        item = lists.current_item(referral)
        if item is None:
            raise ValueError("It stands on no agenda")
        actions.take_off_agenda(current_actor(), item, referral, said["reason"])

    return step(referral, step_forms.OFF_AGENDA, act, "Take off the agenda", "It was taken off the agenda.")


@pages.page("/<referral>/attended", needs=RUN, opens=Referral, methods=BOTH)
def attended(referral: Referral) -> Any:
    """The first day in school."""

    def act(said: Answers) -> None:
        actions.record_first_attendance(current_actor(), referral, dt.date.fromisoformat(said["first_day"]))

    return step(
        referral, step_forms.ATTENDED, act, "Record the first day in school", "The first day was recorded."
    )


@pages.page("/<referral>/close", needs=RUN, opens=Referral, methods=BOTH)
def close(referral: Referral) -> Any:
    """The four-week check."""

    def act(said: Answers) -> None:
        actions.close_after_check(current_actor(), referral, said["outcome"])

    return step(referral, step_forms.CLOSE, act, "Record the four-week check", "The referral is closed.")


@pages.page("/<referral>/broke-down", needs=RUN, opens=Referral, methods=BOTH)
def broke_down(referral: Referral) -> Any:
    """The place did not hold; the same referral is open again."""

    def act(said: Answers) -> None:
        actions.record_break_down(current_actor(), referral, said["reason"])

    return step(
        referral, step_forms.BROKE_DOWN, act, "The placement broke down", "The referral is open again."
    )


def step(
    referral: Referral, contents: Contents, act: Callable[[Answers], None], heading: str, done: str
) -> Any:
    """One step with a referral: ask, do, say so. What the action refuses stands at the first question."""
    back = url_for("fap.referral", referral=referral.public_id)
    asked = read(contents, request.form) if request.method == "POST" else blank(contents)
    if request.method == "POST" and asked.holds:
        try:
            act(asked.answers)
            flash(done, "success")
            return redirect(back)
        except ValueError as refused:
            asked = read(contents, request.form, {step_forms.first_key(contents): str(refused)})
    page = render_template(
        "fap/step.html",
        asked=asked,
        heading=heading,
        button=heading,
        facts=bar(referral),
        back_href=back,
        error_list=asked.error_list,
    )
    return page, 422 if asked.error_list else 200
