"""The decision on an item: the schools side by side, the draft, the chair's signature."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from fap import actions, deciding_lists, lists
from fap.asking import Asked, blank, read
from fap.candidates import candidates, preferred_words
from fap.chairs import chairs_panel, is_chair, may_decide, may_write_decision
from fap.decision_lines import changes_of, lines_of
from fap.item_picture import item_picture, outside_picture, risk_picture
from fap.long_form import bar, child_words
from fap.models import AgendaItem, Decision, Referral
from fap.need_to_know import read_inside
from fap.pages import step_forms
from fap.pages.asked_page import asked_page
from fap.pages.asking_now import ask_now, is_asking
from fap.pages.behind_item import referral_behind
from fap.pages.blueprints import panel_pages as pages
from fap.pages.decision_form import decision as questions
from fap.pages.decision_form import known_of, offered, values_of
from fap.pages.papers import download
from fap.pages.starts import first_day
from fap.words import OUTCOMES
from foundation.access.permissions import Permission
from foundation.paper import render_pdf
from foundation.store import current_actor, now, session
from roll.lists import setting_by_id

RUN, READ = Permission.RUN_FAIR_ACCESS, Permission.READ_PANEL
BOTH = ("GET", "POST")


@pages.page("/items/<item>", needs=READ, opens=AgendaItem, methods=BOTH)
def item(item: AgendaItem) -> Any:
    """Decide a placement: the schools side by side, then the decision. Saving decides nothing."""
    word = deciding_lists.ratification_on(item) if item.outcome in OUTCOMES else None
    if word is not None:
        return redirect(url_for("fap_panel.ratify", ratification=word.public_id))
    referral = referral_behind(item)
    actor, draft = current_actor(), lists.draft_of(item)
    writable = may_write_decision(actor, item) and item.outcome is None
    asked = None
    if request.method == "POST":
        if not writable:
            abort(403)
        try:
            asked = ask_now(referral) if is_asking() else read(questions(), request.form)
            if asked.holds and not is_asking():
                made = actions.draft_decision(actor, item, referral, values_of(asked.answers))
                return redirect(url_for("fap_panel.sign", decision=made.public_id))
        except ValueError as refused:
            asked = refused_page(refused)
    shown = item_picture(item, referral, draft, actor)
    return compared_page(asked, referral, draft, writable=writable, item=item, shown=shown)


def refused_page(refused: ValueError, *, outside: bool = False) -> Asked:
    """The form as it was typed, with what was refused at its question."""
    key = "setting"
    if isinstance(refused, actions.Contradiction):
        key = refused.key
    elif isinstance(refused, actions.CheckNotClear):
        key = "override_reason"
    return read(questions(outside=outside), request.form, {key: str(refused)})


def compared_page(
    asked: Asked | None,
    referral: Referral,
    draft: Decision | None,
    *,
    writable: bool,
    shown: dict[str, Any],
    item: AgendaItem | None = None,
) -> Any:
    """The schools side by side and the form below, for an item or outside a meeting."""
    looked = candidates(referral, first_day(draft), request.args.getlist("school"), draft)
    risk = risk_picture(referral, unclear=looked.unclear)
    if asked is None:
        doubt = looked.speaks_against or risk["objected"] or bool(draft and draft.override_reason)
        known = known_of(draft) if draft else offered(referral, item)
        asked = blank(questions(ask_why=doubt, outside=item is None), known)
    page = render_template(
        "fap/item.html",
        asked=asked,
        writable=writable,
        looked=looked,
        preferred_words=preferred_words(referral),
        ask_about=_ask_about(draft),
        error_list=asked.error_list,
        **risk,
        **shown,
    )
    return page, 422 if asked.error_list else 200


def _ask_about(draft: Decision | None) -> dict[str, str]:
    """School and day with which a question to the officer begins."""
    schools, day = request.args.getlist("school"), first_day(draft)
    setting = setting_by_id(draft.setting_id) if draft else None
    urn = schools[0] if len(schools) == 1 else setting.urn if setting else ""
    found = {"school": urn, "from": day.isoformat() if day else ""}
    return {key: value for key, value in found.items() if value}


@pages.page("/decisions/<decision>", needs=READ, opens=Decision)
def sign(decision: Decision) -> Any:
    """The decision as it stands, ready for the chair's signature."""
    item, referral = _around(decision)
    actor = current_actor()
    draft = decision.status == "draft"
    if item is not None:
        shown = item_picture(item, referral, decision, actor)
        may_sign = draft and is_chair(actor, item) and item.meeting.status == "published"
        writable = draft and may_write_decision(actor, item) and item.outcome is None
    else:
        shown = outside_picture(referral, decision)
        may_sign = draft and chairs_panel(actor, decision.panel_id, referral.id)
        writable = draft and may_decide(actor, referral, decision)
    return render_template(
        "fap/decision.html",
        decision=decision,
        lines=lines_of(decision, inside=True),
        changes=changes_of(decision),
        may_sign=may_sign,
        writable=writable,
        runs=actor.may(RUN),
        **shown,
    )


