"""Decisions outside a meeting: drafting one, dropping it, and the panel's word on it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from fap import actions, deciding_lists, lists
from fap.actions.ratifying import ONWARD
from fap.asking import Asked, blank, read
from fap.chairs import may_decide, may_write_decision
from fap.decision_lines import RATIFIED, lines_of
from fap.item_picture import item_picture, outside_picture
from fap.models import AgendaItem, Decision, Panel, Ratification, Referral
from fap.pages.asked_page import asked_page
from fap.pages.asking_now import ask_now, is_asking
from fap.pages.blueprints import panel_pages as pages
from fap.pages.deciding import compared_page, refused_page
from fap.pages.decision_form import decision as questions
from fap.pages.decision_form import values_of
from foundation.access.permissions import Permission
from foundation.questions import Choice, LongText
from foundation.store import current_actor, session
from foundation.trail import IllegalMove

RUN, READ = Permission.RUN_FAIR_ACCESS, Permission.READ_PANEL
WRITERS = (RUN, Permission.SIGN_DECISIONS)
BOTH = ("GET", "POST")
DROP = (LongText("reason", "Why is it not pursued?", rows=3, required="Say why"),)
WORD = (
    Choice(
        "word",
        "What does the panel say?",
        choices=(("yes", "It ratifies the decision"), ("no", "It does not ratify the decision")),
        required="Say whether the panel ratifies the decision",
    ),
    LongText("words", "In the panel’s words", rows=3, hint="Required where it is not ratified."),
    Choice(
        "onward",
        "If it is not ratified, what happens next?",
        choices=tuple((key, words[0].upper() + words[1:]) for key, words in ONWARD.items()),
    ),
)


@pages.page("/referrals/<referral>/outside", needs=WRITERS, opens=Referral, methods=BOTH)
def outside(referral: Referral) -> Any:
    """Decide a place that cannot wait for a meeting: the schools side by side, then the draft."""
    actor, draft = current_actor(), deciding_lists.outside_draft(referral)
    if not may_decide(actor, referral, draft):
        abort(403)
    writable = referral.status in actions.OUTSIDE_OF
    panels = [panel for panel in lists.panels() if actor.may(RUN) or panel.id in actor.chairs]
    chosen = _panel(panels, draft)
    asked = None
    if request.method == "POST":
        if not writable or chosen is None:
            flash("Only a referral that waits for a panel is decided outside a meeting.", "error")
            return redirect(url_for("fap.referral", referral=referral.public_id))
        try:
            form = questions(outside=True)
            asked = ask_now(referral, outside=True) if is_asking() else read(form, request.form)
            if asked.holds and not is_asking():
                said = asked.answers
                made = actions.draft_outside(
                    actor, referral, chosen, values_of(said), why_not_wait=said["why_not_wait"]
                )
                return redirect(url_for("fap_panel.sign", decision=made.public_id))
        except ValueError as refused:
            asked = refused_page(refused, outside=True)
    shown = {**outside_picture(referral, draft, chosen), "panels": panels, "chosen": chosen}
    return compared_page(asked, referral, draft, writable=writable and bool(panels), shown=shown)


def _panel(panels: list[Panel], draft: Decision | None) -> Panel | None:
    """The panel that is asked: the one chosen, the draft's, else the first."""
    wanted = request.form.get("panel") or request.args.get("panel")
    named = [panel for panel in panels if panel.public_id == wanted]
    drafted = [panel for panel in panels if draft is not None and panel.id == draft.panel_id]
    return next(iter([*named, *drafted, *panels]), None)


@pages.page("/decisions/<decision>/drop", needs=RUN, opens=Decision, methods=BOTH)
def drop(decision: Decision) -> Any:
    """Not pursue a draft outside a meeting."""
    referral = session().get_one(Referral, decision.referral_id)
    back = url_for("fap_panel.sign", decision=decision.public_id)
    asked = read(DROP, request.form) if request.method == "POST" else blank(DROP)
    if request.method == "POST" and asked.holds:
        try:
            actions.drop_outside(current_actor(), decision, asked.answers["reason"])
            flash("The draft is not pursued.", "success")
            return redirect(url_for("fap.referral", referral=referral.public_id))
        except (ValueError, IllegalMove):
            words = "Only a draft outside a meeting that is not signed can be dropped"
            asked = read(DROP, request.form, {"reason": words})
    return asked_page(asked, "Drop the draft", back=back)


@pages.page("/ratifications/<ratification>", needs=READ, opens=Ratification, methods=BOTH)
def ratify(ratification: Ratification) -> Any:
    """The decision that was signed outside a meeting, and the panel's word on it."""
    referral = session().get_one(Referral, ratification.referral_id)
    decision = session().get_one(Decision, ratification.decision_id)
    item = session().get(AgendaItem, ratification.item_id) if ratification.item_id else None
    actor = current_actor()
    writable = (
        item is not None
        and ratification.status == "waiting"
        and item.meeting.status == "published"
        and may_write_decision(actor, item)
    )
    asked = read(WORD, request.form) if request.method == "POST" else blank(WORD)
    if request.method == "POST":
        if not writable or item is None:
            abort(403)
        if asked.holds:
            asked = _noted(asked, ratification, item, referral)
            if asked.holds:
                flash("The panel’s word is kept.", "success")
                return redirect(url_for("fap_panel.meeting", meeting=item.meeting.public_id))
    shown = item_picture(item, referral, decision, actor) if item else outside_picture(referral, decision)
    page = render_template(
        "fap/ratify.html",
        asked=asked,
        word=ratification,
        state=RATIFIED[ratification.status],
        onward=ONWARD.get(ratification.onward or "", ""),
        decision=decision,
        lines=lines_of(decision, inside=True),
        writable=writable,
        error_list=asked.error_list,
        **shown,
    )
    return page, 422 if asked.error_list else 200


def _noted(asked: Asked, word: Ratification, item: AgendaItem, referral: Referral) -> Asked:
    said = asked.answers
    try:
        actions.ratify(
            current_actor(),
            word,
            item,
            referral,
            ratified=said["word"] == "yes",
            words=said.get("words") or "",
            onward=said.get("onward") or "",
        )
    except ValueError as refused:
        key = "onward" if "next" in str(refused) or "school" in str(refused) else "words"
        return read(WORD, request.form, {key: str(refused)})
    return asked
