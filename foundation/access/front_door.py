"""The second lock: before any view runs, who asks is known and what they ask for is theirs to ask."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask import session as browser
from flask_login import LoginManager, current_user
from werkzeug.exceptions import NotFound

from foundation.access import kept, keys, sessions
from foundation.access.lists import actor_of
from foundation.access.models import Account, WebSession
from foundation.access.rules import AccessRule, rules_of
from foundation.store import Actor, current_actor, session, set_actor

NOBODY = Actor(account_id=0, name="nobody")
TOKEN, ENDED = "token", "ended"
SIGNED_OUT = (
    "You were signed out. Sign in again in a new tab, and come back: this page keeps what you wrote and then "
    "saves it."
)
LOCKED = (
    "The screen was hidden in another tab. Unlock it there: this page keeps what you wrote and then saves it."
)
login = LoginManager()


class SignedInAccount:
    """What Flask-Login knows of an account."""

    is_authenticated, is_active, is_anonymous = True, True, False

    def __init__(self, account: Account, live: WebSession) -> None:
        """An account with its live session."""
        self.account, self.live = account, live

    def get_id(self) -> str:
        """Never the row id: the session's token is what counts."""
        return self.account.public_id


@login.request_loader  # type: ignore[untyped-decorator]
def _load(_request: Any) -> SignedInAccount | None:
    token = browser.get(TOKEN)
    live = sessions.find(token) if token else None
    account = session().get(Account, live.account_id) if live else None
    return SignedInAccount(account, live) if account and live else None


def init_app(app: Flask) -> None:
    """Fasten the door to an application."""
    login.init_app(app)
    login.session_protection = None
    app.before_request(_door)


def _door() -> Any:
    g.writes = request.method not in {"GET", "HEAD", "OPTIONS"}
    set_actor(NOBODY)
    if request.endpoint == "static":
        return None
    if current_user.is_authenticated:
        set_actor(actor_of(current_user.account))
        g.session_ends = sessions.seconds_left(current_user.live)
    if request.endpoint is None:
        raise request.routing_exception or NotFound()  # absent, another method, or the address with its slash
    rule = rules_of(current_app).get(request.endpoint)
    if rule is None:
        abort(404)
    g.access_rule = rule
    if rule.key_scope:
        return _by_key(rule.key_scope)
    _nothing_unwritable()
    if rule.public:
        return None
    return _signed_in(rule)


def _by_key(scope: str) -> None:
    """Another system, by the key in its header; who is signed in in a browser does not count here."""
    set_actor(NOBODY)
    g.writes = False
    found = keys.bearer(request.headers.get("Authorization", ""))
    if found is None:
        abort(401)
    key, actor = found
    if scope not in key.scopes:
        abort(403)
    set_actor(actor)
    g.api_key = key.public_id
    keys.note_use(key)


def _nothing_unwritable() -> None:
    """A character that no keyboard makes and PostgreSQL cannot keep is refused before it is used."""
    typed = [value for _, value in request.values.items(multi=True)]
    if any("\x00" in text for text in (request.path, *typed)):
        abort(400)


def _signed_in(rule: AccessRule) -> Any:
    if not current_user.is_authenticated:
        return _ended(browser.pop(TOKEN, None))
    if current_user.live.locked and request.endpoint not in {"access.unlock", "access.sign_out"}:
        return _locked()
    actor = current_actor()
    if not any(actor.may(needed) for needed in rule.needs):
        abort(403)
    if not rule.poll and not g.writes:
        sessions.touch(current_user.live)
    elif not rule.poll:
        _touch_in_place(current_user.live)
    return None


def _asks_for_json() -> bool:
    """A script of ours asks, and no page can be shown to anybody."""
    return request.accept_mimetypes.best == "application/json"


def _locked() -> Any:
    """To the page that unlocks the screen; what was being posted from another tab is kept in it."""
    if _asks_for_json():
        return {"message": LOCKED, "signed_out": True}, 401
    sealed = kept.keep(browser[TOKEN]) if g.writes else None
    if sealed is None:
        return redirect(url_for("access.unlock", next=_here()))
    flash("The screen was hidden in another tab. Unlock it to send what you typed.", "error")
    page = render_template(
        "access/prove.html",
        kept=[(kept.FIELD, sealed)],
        action=url_for("access.unlock"),
        error=None,
        demo=demo(),
        next=None,
    )
    return page, 401


def _ended(token: str | None) -> Any:
    """To the sign-in page; what was being posted is kept in it.

    Another page of the same browser, or the saving while somebody types, may have noticed the end before.
    """
    if token:
        browser[ENDED] = token
    if _asks_for_json():
        return {"message": SIGNED_OUT, "signed_out": True}, 401
    known = token or browser.get(ENDED)
    sealed = kept.keep(known) if known and g.writes else None
    if sealed is not None:
        words = "You were signed out because nothing happened for a while. Sign in to send what you typed."
        flash(words, "error")
        page = render_template(
            "access/sign_in.html", form=None, error=None, demo=demo(), people=[], kept=sealed
        )
        return page, 401
    if token:
        words = "You were signed out because nothing happened for a while. What was saved is still there."
        flash(words, "error")
    return redirect(url_for("access.sign_in", next=_here()))


def _touch_in_place(live: WebSession) -> None:
    from foundation.store import now

    live.seen_at = now()


def _here() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("home.home")


def safe_next(target: str | None) -> str:
    """A path on this very site, or the home page (security G17)."""
    home = url_for("home.home")
    plain = (target or "").strip()
    if (
        not plain.startswith("/")
        or plain.startswith(("//", "/\\"))
        or any(ord(c) < 32 for c in plain)
        or "\\" in plain
    ):
        return home
    return plain


def demo() -> bool:
    """Demo mode: no second factor, with a visible banner."""
    return bool(current_app.config["PORTAL_MODE"] == "demo")


def ask_for_proof() -> Any:
    """None when the person has proved themselves lately; otherwise the page that asks for it.

    What was posted stands in that page and is posted again with the proof, so nothing is lost.
    """
    live, account = current_user.live, current_user.account
    error = None
    if request.method == "POST" and "_password" in request.form:
        try:
            code = None if demo() else request.form.get("_code", "")
            sessions.prove_again(live, account, request.form["_password"], code)
            return None
        except sessions.Refused as refused:
            error = str(refused)
            session().commit()
    elif sessions.is_proved(live):
        return None
    carried = [
        (k, v) for k, v in request.form.items(multi=True) if k not in {"_password", "_code", "csrf_token"}
    ]
    method = "post" if request.method == "POST" else "get"
    if method == "get":
        return redirect(url_for("access.prove", next=_here()))
    page = render_template(
        "access/prove.html",
        kept=carried,
        action=request.full_path.rstrip("?"),
        error=error,
        demo=demo(),
        next=None,
    )
    return page, 200 if error is None else 422
