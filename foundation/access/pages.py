"""The blueprint class every room makes its pages with: the first two of the four locks.

A page declares what it `needs` (there is no default) and what record it `opens`; it is handed
the record, loaded through the scoped session, and never an id. What is not visible answers
exactly as what does not exist. Who looked is written before the page is sent.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Flask, Response, abort, make_response, request
from sqlalchemy import select

from foundation.access import front_door
from foundation.access.permissions import Permission
from foundation.access.rules import AccessRule, rules_of
from foundation.store import current_actor, session
from foundation.trail.openings import SEEN, children_seen, opening

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Pages(Blueprint):
    """A blueprint whose every page has an access rule."""

    def __init__(self, name: str, import_name: str, **options: Any) -> None:
        """As a Flask blueprint; templates live in the shared folder."""
        super().__init__(name, import_name, **options)
        self.access: dict[str, AccessRule] = {}

    def page(
        self,
        rule: str,
        *,
        needs: Permission | Sequence[Permission] = (),
        opens: type[Any] | tuple[type[Any], ...] | None = None,
        methods: Sequence[str] = ("GET",),
        public: bool = False,
        reauth: bool = False,
        kind: str = "opening",
        poll: bool = False,
        key_scope: str = "",
        endpoint: str | None = None,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare a page.

        `needs`: one permission, or several of which any one is enough. `opens`: the record class(es)
        named in the rule by their `RECORD`, outermost first. `kind`: how the trail calls the look
        (opening, export, print, search). `reauth`: the person proves themselves again if that is
        more than five minutes ago. `poll`: the request does not keep the session alive. `key_scope`: opened
        by another system's key with this scope, and by no cookie; it reads, and writes nothing but the trail.
        """
        wanted = frozenset([needs] if isinstance(needs, Permission) else needs)
        if not wanted and not public and not key_scope:
            raise TypeError(f"the page {rule} does not say what it needs")
        classes = opens if isinstance(opens, tuple) else ((opens,) if opens else ())
        access = AccessRule(wanted, public, reauth, classes, kind, poll, key_scope)

        def declare(view: Callable[..., Any]) -> Callable[..., Any]:
            name = endpoint or view.__name__
            self.access[name] = access

            @functools.wraps(view)
            def answer(**values: Any) -> Response:
                return _answer(view, access, values)

            self.add_url_rule(rule, name, answer, methods=list(methods))
            return view

        return declare

    def register(self, app: Any, options: dict[str, Any]) -> None:
        """Hand the access rules to the application with the routes."""
        super().register(app, options)
        for name, access in self.access.items():
            rules_of(app)[f"{self.name}.{name}"] = access


def open_record(model: type[Any], key: str) -> Any:
    """The record behind a public key, if the actor may see it; 404 for foreign and absent alike."""
    column = getattr(model, model.PUBLIC_KEY)
    found = session().scalars(select(model).where(column == key)).one_or_none()
    if found is None:
        abort(404)
    return found


def _answer(view: Callable[..., Any], access: AccessRule, values: dict[str, Any]) -> Response:
    if access.reauth:
        asked = front_door.ask_for_proof()
        if asked is not None:
            return make_response(asked)
    subject = None
    for model in access.opens:
        subject = values[model.RECORD] = open_record(model, values[model.RECORD])
    response = make_response(view(**values))
    session().flush()
    children = children_seen(session())
    if request.method not in READING:
        session().commit()
    else:
        session().rollback()
    if not access.public and not 300 <= response.status_code < 400:
        _write_opening(access, subject, children)
    return response


def _write_opening(access: AccessRule, subject: Any, children: set[int]) -> None:
    seen = session().info.get(SEEN, [])
    searched = access.kind == "search" and request.method not in READING
    if not children and not seen and subject is None and not searched:
        return
    kind = access.kind if subject is not None or access.kind != "opening" else "listing"
    opening(current_actor(), request.endpoint or "", subject=subject, children=children, kind=kind)


def check_every_route(app: Flask) -> None:
    """Refuse to start with a route that has no access rule (security G13)."""
    known = rules_of(app)
    missing = sorted({rule.endpoint for rule in app.url_map.iter_rules()} - set(known) - {"static"})
    if missing:
        raise RuntimeError(f"no access rule for: {', '.join(missing)}")
