"""Writing down a contact that an agency made, and telling each referrer the outcome."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from cases import actions, letters, lists, showing
from cases.kinds.declaration import LEVELS
from cases.models import Contact
from cases.pages.blueprint import pages
from cases.pages.contact_form import ContactForm, read_instant
from cases.words import AGENCY_KINDS, ASKS_FOR, CAME_AS, REPLIES
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.paper import file_answer
from foundation.store import current_actor, now, today
from foundation.store.clock import local
from roll.lists import open_settings


@pages.page("/mash/new", needs=Permission.WRITE_CASES, methods=("GET", "POST"))
def new_contact() -> Any:
    """What one agency told, as a record of its own; the page shows whom the form found first."""
    form = ContactForm.of(request.form)
    asked = request.method == "POST" and request.form.get("step") != "change"
    good = form.read() if asked else False
    if good and request.form.get("step") == "save":
        made = form.save(current_actor())
        flash("The contact is recorded. It waits for its decision.", "success")
        return redirect(url_for("cases.contact", contact=made.reference))
    page = render_template(
        "cases/new_contact.html",
        form=form,
        good=good,
        kept=form.reading.kept("step"),
        typed=form.reading.posted,
        errors=form.reading.errors,
        error_list=form.reading.error_list,
        settings=open_settings(),
        agencies=AGENCY_KINDS,
        asks=ASKS_FOR,
        ways=CAME_AS,
        levels=LEVELS,
        today=today(),
        time=f"{local(now()):%H:%M}",
    )
    return page, 422 if form.reading.errors else 200


@pages.page("/mash/<contact>/letter", needs=Permission.WRITE_CASES, opens=Contact, methods=("GET", "POST"))
def letter(contact: Contact) -> Any:
    """Write and check what the referrer is told."""
    form = Reading(request.form)
    if contact.status == "waiting" or contact.replied_at is not None:
        words = "Decide on it first." if contact.status == "waiting" else "The referrer was told already."
        flash(words, "error")
        return redirect(url_for("cases.contact", contact=contact.reference))
    if request.method == "POST":
        text = form.narrative("letter", "the letter", required=True)
        if not form.errors and _done(
            form, "letter", lambda: actions.write_letter(current_actor(), contact, text)
        ):
            flash("The letter is kept. Look at it, send it, and record that you did.", "success")
            return redirect(url_for("cases.letter", contact=contact.reference))
    return _letter_page(contact, form), 422 if form.errors else 200


@pages.page("/mash/<contact>/letter/sent", needs=Permission.WRITE_CASES, opens=Contact, methods=("POST",))
def sent(contact: Contact) -> Any:
    """Record how and when a person sent the letter."""
    form = Reading(request.form)
    how = form.choice("how", "how it was sent", REPLIES)
    to = form.text("to", "to whom it was sent", required=True)
    at = read_instant(form, "sent", "It was sent")
    if form.errors or not _done(
        form, "how", lambda: actions.letter_sent(current_actor(), contact, how=how, to=to, sent_at=at)
    ):
        return _letter_page(contact, form), 422
    flash("Recorded: the referrer has been told.", "success")
    return redirect(url_for("cases.contact", contact=contact.reference))


@pages.page("/mash/<contact>/letter.pdf", needs=Permission.WRITE_CASES, opens=Contact, kind="print")
def letter_pdf(contact: Contact) -> Any:
    """The letter as it is sent."""
    if not contact.letter:
        abort(404)
    made = letters.letter_pdf(current_actor(), contact)
    return file_answer(made, f"{contact.reference}-letter.pdf", inline=True)


def _done(form: Reading, field: str, act: Any) -> bool:
    """Do it; or say on the form why it cannot be done."""
    try:
        act()
    except ValueError as refused:
        form.refuse(field, str(refused))
        return False
    return True


def _letter_page(contact: Contact, form: Reading) -> str:
    return render_template(
        "cases/letter.html",
        contact=contact,
        named=showing.people([contact.child_id]),
        clock=showing.answer_clock(contact),
        draft=contact.letter or letters.draft(contact, lists.case_of(contact)),
        to=letters.to_whom(contact),
        doubts=letters.names_in_letter(contact, contact.letter) if contact.letter else [],
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
        ways=REPLIES,
        today=today(),
        time=f"{local(now()):%H:%M}",
    )
