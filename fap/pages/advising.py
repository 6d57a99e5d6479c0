"""The risk question: asking the safeguarding officer before a decision, and the officer's answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap import actions, deciding_lists, lists
from fap.advice import ANSWERS
from fap.asking import Asked, blank, read
from fap.decision_lines import advice_words
from fap.item_picture import place_words
from fap.long_form import bar
from fap.models import Referral, RiskAdvice
from fap.pages.asked_page import asked_page
from fap.pages.blueprints import panel_pages as pages
from fap.pages.starts import first_day
from foundation.access.lists import accounts_with
from foundation.access.permissions import Permission, Role
from foundation.questions import Answers, Choice, DateKind, LongText, Lookup
from foundation.store import current_actor
from foundation.trail import IllegalMove
from roll.lists import setting_by_id, setting_by_urn

WRITERS = (Permission.RUN_FAIR_ACCESS, Permission.SIGN_DECISIONS)
BOTH = ("GET", "POST")
ASK = (
    Lookup("setting", "School or provision", hint="Leave empty with the day when no place is to be decided."),
    DateKind("start_date", "First day there"),
    LongText(
        "question",
        "What do you ask?",
        rows=3,
        hint="For example: may this child start there on this day, and what must be in place?",
        required="Write what you ask",
    ),
)
ANSWER = Choice(
    "answer", "The officer’s answer", choices=tuple(ANSWERS.items()), required="Choose the answer"
)
FOR_PANEL = LongText(
    "words",
    "What the panel is to know",
    rows=3,
    hint="The panel reads this. Name no other child and give no reason that gives one away.",
)
GIVE = (
    ANSWER,
    FOR_PANEL,
    LongText("note", "Your reasons", rows=3, hint="Officers alone read this."),
)


def _note() -> Any:
    officers = tuple((str(one.id), one.name) for one in accounts_with(Role.SAFEGUARDING_OFFICER))
    who = Choice("officer", "Who said it?", choices=officers, required="Choose the officer who said it")
    return (who, ANSWER, FOR_PANEL)


def _asked(contents: Any, known: Any = None) -> Asked:
    return read(contents, request.form) if request.method == "POST" else blank(contents, known)


def deciding_address(referral: Referral) -> str:
    """Where a decision about a referral is drafted: on its item, else outside a meeting."""
    item = lists.current_item(referral)
    if item is not None and item.outcome is None:
        return url_for("fap_panel.item", item=item.public_id)
    draft = deciding_lists.outside_draft(referral)
    if draft is not None or referral.status in actions.OUTSIDE_OF:
        return url_for("fap_panel.outside", referral=referral.public_id)
    return url_for("fap.referral", referral=referral.public_id)


@pages.page("/referrals/<referral>/advice", needs=WRITERS, opens=Referral, methods=BOTH)
def ask_advice(referral: Referral) -> Any:
    """Ask the safeguarding officer about a child, and for a place about a school and first day."""
    known: Answers = {"setting": {"code": request.args["school"]}} if request.args.get("school") else {}
    if day := first_day(None):
        known["start_date"] = day.isoformat()
    asked, back = _asked(ASK, known), deciding_address(referral)
    if request.method == "POST" and asked.holds:
        said = asked.answers
        setting = setting_by_urn((said.get("setting") or {}).get("code", ""))
        day = dt.date.fromisoformat(said["start_date"]) if said.get("start_date") else None
        try:
            actions.ask_advice(
                current_actor(),
                referral,
                setting_id=setting.id if setting else None,
                start_date=day,
                asked=said["question"],
            )
            flash("The safeguarding officers were asked, and told at once.", "success")
            return redirect(back)
        except ValueError as refused:
            asked = read(ASK, request.form, {"setting": str(refused)})
    return asked_page(asked, "Ask the safeguarding officer", back=back, button="Ask", facts=bar(referral))


@pages.page("/advice/<advice>/said", needs=WRITERS, opens=RiskAdvice, methods=BOTH)
def note_advice(advice: RiskAdvice) -> Any:
    """Write down what an officer said aloud, for example on the telephone."""
    referral = lists.referrals_by_id([advice.referral_id])[advice.referral_id]
    contents, back = _note(), deciding_address(referral)
    asked = _asked(contents)
    if request.method == "POST" and asked.holds:
        said = asked.answers
        try:
            actions.note_advice(
                current_actor(),
                advice,
                referral,
                officer_id=int(said["officer"]),
                answer=said["answer"],
                words=said.get("words") or "",
            )
            flash("It is written down. The officer was told, and can put it right.", "success")
            return redirect(back)
        except (ValueError, IllegalMove) as refused:
            asked = read(contents, request.form, {"answer": str(refused)})
    return asked_page(asked, "What the officer said", back=back, button="Keep it", facts=bar(referral))


@pages.page("/advice/<advice>", needs=Permission.PLACEMENT_REASONS, opens=RiskAdvice, methods=BOTH)
def advice(advice: RiskAdvice) -> Any:
    """The officer's answer to the risk question; answering again puts it right."""
    referral = lists.referrals_by_id([advice.referral_id])[advice.referral_id]
    known = {"answer": advice.answer, "words": advice.words, "note": advice.note}
    asked, back = _asked(GIVE, known), url_for("fap.referral", referral=referral.public_id)
    if request.method == "POST" and asked.holds:
        said = asked.answers
        texts = {key: said.get(key) or "" for key in ("words", "note")}
        try:
            actions.give_advice(current_actor(), advice, referral, answer=said["answer"], **texts)
            flash("Your answer is kept. Who asked was told.", "success")
            return redirect(back)
        except ValueError as refused:
            asked = read(GIVE, request.form, {"words": str(refused)})
    page = render_template(
        "fap/advice.html",
        asked=asked,
        advice=advice,
        place=place_words(setting_by_id(advice.setting_id), advice.start_date),
        said=advice_words(advice),
        check_href=_check_href(advice),
        facts=bar(referral),
        back_href=back,
        error_list=asked.error_list,
    )
    return page, 422 if asked.error_list else 200


def _check_href(advice: RiskAdvice) -> str:
    return url_for("transitions.placement_check") if advice.setting_id else ""
