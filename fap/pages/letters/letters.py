"""The letters of a referral; one letter, to write and to proof-read; the letter on paper."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug import Response

from fap.asking import blank, read
from fap.letters import actions
from fap.letters.lists import letters_to, open_letters, referral_of
from fap.letters.printing import letter_pdf
from fap.letters.showing import letter_page, letters_page, rows_of
from fap.letters.writing import letters_for
from fap.models import Letter, Referral
from fap.pages.letters.blueprint import pages
from foundation.access.permissions import Permission
from foundation.paper import PaperError, file_answer
from foundation.questions import LongText
from foundation.store import current_actor

TEAM = Permission.RUN_FAIR_ACCESS
WIDE = (TEAM, Permission.ALL_REFERRALS)
READERS = (*WIDE, Permission.ANSWER_OFFERS)
TEXT = (
    LongText(
        "text",
        "The letter",
        rows=22,
        required="Write the letter",
        hint="It names no other child, and says nowhere where anybody lives. What does is refused.",
    ),
)


@pages.page("", needs=READERS)
def overview() -> Any:
    """For the team what waits to be proof-read or sent; for a school what was sent to it."""
    actor = current_actor()
    found = open_letters() if actor.may(Permission.ALL_REFERRALS) else letters_to(actor)
    return render_template("fap/letters/overview.html", rows=rows_of(found), runs=actor.may(TEAM))


@pages.page("/of/<referral>", needs=WIDE, opens=Referral)
def of_referral(referral: Referral) -> Any:
    """Which letters are due, which are written, and what was sent."""
    return render_template("fap/letters/of_referral.html", **letters_page(referral, current_actor()))


@pages.page("/of/<referral>/draft", needs=TEAM, opens=Referral, methods=("POST",))
def draft(referral: Referral) -> Response:
    """Draft a letter that is due."""
    wanted = request.form.get("due", "")
    due = next((one for one in letters_for(referral) if one.key == wanted), None)
    if due is None or due.why_not:
        flash("This letter is not due any more.", "error")
        return redirect(url_for("fap_letters.of_referral", referral=referral.public_id))
    made = actions.draft_letter(current_actor(), referral, due)
    return redirect(url_for("fap_letters.letter", letter=made.public_id))


@pages.page("/<letter>", needs=READERS, opens=Letter)
def letter(letter: Letter) -> Any:
    """One letter: its words, who proof-read it, how it was sent."""
    return render_template("fap/letters/letter.html", **letter_page(letter, current_actor()))


@pages.page("/<letter>/write", needs=TEAM, opens=Letter, methods=("GET", "POST"))
def write(letter: Letter) -> Any:
    """Change its words; what would give somebody away is refused and stays on the screen."""
    if not letter.is_open:
        flash("This letter went out. Begin a corrected version.", "error")
        return back(letter)
    asked = read(TEXT, request.form) if request.method == "POST" else blank(TEXT, {"text": letter.text})
    if request.method == "POST" and asked.holds:
        try:
            actions.change_letter(current_actor(), letter, asked.answers["text"])
        except ValueError as refused:
            asked = read(TEXT, request.form, {"text": str(refused)})
        else:
            flash("The letter is kept. Somebody proof-reads it before it goes.", "success")
            return back(letter)
    page = render_template(
        "fap/letters/write.html", asked=asked, error_list=asked.error_list, **_shown(letter)
    )
    return page, 422 if asked.error_list else 200


@pages.page("/<letter>/letter.pdf", needs=READERS, opens=Letter, kind="print")
def pdf(letter: Letter) -> Any:
    """The letter as PDF, searched once more."""
    referral = referral_of(letter)
    try:
        data = letter_pdf(letter, referral.known_as if referral else "Fair access")
    except (actions.GivesAway, PaperError) as failed:
        flash(getattr(failed, "words", None) or str(failed), "error")
        return back(letter)
    return file_answer(data, f"{letter.public_id}.pdf", inline=True)


def _shown(letter: Letter) -> dict[str, Any]:
    shown = letter_page(letter, current_actor())
    if shown["referral"] is None:
        abort(404)
    return shown


def back(letter: Letter) -> Response:
    """To the page of the letter."""
    return redirect(url_for("fap_letters.letter", letter=letter.public_id))
