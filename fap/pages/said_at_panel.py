"""What was said at the panel and is not on the form, a setting's answer about safety, and peers."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap import lists
from fap.actions.panel_said import CONTEXTS, note_discussion, note_not_safe, read_peers, rule_on_safety
from fap.asking import Asked, blank, read
from fap.long_form import bar
from fap.models import AgendaItem, Referral, SafetyAnswer
from fap.models.named import PURPOSE
from fap.pages.asked_page import asked_page
from fap.pages.behind_item import referral_behind
from fap.pages.blueprints import panel_pages, referral_pages
from foundation.access.permissions import Permission
from foundation.questions import Choice, Choices, LongText, Lookup
from foundation.store import current_actor
from roll.lists import setting_by_id, setting_by_urn

WRITERS = (Permission.RUN_FAIR_ACCESS, Permission.SIGN_DECISIONS)
BOTH = ("GET", "POST")
CONTEXT_WORDS = {
    "home": "Home",
    "peer_group": "Peer group",
    "school": "School",
    "neighbourhood": "Neighbourhood and journey",
}
DISCUSSION = (
    Choice(
        "matched",
        "Was the reason on the form the reason that was discussed?",
        choices=(("yes", "Yes"), ("partly", "In part"), ("no", "No")),
        required="Say whether the written reason matched",
    ),
    LongText("discussed", "If not, which reason was discussed", rows=3),
    Choices(
        "covered",
        "What was spoken of besides the child?",
        choices=tuple((key, CONTEXT_WORDS[key]) for key in CONTEXTS),
    ),
    LongText("why_this_child", "Why this child and not another is to move", rows=3),
    LongText(
        "words", "What else was said and is not on the form", rows=4, hint="Without other children’s names."
    ),
)
NOT_SAFE = (
    Lookup("setting", "Which setting?", required="Choose the setting", hint="Type the name or the URN."),
)
RULING = (
    Choice(
        "upheld",
        "Is the setting right?",
        choices=(
            ("yes", "Yes: not while those children are there"),
            ("no", "No: the setting can take the child"),
        ),
        required="Say whether the setting is right",
    ),
    LongText("words", "Why", hint="Only officers read this.", required="Say why"),
)
PEERS = (
    LongText(
        "purpose",
        "What do you need the names for?",
        rows=3,
        hint="It is kept in the history of the referral, with your name.",
        required="Say what you need the names for",
    ),
)


def _asked(contents: Any) -> Asked:
    return read(contents, request.form) if request.method == "POST" else blank(contents)


@panel_pages.page("/items/<item>/discussion", needs=WRITERS, opens=AgendaItem, methods=BOTH)
def discussion(item: AgendaItem) -> Any:
    """Whether the written reason is the one that was discussed, and what else was said."""
    referral = referral_behind(item)
    back = url_for("fap_panel.item", item=item.public_id)
    known = lists.heard_of(item)
    asked = blank(DISCUSSION, known) if request.method == "GET" else read(DISCUSSION, request.form)
    if request.method == "POST" and asked.holds:
        try:
            note_discussion(current_actor(), item, referral, **asked.answers)
            flash("What was said is kept beside the school’s answers.", "success")
            return redirect(back)
        except ValueError as refused:
            asked = read(DISCUSSION, request.form, {"discussed": str(refused)})
    return asked_page(asked, "The discussion and the form", back=back, button="Save", facts=bar(referral))


@panel_pages.page("/items/<item>/not-safe", needs=WRITERS, opens=AgendaItem, methods=BOTH)
def not_safe(item: AgendaItem) -> Any:
    """A setting says that it is not safe given who is there now; nobody is named."""
    referral = referral_behind(item)
    back = url_for("fap_panel.item", item=item.public_id)
    asked = _asked(NOT_SAFE)
    if request.method == "POST" and asked.holds:
        setting = setting_by_urn(asked.answers["setting"].get("code", ""))
        try:
            note_not_safe(current_actor(), item, referral, setting.id if setting else 0)
            flash("It is noted. The safeguarding officers were told, and rule on it.", "success")
            return redirect(back)
        except ValueError as refused:
            asked = read(NOT_SAFE, request.form, {"setting": str(refused)})
    heading = "Not safe given who is there now"
    return asked_page(asked, heading, back=back, button="Note it", facts=bar(referral))


@panel_pages.page("/safety/<answer>", needs=Permission.PLACEMENT_REASONS, opens=SafetyAnswer, methods=BOTH)
def safety(answer: SafetyAnswer) -> Any:
    """The officer's ruling on a setting that says it is not safe."""
    referral = lists.referrals_by_id([answer.referral_id])[answer.referral_id]
    back = url_for("fap.referral", referral=referral.public_id)
    asked = _asked(RULING)
    if request.method == "POST" and answer.status != "open":
        flash("There is a ruling already.", "error")
        return redirect(back)
    if request.method == "POST" and asked.holds:
        upheld, words = asked.answers["upheld"] == "yes", asked.answers["words"]
        try:
            rule_on_safety(current_actor(), answer, upheld=upheld, words=words)
            flash("The ruling is kept.", "success")
            return redirect(back)
        except ValueError as refused:
            asked = read(RULING, request.form, {"words": str(refused)})
    setting = setting_by_id(answer.setting_id)
    page = render_template(
        "fap/safety.html",
        asked=asked,
        answer=answer,
        setting=setting,
        facts=bar(referral),
        back_href=back,
        error_list=asked.error_list,
    )
    return page, 422 if asked.error_list else 200


@referral_pages.page("/<referral>/peers", needs=Permission.READ_PEERS, opens=Referral, methods=BOTH)
def peers(referral: Referral) -> Any:
    """The peers whom the form names, once a purpose is given."""
    asked = _asked(PEERS)
    found = None
    if request.method == "POST" and asked.holds:
        try:
            found = read_peers(current_actor(), referral, asked.answers["purpose"])
        except ValueError as refused:
            asked = read(PEERS, request.form, {"purpose": str(refused)})
    page = render_template(
        "fap/peers.html",
        asked=asked,
        found=found,
        purpose=PURPOSE,
        contexts=CONTEXT_WORDS,
        referral=referral,
        facts=bar(referral),
        error_list=asked.error_list,
    )
    return page, 422 if asked.error_list else 200
