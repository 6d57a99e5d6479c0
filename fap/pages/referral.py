"""A referral as its people see it: list, page, submitting, receipt, withdrawing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases.meetings.lists import meetings_of_referral
from cases.meetings.rows import meeting_rows
from fap import actions
from fap.after.showing import after_of
from fap.asking import blank, read
from fap.desk.filters import page_number
from fap.desk.lists import by_start
from fap.desk.referral_part import referral_part
from fap.long_form import LONG_FORM, bar
from fap.models import Referral
from fap.pages.blueprints import referral_pages as pages
from fap.showing import referral_list, referral_page
from fap.words import STATES
from foundation.access.permissions import Permission
from foundation.questions import DateKind, LongText
from foundation.store import current_actor

READERS = (Permission.READ_REFERRALS, Permission.READ_PANEL)
WITHDRAW = (
    LongText("reason", "Why do you withdraw it?", rows=4, required="Say why the referral is withdrawn"),
)

PAPER = (
    DateKind(
        "dated",
        "The date on the paper form",
        past=True,
        required="Enter the date on the paper form",
        hint="It is kept as the date on which the form was completed. The 20 school days start when the "
        "referral is accepted, as always.",
    ),
)

LONG_FORM.mount(pages, "/<referral>/form")


@pages.page("", needs=Permission.READ_REFERRALS)
def referrals() -> Any:
    """Every referral of the person's settings, or all of them for the authority."""
    status = request.args.get("state", "")
    found = by_start(status if status in STATES else "", page_number(request.args.get("page")))
    rows = referral_list(found.rows)
    return render_template("fap/referrals.html", rows=rows, found=found, states=STATES, state=status)


@pages.page("/<referral>", needs=READERS, opens=Referral)
def referral(referral: Referral) -> Any:
    """Where the referral stands, what is next, and what happened."""
    return render_template(
        "fap/referral.html",
        **referral_page(referral, current_actor()),
        **referral_part(referral),
        after=after_of(referral, current_actor()),
        meetings=meeting_rows(meetings_of_referral(referral.reference)) if referral.reference else [],
        calls_meetings=current_actor().may(Permission.WRITE_MEETINGS) and referral.reference,
    )


@pages.page("/<referral>/paper", needs=Permission.WRITE_REFERRALS, opens=Referral, methods=("GET", "POST"))
def paper(referral: Referral) -> Any:
    """The draft is typed in from a form on paper: keep the date that stands on it."""
    known = {"dated": referral.paper_on.isoformat()} if referral.paper_on else None
    asked = read(PAPER, request.form) if request.method == "POST" else blank(PAPER, known)
    if request.method == "POST" and asked.holds:
        try:
            actions.typed_from_paper(current_actor(), referral, dt.date.fromisoformat(asked.answers["dated"]))
            flash("The date of the paper form is kept.", "success")
            return redirect(url_for("fap.form", referral=referral.public_id))
        except ValueError as refused:
            asked = read(PAPER, request.form, {"dated": str(refused)})
    page = render_template(
        "fap/step.html",
        asked=asked,
        heading="Filled in on paper",
        button="Keep the date",
        facts=bar(referral),
        back_href=url_for("fap.referral", referral=referral.public_id),
        error_list=asked.error_list,
    )
    return page, 422 if asked.error_list else 200


@pages.page("/<referral>/submit", needs=Permission.WRITE_REFERRALS, opens=Referral, methods=("POST",))
def submit(referral: Referral) -> Any:
    """Submit; what is missing is named and linked on the check page."""
    try:
        actions.submit_referral(current_actor(), referral)
    except actions.NotComplete as wrong:
        number = len(wrong.problems)
        words = "1 thing is" if number == 1 else f"{number} things are"
        flash(f"The referral was not sent: {words} missing. Each is named below with a link.", "error")
        return redirect(url_for("fap.form_check", referral=referral.public_id))
    return redirect(url_for("fap.receipt", referral=referral.public_id))


@pages.page("/<referral>/receipt", needs=Permission.WRITE_REFERRALS, opens=Referral)
def receipt(referral: Referral) -> Any:
    """The reference, what happens next and by when."""
    if referral.submitted_at is None:
        return redirect(url_for("fap.referral", referral=referral.public_id))
    return render_template("fap/receipt.html", referral=referral, facts=bar(referral))


@pages.page("/<referral>/withdraw", needs=Permission.WRITE_REFERRALS, opens=Referral, methods=("GET", "POST"))
def withdraw(referral: Referral) -> Any:
    """Take the referral back, with a reason."""
    asked = read(WITHDRAW, request.form) if request.method == "POST" else blank(WITHDRAW)
    if request.method == "POST" and asked.holds:
        try:
            actions.withdraw_referral(current_actor(), referral, asked.answers["reason"])
            flash("The referral was withdrawn.", "success")
            return redirect(url_for("fap.referral", referral=referral.public_id))
        except ValueError as refused:
            asked = read(WITHDRAW, request.form, {"reason": str(refused)})
    page = render_template(
        "fap/step.html",
        asked=asked,
        heading="Withdraw the referral",
        button="Withdraw the referral",
        facts=bar(referral),
        back_href=url_for("fap.referral", referral=referral.public_id),
        error_list=asked.error_list,
    )
    return page, 200 if not asked.error_list else 422