@pages.page("/decisions/<decision>/pdf", needs=READ, opens=Decision, kind="print")
def decision_pdf(decision: Decision) -> Any:
    """The decision on paper, every field of it."""
    _item, referral = _around(decision)
    made = render_pdf(
        "paper/decision.html",
        {
            "lines": lines_of(decision, inside=True),
            "child": child_words(referral),
            "referral": referral,
            "decision": decision,
        },
        reference=referral.known_as,
        version=decision.status,
        printed_by=current_actor().name,
        printed_at=now(),
        watermark=None if decision.status == "signed" else "Draft",
    )
    return download(made, "application/pdf", f"{referral.reference or 'referral'}-decision.pdf")


@pages.page(
    "/decisions/<decision>/sign",
    needs=Permission.SIGN_DECISIONS,
    opens=Decision,
    methods=("POST",),
    reauth=True,
)
def signed(decision: Decision) -> Any:
    """Sign, having proved who one is. Every check runs again before."""
    item, referral = _around(decision)
    seen = request.form.get("seen", "")
    try:
        if item is not None:
            actions.sign_decision(current_actor(), decision, item, referral, seen=seen)
        else:
            actions.sign_outside(current_actor(), decision, referral, seen=seen)
        flash("The decision is signed.", "success")
    except actions.SignatureRefused as refused:
        flash(f"Nothing was signed: {refused}. Look at the decision again.", "error")
    return redirect(url_for("fap_panel.sign", decision=decision.public_id))


@pages.page("/items/<item>/heard", needs=(RUN, Permission.SIGN_DECISIONS), opens=AgendaItem, methods=BOTH)
def heard(item: AgendaItem) -> Any:
    """Add what was said at the panel and is not on the form."""
    referral = referral_behind(item)
    asked = read(step_forms.HEARD, request.form) if request.method == "POST" else blank(step_forms.HEARD)
    if request.method == "POST" and asked.holds:
        said = asked.answers
        actor, words = current_actor(), said["words"]
        try:
            actions.add_flag_heard(actor, referral, said["flag"], said.get("capacity"), words)
            flash("What was said is kept beside the school’s answers.", "success")
            return redirect(url_for("fap_panel.item", item=item.public_id))
        except ValueError as refused:
            asked = read(step_forms.HEARD, request.form, {"words": str(refused)})
    back = url_for("fap_panel.item", item=item.public_id)
    return asked_page(asked, "Said at the panel", back=back, facts=bar(referral), button="Keep what was said")


def _around(decision: Decision) -> tuple[AgendaItem | None, Referral]:
    if decision.id not in read_inside(current_actor(), [decision]):
        abort(404)
    item = session().get_one(AgendaItem, decision.item_id) if decision.item_id is not None else None
    return item, session().get_one(Referral, decision.referral_id)
