"""Proof-reading a letter, saying that a person sent it, correcting it, or leaving it out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug import Response

from fap.asking import blank, read
from fap.letters import actions
from fap.letters.showing import letter_page
from fap.letters.words import ADDRESSEES
from fap.models import Letter
from fap.pages.asked_page import asked_page
from fap.pages.letters.blueprint import pages
from fap.pages.letters.letters import back
from foundation.access.permissions import Permission
from foundation.questions import DateKind, Line, LongText, SetChoice
from foundation.store import current_actor, today

TEAM = Permission.RUN_FAIR_ACCESS
BOTH = ("GET", "POST")
SENT = (
    SetChoice("how", "How was it sent?", set="letter_sent", required="Choose how it was sent"),
    DateKind("on", "When", past=True, required="Enter the day on which it was sent"),
    Line(
        "to",
        "To whom, in general words",
        most=120,
        hint="Such as: mother, at the meeting. No address.",
        required="Say to whom",
    ),
)
DROP = (LongText("reason", "Why is it not sent?", rows=3, required="Say why it is not sent"),)


@pages.page("/<letter>/proof-read", needs=TEAM, opens=Letter, methods=("POST",))
def proof_read(letter: Letter) -> Response:
    """Somebody read it over."""
    if letter.status != "draft":
        flash("It is proof-read already, or it went out.", "error")
        return back(letter)
    try:
        actions.proof_read(current_actor(), letter)
        flash("Proof-read. Print it, send it, and say here how and when.", "success")
    except actions.GivesAway as refused:
        flash(str(refused), "error")
    return back(letter)


@pages.page("/<letter>/sent", needs=TEAM, opens=Letter, methods=BOTH)
def sent(letter: Letter) -> Any:
    """Say how, when and to whom a person sent it."""
    if letter.status != "checked":
        flash("A letter is proof-read before it is sent, and sent once.", "error")
        return back(letter)
    known = {"on": today().isoformat(), "to": ADDRESSEES[letter.addressee]}
    asked = read(SENT, request.form) if request.method == "POST" else blank(SENT, known)
    if request.method == "POST" and asked.holds:
        said = asked.answers
        try:
            actions.record_sent(
                current_actor(),
                letter,
                how=said["how"],
                on=dt.date.fromisoformat(said["on"]),
                to=said["to"],
            )
        except ValueError as refused:
            asked = read(SENT, request.form, {"how": str(refused)})
        else:
            flash("It is logged that the letter was sent.", "success")
            return back(letter)
    return asked_page(asked, "Record that it was sent", back=_address(letter), facts=_facts(letter))


@pages.page("/<letter>/correct", needs=TEAM, opens=Letter, methods=("POST",))
def correct(letter: Letter) -> Response:
    """Begin the next version of a letter that went out."""
    if letter.status != "sent":
        flash("Only a letter that went out is corrected by a new version.", "error")
        return back(letter)
    made = actions.correct_letter(current_actor(), letter)
    return redirect(url_for("fap_letters.write", letter=made.public_id))


@pages.page("/<letter>/leave-out", needs=TEAM, opens=Letter, methods=BOTH)
def leave_out(letter: Letter) -> Any:
    """It is not sent, with the reason."""
    if not letter.is_open:
        flash("It went out, or it was left out already.", "error")
        return back(letter)
    asked = read(DROP, request.form) if request.method == "POST" else blank(DROP)
    if request.method == "POST" and asked.holds:
        try:
            actions.drop_letter(current_actor(), letter, asked.answers["reason"])
        except ValueError as refused:
            asked = read(DROP, request.form, {"reason": str(refused)})
        else:
            flash("It is recorded that the letter is not sent.", "success")
            return back(letter)
    return asked_page(asked, "Do not send this letter", back=_address(letter), facts=_facts(letter))


def _address(letter: Letter) -> str:
    return url_for("fap_letters.letter", letter=letter.public_id)


def _facts(letter: Letter) -> list[tuple[str, Any]]:
    return [(one["label"], one["value"]) for one in letter_page(letter, current_actor())["facts"]]
