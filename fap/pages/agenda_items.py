"""One item: leave for a late one, another meeting, declared interests, schools under consideration."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from fap import lists
from fap.actions.agenda import move_item, rule_on_leave
from fap.actions.interests import declare_interest, name_school, unname_school, withdraw_interest
from fap.asking import Asked, blank, read
from fap.long_form import bar
from fap.models import AgendaItem, DeclaredInterest
from fap.pages import panel_forms
from fap.pages.agenda import at
from fap.pages.asked_page import asked_page
from fap.pages.behind_item import referral_behind
from fap.pages.blueprints import panel_pages as pages
from fap.panel_picture import interest_members, schools_shown
from foundation.access.permissions import Permission
from foundation.store import current_actor, session
from roll.lists import setting_by_urn

RUN, READ, SIGN = Permission.RUN_FAIR_ACCESS, Permission.READ_PANEL, Permission.SIGN_DECISIONS
BOTH = ("GET", "POST")


def _caption(item: AgendaItem) -> str:
    return f"Item {item.number}. {item.meeting.title}"


@pages.page("/items/<item>/leave", needs=SIGN, opens=AgendaItem, methods=BOTH)
def leave(item: AgendaItem) -> Any:
    """The chair admits a late item, or does not."""
    referral = referral_behind(item)
    contents = panel_forms.LEAVE
    asked = read(contents, request.form) if request.method == "POST" else blank(contents)
    if request.method == "POST" and asked.holds:
        try:
            said = asked.answers
            rule_on_leave(current_actor(), item, referral, give=said["give"] == "yes", reason=said["reason"])
            flash("What you said is kept, and stands in the minutes.", "success")
            return redirect(at(item.meeting))
        except ValueError as refused:
            asked = read(contents, request.form, {"reason": str(refused)})
    facts = [*bar(referral)[:2], ("Why it is late", item.late_reason or "not said")]
    return asked_page(
        asked,
        "Leave for a late item",
        back=at(item.meeting),
        button="Keep",
        caption=_caption(item),
        facts=facts,
    )


@pages.page("/items/<item>/move", needs=RUN, opens=AgendaItem, methods=BOTH)
def move(item: AgendaItem) -> Any:
    """Move an item to another meeting."""
    referral = referral_behind(item)
    others = {one.public_id: one for one in lists.meetings_to_come() if one.id != item.meeting_id}
    contents = panel_forms.move(list(others.values()))
    asked = read(contents, request.form) if request.method == "POST" else blank(contents)
    if request.method == "POST" and asked.holds:
        try:
            said = asked.answers
            move_item(current_actor(), item, referral, others[said["meeting"]], said["reason"])
            flash("The item was moved. Its clock runs on.", "success")
            return redirect(at(item.meeting))
        except ValueError as refused:
            session().rollback()
            asked = read(contents, request.form, {"meeting": str(refused)})
    return asked_page(
        asked, "Move the item", back=at(item.meeting), caption=_caption(item), facts=bar(referral)[:2]
    )


@pages.page("/items/<item>/interest", needs=READ, opens=AgendaItem, methods=BOTH)
def interest(item: AgendaItem) -> Any:
    """Declare an interest; the coordinator and the chair can record another member's."""
    actor = current_actor()
    members = interest_members(actor, item)
    if not actor.may(RUN) and item.meeting.panel_id not in actor.panels:
        abort(404)
    contents = panel_forms.interest(members)
    asked = read(contents, request.form) if request.method == "POST" else blank(contents)
    if request.method == "POST" and asked.holds:
        try:
            _declared(item, asked)
            return redirect(at(item.meeting))
        except ValueError as refused:
            asked = read(contents, request.form, {"kind": str(refused)})
    return asked_page(
        asked,
        "Declare an interest",
        back=at(item.meeting),
        button="Declare it and close the item",
        caption=_caption(item),
    )


def _declared(item: AgendaItem, asked: Asked) -> None:
    actor, whose = current_actor(), asked.answers.get("member")
    account_id = int(whose) if whose else actor.account_id
    declare_interest(actor, item, asked.answers["kind"], account_id=account_id)
    mine = account_id == actor.account_id
    words = "closed to you from now on" if mine else "closed to this member from now on"
    flash(f"The interest is declared and stands in the minutes. The item is {words}.", "success")


@pages.page("/interests/<interest>/withdraw", needs=(RUN, SIGN), opens=DeclaredInterest, methods=BOTH)
def withdraw_interest_page(interest: DeclaredInterest) -> Any:
    """Open an item to a member again, with a reason."""
    item = session().get(AgendaItem, interest.item_id)
    if item is None:
        abort(404)
    contents = panel_forms.WITHDRAW
    asked = read(contents, request.form) if request.method == "POST" else blank(contents)
    if request.method == "POST" and asked.holds:
        try:
            withdraw_interest(current_actor(), interest, item, asked.answers["reason"])
            flash("The interest is withdrawn. The item is open to the member again.", "success")
            return redirect(at(item.meeting))
        except ValueError as refused:
            asked = read(contents, request.form, {"reason": str(refused)})
    return asked_page(
        asked,
        "Withdraw a declared interest",
        back=at(item.meeting),
        button="Withdraw it and open the item",
        caption=_caption(item),
    )


@pages.page("/items/<item>/readers", needs=RUN, opens=AgendaItem, methods=BOTH)
def readers(item: AgendaItem) -> Any:
    """The schools that an item concerns: who sits for one of them reads it in full."""
    referral = referral_behind(item)
    here = url_for("fap_panel.readers", item=item.public_id)
    removed = request.form.get("remove")
    asked = read(panel_forms.SCHOOL, request.form) if request.method == "POST" and not removed else None
    if request.method == "POST":
        urn = removed or (asked.answers.get("setting", {}).get("code", "") if asked and asked.holds else "")
        setting = setting_by_urn(urn) if urn else None
        try:
            if setting is not None:
                (unname_school if removed else name_school)(current_actor(), referral, setting)
                flash(f"{setting.name} is {'no longer ' if removed else ''}under consideration.", "success")
                return redirect(here)
        except ValueError as refused:
            asked = read(panel_forms.SCHOOL, request.form, {"setting": str(refused)})
    asked = asked or blank(panel_forms.SCHOOL)
    page = render_template(
        "fap/panels/readers.html",
        asked=asked,
        error_list=asked.error_list,
        caption_words=_caption(item),
        facts=[{"label": name, "value": value} for name, value in bar(referral)[:2]],
        item=item,
        **schools_shown(referral, item),
    )
    return page, 422 if request.method == "POST" else 200
