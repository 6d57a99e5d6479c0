"""Why we ask, who sees it, what happens next; and what people say about the form in one minute."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for

from fap.actions.feedback import give_feedback
from fap.asking import blank, read
from fap.decided import ALLOCATE_WITHIN, ANSWER_WITHIN, TELL_WITHIN
from fap.form import FORM
from fap.lists import feedback_figures, feedback_given, next_meeting
from fap.pages.blueprints import referral_pages as pages
from foundation.access.permissions import Permission
from foundation.questions import Choice, Integer, LongText
from foundation.store import current_actor
from roll.lists import settings_by_id

CONTACTS = (
    ("The Fair Access team", "CONTACT_FAIR_ACCESS"),
    ("The Education MASH", "CONTACT_MASH"),
    ("The SEND team, for a child with an EHC plan", "CONTACT_SEND"),
    ("The virtual school, for a child who is looked after", "CONTACT_VIRTUAL_SCHOOL"),
)
READERS = (
    Permission.WRITE_REFERRALS,
    Permission.READ_REFERRALS,
    Permission.READ_PANEL,
    Permission.READ_CASES,
    Permission.READ_MATRIX,
)
FEEDBACK = (
    Choice(
        "ease",
        "How easy was the form?",
        choices=(("5", "Very easy"), ("4", "Easy"), ("3", "Neither"), ("2", "Hard"), ("1", "Very hard")),
        required="Say how easy the form was",
    ),
    Integer("minutes", "About how many minutes did it take?", least=1, most=1_000),
    Choice(
        "section",
        "Which section was hardest?",
        choices=tuple((section.key, section.title) for section in FORM.sections),
        select=True,
    ),
    Choice(
        "changed",
        "Did the form make you think of something you would not have written before?",
        choices=(("yes", "Yes"), ("no", "No")),
        inline=True,
    ),
    LongText(
        "words",
        "What should we change?",
        rows=3,
        most=2_000,
        hint="About the form only. Do not write about a child.",
    ),
)


@pages.page("/why", needs=READERS)
def why() -> Any:
    """Why we ask, who sees it, what happens next: in the words of the reader's role."""
    actor = current_actor()
    contacts = [(name, str(current_app.config[key]).strip()) for name, key in CONTACTS]
    return render_template(
        "fap/why.html",
        writes=actor.may(Permission.WRITE_REFERRALS),
        runs=actor.may(Permission.RUN_FAIR_ACCESS),
        panel=actor.may(Permission.READ_PANEL) and not actor.may(Permission.READ_REFERRALS),
        cases=actor.may(Permission.READ_CASES),
        counts=actor.may(Permission.READ_MATRIX),
        contacts=contacts,
        days=ALLOCATE_WITHIN.in_words(),
        clocks=(TELL_WITHIN, ALLOCATE_WITHIN, ANSWER_WITHIN),
        decides=actor.may(Permission.READ_DECIDED),
        meeting=next_meeting() if actor.may(Permission.READ_REFERRALS) else None,
    )


@pages.page("/feedback", needs=Permission.WRITE_REFERRALS, methods=("GET", "POST"))
def feedback() -> Any:
    """One minute about the form."""
    asked = read(FEEDBACK, request.form) if request.method == "POST" else blank(FEEDBACK)
    if request.method == "POST" and asked.holds:
        give_feedback(current_actor(), **asked.answers)
        flash("Thank you. The Fair Access team reads it.", "success")
        return redirect(url_for("home.home"))
    page = render_template(
        "fap/step.html",
        asked=asked,
        heading="One minute about the form",
        button="Send",
        back_href=url_for("home.home"),
        error_list=asked.error_list,
    )
    return page, 422 if asked.error_list else 200


@pages.page("/feedback/answers", needs=Permission.RUN_FAIR_ACCESS)
def feedback_answers() -> Any:
    """What schools said about the form, the newest first."""
    found = feedback_given()
    settings = settings_by_id({row.setting_id for row in found if row.setting_id})
    titles = {section.key: section.title for section in FORM.sections}
    return render_template(
        "fap/feedback.html", found=found, settings=settings, titles=titles, figures=feedback_figures(found)
    )
