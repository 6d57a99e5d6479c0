"""Sign-in, sign-out, hiding the screen, proving oneself again, accepting an invitation."""

from __future__ import annotations

from typing import Any

import segno
from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask import session as browser
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from foundation.access import actions, kept, passwords, sessions
from foundation.access.front_door import TOKEN, demo, safe_next
from foundation.access.lists import account_by_email
from foundation.access.pages import Pages
from foundation.access.permissions import Permission

pages = Pages("access", __name__)


class SignInForm(FlaskForm):  # type: ignore[misc]
    """E-mail address, password and, outside demo mode, the code."""

    email = StringField("E-mail address", [InputRequired("Enter your e-mail address"), Length(max=254)])
    password = PasswordField("Password", [InputRequired("Enter your password"), Length(max=1000)])
    code = StringField("Code from your authenticator app", [Length(max=20)])


@pages.page("/sign-in", public=True, methods=("GET", "POST"))
def sign_in() -> Any:
    """The way in."""
    form = SignInForm()
    error = None
    if form.validate_on_submit():
        try:
            token = sessions.sign_in(
                form.email.data or "", form.password.data or "", None if demo() else form.code.data or ""
            )
        except sessions.Refused as refused:
            error = str(refused)
        else:
            browser.clear()
            browser[TOKEN] = token
            return _go_on(form.email.data or "")
    people = current_app.extensions.get("demo_people", list)() if demo() else []
    sealed = request.form.get(kept.FIELD)
    page = render_template(
        "access/sign_in.html", form=form, error=error, demo=demo(), people=people, kept=sealed
    )
    return page, 422 if form.errors or error else 200


def _go_on(email: str) -> Any:
    """What was typed before the session ended, to be sent by its writer; otherwise the page asked for."""
    account = account_by_email(email)
    sealed = request.form.get(kept.FIELD)
    found = kept.kept_for(account, sealed) if sealed and account else None
    if found is None:
        return redirect(safe_next(request.args.get("next")))
    g.pop("csrf_token", None)  # made for the session before; the page needs one of the new session
    return render_template("access/go_on.html", kept=found)


@pages.page("/sign-out", needs=Permission.HOME, methods=("POST",))
def sign_out() -> Any:
    """End this session; the browser forgets what it kept."""
    sessions.end(current_user.live, current_user.account)
    browser.clear()
    response = redirect(url_for("access.sign_in"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@pages.page("/sign-out-everywhere", needs=Permission.HOME, methods=("POST",))
def sign_out_everywhere() -> Any:
    """End every session of this account."""
    actions.end_sessions(current_user.account.id)
    browser.clear()
    return redirect(url_for("access.sign_in"))


@pages.page("/stay", needs=Permission.HOME, methods=("POST",))
def stay() -> Any:
    """Stay signed in: any request does it, this one says for how long."""
    return {"seconds": sessions.seconds_left(current_user.live)}


@pages.page("/token", needs=Permission.HOME, poll=True)
def token() -> Any:
    """For a page that stood open while somebody signed in again: whose session it is, and its token."""
    return {"csrf_token": generate_csrf(), "person": current_user.account.public_id}


@pages.page("/hide", needs=Permission.HOME, methods=("POST",))
def hide() -> Any:
    """Lock the screen: a neutral page, and the password before anything is shown again."""
    current_user.live.locked = True
    return redirect(url_for("access.weather"))


@pages.page("/today", public=True)
def weather() -> Any:
    """The neutral page a hidden screen shows."""
    return render_template("access/neutral.html")


@pages.page("/unlock", needs=Permission.HOME, methods=("GET", "POST"))
def unlock() -> Any:
    """The password (and code) again after the screen was hidden."""
    return _prove(safe_next(request.args.get("next")), "access.unlock")


@pages.page("/prove", needs=Permission.HOME, methods=("GET", "POST"))
def prove() -> Any:
    """The password (and code) again before an act that matters."""
    return _prove(safe_next(request.args.get("next")), "access.prove")


def _prove(after: str, endpoint: str) -> Any:
    error = None
    if request.method == "POST":
        code = None if demo() else request.form.get("_code", "")
        try:
            sessions.prove_again(
                current_user.live, current_user.account, request.form.get("_password", ""), code
            )
            return _unlocked(after)
        except sessions.Refused as refused:
            error = str(refused)
    action = url_for(endpoint, next=after)
    carried = [(kept.FIELD, sealed)] if (sealed := request.form.get(kept.FIELD)) else []
    page = render_template(
        "access/prove.html", kept=carried, action=action, error=error, demo=demo(), next=after
    )
    return page, 422 if error else 200


def _unlocked(after: str) -> Any:
    """What was posted while the screen was hidden, to be sent by its writer; otherwise the page asked for."""
    sealed = request.form.get(kept.FIELD)
    found = kept.kept_for(current_user.account, sealed) if sealed else None
    return render_template("access/go_on.html", kept=found) if found else redirect(after)


@pages.page("/invitation/<token>", public=True, methods=("GET", "POST"))
def invitation(token: str) -> Any:
    """Set a password and the second factor by a one-time link."""
    try:
        found, account = actions.invitation_behind(token)
    except actions.InvitationSpent as spent:
        flash(str(spent), "error")
        return redirect(url_for("access.sign_in"))
    error = None
    if request.method == "POST":
        code = None if demo() else request.form.get("code", "")
        try:
            if request.form.get("password") != request.form.get("again"):
                raise ValueError("The two passwords are not the same")
            actions.activate(token, request.form.get("password", ""), code)
        except ValueError as refused:
            error = str(refused)
        else:
            flash("Your account is ready. Sign in.", "success")
            return redirect(url_for("access.sign_in"))
    issuer = current_app.config["AUTHORITY_NAME"]
    uri = passwords.enrolment_address(found.totp_secret, account.email, issuer)
    # Drawn by segno from our own address: shapes only, no text of anybody.
    drawing = Markup(segno.make(uri).svg_inline(scale=5, svgclass=None, lineclass=None, omitsize=False))  # noqa: S704
    page = render_template(
        "access/invitation.html",
        account=account,
        secret=found.totp_secret,
        drawing=drawing,
        error=error,
        demo=demo(),
    )
    return page, 422 if error else 200
