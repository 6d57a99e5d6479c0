"""Accounts of other systems, and their keys: made, shown once, revoked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from admin import actions
from admin.pages.blueprint import pages
from foundation.access import keys
from foundation.access.lists import names_of
from foundation.access.models import Account, ApiKey
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, today
from foundation.trail import history

NEEDS = Permission.MANAGE_ACCOUNTS
SCOPES = {code: words[:1].upper() + words[1:] for code, (words, _) in keys.SCOPES.items()}


@pages.page("/systems", needs=NEEDS, methods=("GET", "POST"), reauth=True)
def systems() -> Any:
    """Accounts of other systems; and making one."""
    form = Reading(request.form)
    if request.method == "POST":
        name = form.text("name", "the name of the system", required=True, longest=80)
        if not form.errors:
            try:
                made = actions.make_system_account(current_actor(), name)
                return redirect(url_for("admin.system", account=made.public_id))
            except ValueError as refused:
                form.refuse("name", str(refused))
    found = keys.system_accounts()
    page = render_template(
        "admin/systems.html",
        found=[
            (account, [key for key in keys.keys_of(account) if _state(key) == "In force"])
            for account in found
        ],
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page("/systems/<account>", needs=NEEDS, opens=Account, reauth=True)
def system(account: Account) -> Any:
    """One system: its keys, what happened, making another key."""
    return _page(account, Reading(request.form))


@pages.page("/systems/<account>/keys", needs=NEEDS, opens=Account, methods=("POST",), reauth=True)
def make_key(account: Account) -> Any:
    """Make a key, and show it this once."""
    form = Reading(request.form)
    label = form.text("label", "what the key is for", required=True, longest=80)
    scopes = form.choices("scopes", SCOPES)
    until = form.date("until", "Until when", required=True, future=True)
    if not form.errors and until is not None:
        try:
            _key, text = actions.make_key(
                current_actor(), _system(account), label=label, scopes=scopes, expires_on=until
            )
            return render_template("admin/key.html", account=account, key=text, until=until)
        except ValueError as refused:
            form.refuse("scopes" if keys.PLACEMENT_CHECKS not in scopes else "until-day", str(refused))
    return _page(account, form), 422


@pages.page(
    "/systems/<account>/keys/<key>/revoke",
    needs=NEEDS,
    opens=(Account, ApiKey),
    methods=("GET", "POST"),
    reauth=True,
)
def revoke_key(account: Account, key: ApiKey) -> Any:
    """End a key before its time."""
    if key.account_id != account.id:
        abort(404)
    form = Reading(request.form)
    if request.method == "POST":
        reason = form.text("reason", "the reason", required=True, longest=300)
        if not form.errors:
            actions.revoke_key(current_actor(), key, reason)
            flash("The key is revoked. It is refused from now on.", "success")
            return redirect(url_for("admin.system", account=account.public_id))
    page = render_template(
        "admin/revoke_key.html",
        account=account,
        key=key,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


def _system(account: Account) -> Account:
    if account not in keys.system_accounts():
        abort(404)
    return account


def _state(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return "Revoked"
    return "Over" if key.expires_on < today() else "In force"


def _page(account: Account, form: Reading) -> str:
    found = keys.keys_of(_system(account))
    return render_template(
        "admin/system.html",
        account=account,
        keys=[
            (key, _state(key), "; ".join(SCOPES.get(scope, scope) for scope in key.scopes)) for key in found
        ],
        people=names_of({key.made_by_id for key in found if key.made_by_id}),
        scopes=SCOPES,
        a_year=today() + dt.timedelta(days=364),
        history=history(account)[:40],
        typed=form.posted,
        ticked=form.posted.getlist("scopes") or [keys.PLACEMENT_CHECKS],
        errors=form.errors,
        error_list=form.error_list,
    )
