"""Accounts: who there is, what they may do, inviting, giving and ending roles, disabling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for

from admin import actions, lists
from admin.actions import RoleValues
from admin.pages.blueprint import pages
from admin.words import ACCOUNT_STATES, permission_words
from foundation.access.models import Account
from foundation.access.permissions import (
    PANEL_ROLES,
    ROLE_WORDS,
    ROLES,
    SCHOOL_SEATS,
    SETTING_ROLES,
    Permission,
    Role,
)
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, session, today
from foundation.trail import history
from roll.settings_register import open_settings, setting_by_urn

NEEDS = Permission.MANAGE_ACCOUNTS
ROLE_CHOICES = {str(role): ROLE_WORDS[role][0].upper() + ROLE_WORDS[role][1:] for role in Role}


@pages.page("/accounts", needs=NEEDS)
def accounts() -> Any:
    """Everybody who signs in; the filter stands in the address."""
    form = Reading(request.args)
    state, role = form.known("state", ACCOUNT_STATES), form.known("role", ROLE_CHOICES)
    number = request.args.get("page", "1")
    found = lists.accounts(state, role, int(number) if number.isdecimal() and len(number) < 6 else 1)
    return render_template(
        "admin/accounts.html",
        found=found,
        state=state,
        role=role,
        settings=lists.settings_of(found.accounts),
        role_words=lists.role_words,
        state_of=lists.state_of,
        states=ACCOUNT_STATES,
        roles=ROLE_CHOICES,
        page_address=lambda page: url_for("admin.accounts", state=state, role=role, page=page),
    )


@pages.page("/roles", needs=NEEDS)
def roles() -> Any:
    """The one table of roles, as the code reads it."""
    table = [
        (ROLE_WORDS[role], [permission_words(p) for p in Permission if p in ROLES[role]], _scope_words(role))
        for role in Role
    ]
    return render_template("admin/roles.html", table=table)


@pages.page("/accounts/new", needs=NEEDS, methods=("GET", "POST"), reauth=True)
def invite() -> Any:
    """Invite somebody: an account with its first role, and a link that is shown once."""
    form = Reading(request.form)
    if request.method == "POST":
        email = form.text("email", "the e-mail address", required=True, longest=254)
        if email and not _is_address(email):
            form.refuse("email", "Enter an e-mail address, like name@example.org")
        name = form.text("name", "the name", required=True)
        job_title = form.text("job_title", "the job title")
        given = _role_read(form)
        if not form.errors and given is not None:
            try:
                account, token = actions.invite_person(
                    current_actor(), email=email, name=name, job_title=job_title, given=given
                )
                return _link_page(account, token)
            except ValueError as refused:
                session().rollback()
                form.refuse("email", str(refused))
    page = render_template("admin/invite.html", **_form_context(form))
    return page, 422 if form.errors else 200


@pages.page("/accounts/<account>", needs=NEEDS, opens=Account)
def account(account: Account) -> Any:
    """One account: its roles, its history, what can be changed."""
    return _account_page(account, Reading(request.form))


@pages.page("/accounts/<account>/role", needs=NEEDS, opens=Account, methods=("POST",), reauth=True)
def give_role(account: Account) -> Any:
    """Give a role."""
    form = Reading(request.form)
    given = _role_read(form)

    def act() -> None:
        if given is not None:
            actions.give_role(current_actor(), account, given)

    return _done(account, form, act, "role", "The role was given. It holds from the next page they open.")


@pages.page("/accounts/<account>/role/end", needs=NEEDS, opens=Account, methods=("POST",), reauth=True)
def end_role(account: Account) -> Any:
    """End a role."""
    form = Reading(request.form)
    chosen = lists.assignment_of(account, form.posted.get("number", ""))
    if chosen is None:
        form.refuse("role", "Choose the role that ends")
    number = account.assignments.index(chosen) + 1 if chosen else 0
    return _done(
        account,
        form,
        lambda: actions.end_role(current_actor(), account, number),
        "role",
        "The role has ended.",
    )


@pages.page("/accounts/<account>/disable", needs=NEEDS, opens=Account, methods=("POST",), reauth=True)
def disable(account: Account) -> Any:
    """Disable the account, with a reason."""
    form = Reading(request.form)
    reason = form.text("reason", "the reason", required=True, longest=300)
    return _done(
        account,
        form,
        lambda: actions.disable_account(current_actor(), account, reason),
        "reason",
        "The account is disabled and signed out everywhere.",
    )


@pages.page("/accounts/<account>/link", needs=NEEDS, opens=Account, methods=("POST",), reauth=True)
def link(account: Account) -> Any:
    """A new one-time link: shown once, and the earlier one no longer works."""
    try:
        return _link_page(account, actions.new_link(current_actor(), account))
    except ValueError as refused:
        return _refused(account, refused)


def _done(account: Account, form: Reading, act: Callable[[], None], field: str, words: str) -> Any:
    if current_actor().account_id == account.id or account.state == "disabled":
        return _refused(account, "This account cannot be changed by you.")
    try:
        if not form.errors:
            act()
    except ValueError as refused:
        session().rollback()
        form.refuse(field, str(refused))
    if form.errors:
        return _account_page(account, form), 422
    flash(words, "success")
    return redirect(url_for("admin.account", account=account.public_id))


def _refused(account: Account, words: object) -> Any:
    """What the page does not offer was asked for all the same."""
    flash(str(words), "error")
    return redirect(url_for("admin.account", account=account.public_id))


def _role_read(form: Reading) -> RoleValues | None:
    """A role with its scope, as the form gives it; None where something is missing."""
    role = form.choice("role", "a role", ROLE_CHOICES)
    urn = form.text("setting", "the setting")
    setting = setting_by_urn(urn) if urn else None
    panel = form.choice("panel", "a panel", _panels(), required=False)
    first = form.date("from", "The first day")
    last = form.date("until", "The last day", future=True)
    if role in SETTING_ROLES and setting is None:
        form.refuse("setting", "Choose the school or college for this role")
    if role in PANEL_ROLES and not panel:
        form.refuse("panel" if _panels() else "role", "Choose the panel for this role")
    if form.errors or not role:
        return None
    words = f"at {setting.name}" if setting and role in SETTING_ROLES else ""
    words = f"for {setting.name}" if setting and role in SCHOOL_SEATS else words
    return RoleValues(
        Role(role),
        setting.id if setting else None,
        int(panel) if panel else None,
        first,
        last,
        words,
    )


def _panels() -> dict[str, str]:
    """The panels there are, as another room has told the application: row id to name."""
    offered = current_app.extensions.get("panels")
    return {str(panel_id): name for panel_id, name in offered()} if offered else {}


def _scope_words(role: Role) -> str:
    if role in SETTING_ROLES:
        return "one school or college for each assignment"
    if role in SCHOOL_SEATS:
        return "one panel for each assignment, and a school if the member sits for one"
    return "one panel for each assignment" if role in PANEL_ROLES else "the authority"


def _is_address(text: str) -> bool:
    name, _, host = text.rpartition("@")
    return (
        bool(name) and "." in host and " " not in text and not host.startswith(".") and not host.endswith(".")
    )


def _link_page(account: Account, token: str) -> str:
    address = url_for("access.invitation", token=token, _external=False)
    full = f"{str(current_app.config['BASE_URL']).rstrip('/')}{address}"
    return render_template("admin/link.html", account=account, link=full)


def _form_context(form: Reading) -> dict[str, Any]:
    return {
        "typed": form.posted,
        "errors": form.errors,
        "error_list": form.error_list,
        "roles": ROLE_CHOICES,
        "setting_choices": {found.urn: found.name for found in open_settings()},
        "panels": _panels(),
        "today": today(),
    }


def _account_page(account: Account, form: Reading) -> str:
    return render_template(
        "admin/account.html",
        account=account,
        mine=account.id == current_actor().account_id,
        settings=lists.settings_of([account]),
        role_words=lists.role_words,
        state_of=lists.state_of,
        states=ACCOUNT_STATES,
        history=history(account)[:40],
        **_form_context(form),
    )
