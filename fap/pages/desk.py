"""The coordinator's desk, and the steps taken with a referral."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap import actions, lists
from fap.asking import blank, read
from fap.desk import filters
from fap.desk.picture import desk_picture, search_picture
from fap.long_form import bar
from fap.models import Referral
from fap.pages import clock_forms, step_forms
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
    wanted = filters.read(request.args)
    return render_template("fap/desk.html", **desk_picture(wanted), searched="")


@pages.page("/search", needs=RUN, methods=BOTH, kind="search")
def search() -> Any:
    """A referral by its number, the child's UPN or name; posted, so that no name stands in an address."""
    words = request.form.get("words", "")[:120].strip()
    if request.method == "GET" or not words:
        return redirect(url_for("fap_desk.desk"))
    return render_template("fap/search.html", **search_picture(words))


@pages.page("/seen", needs=RUN, methods=("POST",))
def seen() -> Any:
    """Everything on the desk was seen: what comes after this is new."""
    actions.mark_desk_seen(current_actor())
    flash("The desk is marked as seen. What comes in from now on is new.", "success")
    return redirect(url_for("fap_desk.desk"))


@pages.page("/<referral>/return", needs=RUN, opens=Referral, methods=BOTH)
def return_it(referral: Referral) -> Any:
    """Return it to the school, saying what is missing."""

    def act(said: Answers) -> None:
        actions.return_for_information(current_actor(), referral, said["reason"])

    return step(
        referral, step_forms.RETURN, act, "Return to the school", "The referral was returned to the school."
    )


@pages.page("/<referral>/pause", needs=RUN, opens=Referral, methods=BOTH)
def pause(referral: Referral) -> Any:
    """Stop the twenty school days, with a reason."""

    def act(said: Answers) -> None:
        actions.pause_clock(current_actor(), referral, said["reason"], said.get("agreed_by", ""))

    return step(referral, clock_forms.PAUSE, act, "Pause the clock", "The clock stands still.")


@pages.page("/<referral>/resume", needs=RUN, opens=Referral, methods=BOTH)
def resume(referral: Referral) -> Any:
    """Let them run again; the day by which a place is due moves."""

    def act(said: Answers) -> None:
        actions.resume_clock(current_actor(), referral, said["because"])

    return step(referral, clock_forms.RESUME, act, "Let the clock run again", "The clock runs again.")


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
