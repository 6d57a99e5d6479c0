"""Actions: agreeing one, saying how it stands."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases.meetings import actions, showing
from cases.meetings.actions import ActionValues
from cases.meetings.models import Meeting, MeetingAction
from cases.meetings.pages.blueprint import pages
from cases.meetings.words import CONTEXTS, CONTROLS, HSB, RATINGS, agencies
from cases.showing import people, told
from foundation.access.lists import accounts_with
from foundation.access.permissions import Permission, Role
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from foundation.trail import IllegalMove

OWNERS = (Role.MASH_OFFICER, Role.SAFEGUARDING_OFFICER, Role.FAP_COORDINATOR)


def _owners(meeting: Meeting) -> dict[str, str]:
    """Accounts that can be given an action: the authority's, and the leads of the settings that are asked."""
    found = {account.public_id: account for role in OWNERS for account in accounts_with(role)}
    for setting_id in {row.setting_id for row in meeting.invitees if row.setting_id}:
        found |= {one.public_id: one for one in accounts_with(Role.DSL, setting_id=setting_id)}
    return {key: account.name for key, account in sorted(found.items(), key=lambda pair: pair[1].name)}


def _owner_id(public_id: str) -> int | None:
    if not public_id:
        return None
    roles = (*OWNERS, Role.DSL)
    return next((one.id for role in roles for one in accounts_with(role) if one.public_id == public_id), None)


@pages.page(
    "/meetings/<child_meeting>/actions/new",
    needs=Permission.WRITE_MEETINGS,
    opens=Meeting,
    methods=("GET", "POST"),
)
def new_action(child_meeting: Meeting) -> Any:
    """Agree an action: who does what by when; with controls in each context for harmful sexual behaviour."""
    form, meeting = Reading(request.form), child_meeting
    table = showing.table(meeting)
    factors = {one.key: f"{one.words} ({one.place})" for one in table.factors} if table else {}
    if request.method == "POST":
        values = _read(form, meeting, factors)
        if values is not None and not form.errors:
            try:
                actions.agree_action(current_actor(), meeting, values)
            except ValueError as refused:
                form.refuse("area", str(refused))
            else:
                flash("The action is agreed.", "success")
                return redirect(url_for("meetings.meeting", child_meeting=meeting.reference))
    page = render_template(
        "cases/meetings/new_action.html",
        meeting=meeting,
        named=people([meeting.child_id]),
        starts=showing.starts(meeting),
        hsb=meeting.kind == HSB,
        owners=_owners(meeting),
        agencies=agencies(),
        controls=CONTROLS,
        factors=factors,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


def _read(form: Reading, meeting: Meeting, factors: dict[str, str]) -> ActionValues | None:
    area = form.narrative("area", "what is done", required=True)
    child_part = form.narrative("child_part", "the child's part")
    controls = {}
    for context in CONTROLS if meeting.kind == HSB else ():
        words = form.narrative(f"control-{context}", f"what is done in {CONTEXTS[context].lower()}")
        none = form.text(f"none-{context}", "why nothing is done", longest=300)
        if not (words or none):
            title = CONTEXTS[context].lower()
            form.refuse(f"control-{context}", f"Say what is done in {title}, or why nothing is")
        controls[context] = {"words": words} if words else {"none_because": none}
    account = form.choice("account", "the colleague", _owners(meeting), required=False)
    owner = form.text("owner", "who does it") or _owners(meeting).get(account, "")
    if not owner:
        form.refuse("owner", "Name who does it, or choose a colleague")
    agency = form.choice("agency", "the agency", agencies(), required=False)
    due = form.date("due", "The day it is due", required=True)
    if due is None or not owner:
        return None
    return ActionValues(
        area=area,
        owner=owner,
        due_on=due,
        agency=agency,
        owner_id=_owner_id(account),
        child_part=child_part,
        controls=controls,
        factors=form.choices("factors", factors),
    )


@pages.page(
    "/meetings/actions/<meeting_action>",
    needs=Permission.HOME,
    opens=MeetingAction,
    methods=("GET", "POST"),
)
def action(meeting_action: MeetingAction) -> Any:
    """One action, for those of the meeting and for whoever has it to do: how does it stand?"""
    form = Reading(request.form)
    may_withdraw = current_actor().may(Permission.WRITE_MEETINGS)
    ratings = {code: words for code, (words, _) in RATINGS.items() if code != "withdrawn" or may_withdraw}
    if request.method == "POST":
        rating = form.choice("rating", "how it stands", ratings)
        said = form.narrative("said", "what was done", required=True)
        if not form.errors:
            try:
                actions.rate_action(current_actor(), meeting_action, rating, said)
            except (ValueError, IllegalMove) as refused:
                words = str(refused) if isinstance(refused, ValueError) else "It was withdrawn already"
                form.refuse("rating", words)
            else:
                flash("Saved.", "success")
                return redirect(url_for("meetings.action", meeting_action=meeting_action.public_id))
    page = render_template(
        "cases/meetings/action.html",
        action=meeting_action,
        meeting=meeting_action.meeting,
        named=people([meeting_action.child_id]),
        clock=showing.action_clock(meeting_action),
        rated=RATINGS,
        ratings=ratings,
        controls=CONTROLS,
        agencies=agencies(),
        history=told([meeting_action]),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200
