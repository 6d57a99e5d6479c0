"""The decision on an item: the schools side by side, the draft, the chair's signature."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from fap import actions, lists
from fap.actions.decisions import is_chair, may_write_decision
from fap.asking import Asked, blank, read
from fap.candidates import candidates, preferred_words
from fap.item_picture import item_picture
from fap.long_form import bar
from fap.models import AgendaItem, Decision, Referral
from fap.pages import step_forms
from fap.pages.asked_page import asked_page
from fap.pages.behind_item import referral_behind
from fap.pages.blueprints import panel_pages as pages
from fap.pages.starts import first_day
from fap.words import PLACES
from foundation.access.permissions import Permission
from foundation.questions import Answers
from foundation.store import current_actor, session
from roll.lists import setting_by_id, setting_by_urn

RUN, READ = Permission.RUN_FAIR_ACCESS, Permission.READ_PANEL
BOTH = ("GET", "POST")


@pages.page("/items/<item>", needs=READ, opens=AgendaItem, methods=BOTH)
def item(item: AgendaItem) -> Any:
    """Decide a placement: the schools side by side, then the decision. Saving decides nothing."""
    referral = referral_behind(item)
    writable = may_write_decision(current_actor(), item) and item.outcome is None
    asked: Asked | None = None
    if request.method == "POST" and not writable:
        abort(403)
    if request.method == "POST":
        asked = read(step_forms.decision(), request.form)
        if asked.holds:
            try:
                made = actions.draft_decision(current_actor(), item, referral, _values(asked.answers))
                return redirect(url_for("fap_panel.sign", decision=made.public_id))
            except actions.CheckNotClear as refused:
                asked = read(step_forms.decision(), request.form, {"override_reason": str(refused)})
            except ValueError as refused:
                asked = read(step_forms.decision(), request.form, {"setting": str(refused)})
    draft = lists.draft_of(item)
    looked = candidates(referral, first_day(draft), request.args.getlist("school"), draft)
    ask_why = looked.unclear or bool(draft and draft.override_reason)
    asked = asked or blank(step_forms.decision(ask_why=ask_why), _known(draft) if draft else None)
    shown = item_picture(item, referral, draft, current_actor())
    page = render_template(
        "fap/item.html",
        asked=asked,
        writable=writable,
        looked=looked,
        preferred_words=preferred_words(referral),
        error_list=asked.error_list,
        **shown,
    )
    return page, 422 if asked.error_list else 200


@pages.page("/decisions/<decision>", needs=READ, opens=Decision)
def sign(decision: Decision) -> Any:
    """The decision as it stands, ready for the chair's signature."""
    item, referral = _around(decision)
    setting = setting_by_id(decision.setting_id)
    return render_template(
        "fap/decision.html",
        decision=decision,
        setting=setting,
        may_sign=is_chair(current_actor(), item) and decision.status == "draft",
        writable=may_write_decision(current_actor(), item) and item.outcome is None,
        **item_picture(item, referral, decision, current_actor()),
    )


@pages.page(
    "/decisions/<decision>/sign",
    needs=Permission.SIGN_DECISIONS,
    opens=Decision,
    methods=("POST",),
    reauth=True,
)
def signed(decision: Decision) -> Any:
    """Sign, having proved who one is. The placement check runs again before."""
    item, referral = _around(decision)
    try:
        seen = request.form.get("seen", "")
        actions.sign_decision(current_actor(), decision, item, referral, seen=seen)
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


def _around(decision: Decision) -> tuple[AgendaItem, Referral]:
    item = session().get_one(AgendaItem, decision.item_id)
    return item, session().get_one(Referral, decision.referral_id)


def _values(said: Answers) -> actions.DecisionValues:
    """The answers of the decision form as what an action takes."""
    setting = setting_by_urn(said.get("setting", {}).get("code", "")) if said.get("setting") else None
    place = said["kind"] in PLACES
    days: dict[str, Any] = {
        key: dt.date.fromisoformat(said[key])
        for key in ("start_date", "until", "transition_on")
        if place and said.get(key)
    }
    texts = {
        key: said.get(key)
        for key in ("conditions", "dissent", "support_child", "support_stay", "responsible")
    }
    return actions.DecisionValues(
        kind=said["kind"],
        reasons=said["reasons"],
        setting_id=setting.id if setting and place else None,
        reason_matches=said.get("reason_matches"),
        contexts_covered=said.get("contexts_covered"),
        override_reason=said.get("override_reason") if place else None,
        **days,
        **texts,
    )


def _known(draft: Decision) -> Answers:
    """A draft as answers of the form."""
    setting = setting_by_id(draft.setting_id)
    days = {key: getattr(draft, key) for key in ("start_date", "until", "transition_on")}
    keys = ("kind", "reasons", "conditions", "dissent", "support_child", "support_stay", "responsible")
    texts = {
        key: getattr(draft, key) for key in (*keys, "override_reason", "reason_matches", "contexts_covered")
    }
    return {
        **texts,
        **{key: day.isoformat() for key, day in days.items() if day},
        **({"setting": {"code": setting.urn}} if setting else {}),
    }
