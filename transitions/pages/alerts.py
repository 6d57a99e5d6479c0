"""Alerts: the list, red first, and the page of one with every step of its life."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from foundation.access.lists import account_by_id
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from foundation.store.reference_data import choices, label
from transitions import actions, drawing, lists, self_check, showing
from transitions.actions.disclosures import found_in
from transitions.models import Alert
from transitions.pages.blueprint import pages
from transitions.words import (
    ACTION_SET,
    BASIS_SET,
    DISCLOSURE_STATES,
    KINDS,
    KINDS_SHORT,
    PURPOSE_SET,
    STATES,
)

SHOWN = {"open": "Open", "all": "All", **STATES}
MODES = {
    "separate": "Two separate letters: each pupil needs a conversation and a plan. Neither names the other",
    "both": "One letter that names both and says they are to be kept apart",
    "nothing": "Nothing for now: sharing less, because sharing would do more harm",
}
SINGLE_MODES = {
    "separate": "A letter: your pupil needs a conversation and a plan. It names nobody else",
    "nothing": MODES["nothing"],
}


@pages.page("/alerts", needs=Permission.READ_ALERTS)
def alerts() -> Any:
    """Every alert that is open, red first; the filter stands in the address."""
    asked = Reading(request.args)
    settings = lists.settings_with_alerts()
    wanted = _wanted(asked, settings)
    page = request.args.get("page", 1, type=int)
    found = lists.alerts_found(wanted, page)
    return render_template(
        "transitions/alerts.html",
        found=found,
        wanted=wanted,
        settings=settings,
        address=_address(wanted),
        action_words=label(ACTION_SET, wanted.action) if wanted.action else "",
        named=showing.people_of(found.alerts),
        showing=showing,
        kinds=KINDS_SHORT,
        states=SHOWN,
        counts=lists.open_alert_count(),
        swept=lists.last_sweep(),
        checked=self_check.last_check(),
    )


@pages.page("/alerts/<alert>", needs=Permission.READ_ALERTS, opens=Alert)
def alert(alert: Alert) -> Any:
    """One alert: what it is, why, where they are, what is next."""
    return alert_page(alert, Reading(request.form))


@pages.page("/alerts/<alert>/take", needs=Permission.ACT_ON_ALERTS, opens=Alert, methods=("POST",))
def take(alert: Alert) -> Any:
    """Acknowledge it and take it."""
    return act(alert, lambda form: actions.take(current_actor(), alert), "It is yours now.")


@pages.page("/alerts/<alert>/give", needs=Permission.ACT_ON_ALERTS, opens=Alert, methods=("POST",))
def give(alert: Alert) -> Any:
    """Pass it to a colleague."""

    def do(form: Reading) -> None:
        chosen = form.choice("colleague", "a colleague", _colleagues())
        to = account_by_id(int(chosen)) if chosen else None
        if to is not None:
            actions.give(current_actor(), alert, to)

    return act(alert, do, "Your colleague has been told that there is something to read.", "colleague")


@pages.page("/alerts/<alert>/contacted", needs=Permission.ACT_ON_ALERTS, opens=Alert, methods=("POST",))
def contacted(alert: Alert) -> Any:
    """Record a call and what was arranged."""

    def do(form: Reading) -> None:
        whom = form.text("whom", "whom you spoke to", required=True)
        arranged = form.narrative("arranged", "what was arranged", required=True)
        if not form.errors:
            actions.contacted(current_actor(), alert, whom=whom, arranged=arranged)

    return act(alert, do, "The call is recorded.", "whom")


@pages.page("/alerts/<alert>/action", needs=Permission.ACT_ON_ALERTS, opens=Alert, methods=("POST",))
def record_action(alert: Alert) -> Any:
    """Record what was done."""

    def do(form: Reading) -> None:
        done = form.choice("action", "what was done", _labels(ACTION_SET))
        because = form.narrative("because", "the reason")
        if not form.errors:
            actions.record_action(current_actor(), alert, done, because)

    return act(alert, do, "The action is recorded. You can close the alert.", "because")


@pages.page("/alerts/<alert>/close", needs=Permission.ACT_ON_ALERTS, opens=Alert, methods=("POST",))
def close(alert: Alert) -> Any:
    """Settle it."""
    return act(alert, lambda form: actions.close(current_actor(), alert), "The alert is closed and kept.")


@pages.page("/alerts/<alert>/reopen", needs=Permission.ACT_ON_ALERTS, opens=Alert, methods=("POST",))
def reopen(alert: Alert) -> Any:
    """It is not settled after all."""

    def do(form: Reading) -> None:
        reason = form.narrative("reopen_reason", "why it is open again", required=True)
        if not form.errors:
            actions.reopen(current_actor(), alert, reason)

    return act(alert, do, "The alert is open again.", "reopen_reason", settled=True)


def act(
    alert: Alert, do: Callable[[Reading], None], done: str, field: str = "main", *, settled: bool = False
) -> Any:
    """Do it and go back to the alert; a refusal is drawn on the page with what was typed.

    `settled`: whether it is done to alerts that are settled, and not to open ones.
    """
    if alert.is_open is settled:
        abort(409)
    form = Reading(request.form)
    try:
        do(form)
    except ValueError as refused:
        form.refuse(field, str(refused))
    if form.errors:
        return alert_page(alert, form), 422
    flash(done, "success")
    return redirect(url_for("transitions.alert", alert=alert.reference))


def alert_page(alert: Alert, form: Reading) -> str:
    """The page of an alert, with a form as it was typed."""
    letters = lists.disclosures_of(alert)
    separation, plan = lists.separation_of(alert), lists.plan_of(alert)
    case = lists.case_behind(separation)
    plans = lists.plans_of(alert.child_ids())
    named = showing.people_of([alert])
    holder = account_by_id(alert.assigned_to_id) if alert.assigned_to_id else None
    return render_template(
        "transitions/alert.html",
        alert=alert,
        named=named,
        showing=showing,
        case=case,
        separation=separation,
        why=showing.why(separation, case, plan),
        picture=drawing.picture(alert, separation, case, plans, named),
        in_force=showing.in_force(alert, separation, named),
        letters=[letter for letter in letters if letter.status != "withdrawn"],
        withdrawn=[letter for letter in letters if letter.status == "withdrawn"],
        checks={letter.id: found_in(letter) for letter in letters if letter.status == "draft"},
        sees=showing.who_sees(alert, letters, named),
        asked=lists.identity_asked(alert),
        before=lists.alerts_before(alert),
        history=showing.told(alert, letters, named),
        holder=holder,
        action_words=label(ACTION_SET, alert.action) if alert.action else "",
        colleagues=_colleagues(),
        action_choices=_labels(ACTION_SET),
        modes=MODES if alert.other_child_id else SINGLE_MODES,
        can_be_told=bool(lists.recipients(alert)),
        purposes=_labels(PURPOSE_SET),
        bases=_labels(BASIS_SET),
        states=DISCLOSURE_STATES,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )


def _wanted(asked: Reading, settings: Mapping[int, str]) -> lists.AlertFilter:
    """What the address narrows the list to; strange values count as none."""
    chosen = asked.known("setting", {str(found) for found in settings})
    return lists.AlertFilter(
        asked.known("kind", KINDS),
        asked.known("state", SHOWN) or "open",
        setting_id=int(chosen) if chosen else None,
        mine=current_actor().account_id if asked.known("mine", ("yes",)) else None,
        late=asked.known("late", ("yes",)) == "yes",
        action=asked.known("action", _labels(ACTION_SET)),
        since=asked.day("since", "The first day"),
        until=asked.day("until", "The last day"),
    )


def _address(wanted: lists.AlertFilter) -> dict[str, str]:
    """The filter as it stands in an address, without what is not narrowed."""
    made = {
        "kind": wanted.kind,
        "state": wanted.state,
        "setting": str(wanted.setting_id or ""),
        "mine": "yes" if wanted.mine is not None else "",
        "late": "yes" if wanted.late else "",
        "action": wanted.action,
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
    }
    return {name: value for name, value in made.items() if value}


def _colleagues() -> dict[str, str]:
    me = current_actor().account_id
    return {str(officer.id): officer.name for officer in actions.officers() if officer.id != me}


def _labels(name: str) -> dict[str, str]:
    return {choice.code: choice.label for choice in choices(name)}
