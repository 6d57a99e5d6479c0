"""What was posted after a session had ended: sealed in the page that asks to sign in, for its writer alone.

Nothing that somebody typed is lost because the clock ran out. Only a post with a good CSRF token of this very
browser is kept; the seal is bound to the account that had the session, so that whoever else signs in there
reads nothing of it and sends nothing of it.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass

from flask import request
from flask_wtf.csrf import validate_csrf
from sqlalchemy import select
from wtforms.validators import ValidationError

from foundation.access import passwords
from foundation.access.models import Account, WebSession
from foundation.store import crypto, now, session

FIELD = "_kept"
LEFT_OUT = frozenset({"csrf_token", "_password", "_code", FIELD})
LONGEST = 1_500_000
KEPT_FOR = dt.timedelta(hours=8)


@dataclass(frozen=True)
class KeptPost:
    """Where it was posted, and what was typed."""

    path: str
    fields: tuple[tuple[str, str], ...]


def keep(token: str) -> str | None:
    """The request's form, sealed for the account whose session this token was; None when it is not kept."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in LEFT_OUT]
    if not fields or (request.endpoint or "").endswith("_autosave") or not _is_from_this_browser():
        return None
    owner = session().scalar(
        select(Account)
        .join(WebSession, WebSession.account_id == Account.id)
        .where(WebSession.token_hash == passwords.token_hash(token))
    )
    path = request.full_path.rstrip("?")
    plain = json.dumps({"path": path, "at": now().isoformat(), "fields": fields}).encode()
    if owner is None or len(plain) > LONGEST:
        return None
    return base64.urlsafe_b64encode(crypto.current().encrypt(plain, bound_to=_place(owner))).decode()


def kept_for(account: Account, sealed: str) -> KeptPost | None:
    """What was kept, when it is this account's own and not too old; None otherwise."""
    try:
        value = base64.urlsafe_b64decode(sealed.encode())
        found = json.loads(crypto.current().decrypt(value, bound_to=_place(account)))
    except (crypto.CannotDecryptError, binascii.Error, ValueError):
        return None
    if dt.datetime.fromisoformat(found["at"]) < now() - KEPT_FOR:
        return None
    return KeptPost(found["path"], tuple((name, value) for name, value in found["fields"]))


def _is_from_this_browser() -> bool:
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True


def _place(account: Account) -> str:
    return f"kept-post:{account.public_id}"
