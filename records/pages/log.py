"""The access log: who looked at what, who looked at one child, sign-ins and refusals, whether it holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import current_app, render_template, request, url_for

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, session
from foundation.store.clock import LONDON
from foundation.trail import opening
from foundation.trail.seal_core import verify
from records import lists, reading_core
from records.pages.blueprint import pages
from records.reading_core import Line, Wanted
from records.words import KINDS, REFUSALS, SIGN_INS, looked
from roll import upn as upns
from roll.models import Child

NEEDS = Permission.READ_TRAIL


@pages.page("", needs=NEEDS)
def openings() -> Any:
    """Who looked at what, by person, kind and dates; the filter stands in the address."""
    _log_this_look()
    return _log_page(Reading(request.args))


@pages.page("/child", needs=NEEDS, methods=("POST",), kind="search")
def child_search() -> Any:
    """Who looked at the child with this UPN. The number is posted, so that it stands in no address."""
    form = Reading(request.form)
    number = upns.normalise(form.text("upn", "the UPN", required=True))
    wrong = upns.problem(number) if number else ""
    if wrong:
        form.refuse("upn", f"The UPN {wrong}")
    if form.errors:
        return _log_page(form), 422
    return _child_page(lists.child_by_upn(number))


@pages.page("/children/<key>", needs=NEEDS, kind="search")
def child(key: str) -> Any:
    """Who looked at one child, named by its public id only."""
    return _child_page(lists.child_by_key(key))


@pages.page("/sign-ins", needs=NEEDS)
def sign_ins() -> Any:
    """Sign-ins, refusals and what happened to accounts."""
    _log_this_look()
    form = Reading(request.args)
    names = REFUSALS if form.known("show", {"refusals"}) else tuple(SIGN_INS)
    wanted, page = _wanted(form), _page_number(form)
    lines, more = reading_core.sign_ins(session().connection(), wanted, names, page)
    return render_template(
        "records/sign_ins.html",
        lines=lines,
        words=SIGN_INS,
        page=page,
        more=more,
        page_address=_address("records.sign_ins"),
        **_filters(form),
    )


@pages.page("/verify", needs=NEEDS, methods=("GET", "POST"))
def verification() -> Any:
    """Whether the trail holds: every sealed line is computed again."""
    verdict = None
    connection = session().connection()
    if request.method == "POST":
        key = str(current_app.config["TRAIL_KEY"]).encode()
        verdict = verify(connection, key, current_app.config.get("TRAIL_ANCHOR") or None)
    return render_template(
        "records/verify.html", verdict=verdict, not_sealed=reading_core.not_sealed(connection)
    )


def _log_this_look() -> None:
    """The officer's own look at the log is a line like any other's, though no child stood on the page."""
    opening(current_actor(), request.endpoint or "", kind="listing")


def _log_page(form: Reading) -> str:
    wanted, page = _wanted(form), _page_number(form)
    lines, more = reading_core.looks(session().connection(), wanted, page)
    return render_template(
        "records/log.html",
        lines=lines,
        looked=looked,
        page=page,
        more=more,
        page_address=_address("records.openings"),
        **_filters(form),
    )


def _child_page(found: Child | None) -> str:
    form = Reading(request.args)
    page = _page_number(form)
    lines: list[Line] = []
    more = False
    if found is not None:
        lines, more = reading_core.looks(session().connection(), Wanted(child_id=found.id), page)
    key = found.public_id if found is not None else ""
    return render_template(
        "records/child.html",
        key=key,
        lines=lines,
        looked=looked,
        page=page,
        more=more,
        page_address=lambda page: url_for("records.child", key=key, page=page),
    )


def _wanted(form: Reading) -> Wanted:
    """The filter of an address; what is not known in it counts as nothing."""
    people = {account.public_id: account.id for account in lists.accounts()}
    last = form.day("until", "The last day")
    return Wanted(
        account_id=people.get(form.posted.get("person") or ""),
        kind=form.known("kind", KINDS),
        since=_midnight(form.day("from", "The first day")),
        until=_midnight(last + dt.timedelta(days=1)) if last else None,
    )


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), LONDON) if day else None


def _page_number(form: Reading) -> int:
    number = form.posted.get("page") or "1"
    return max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def _address(endpoint: str) -> Any:
    return lambda page: url_for(endpoint, **{**request.args.to_dict(), "page": page})


def _filters(form: Reading) -> dict[str, Any]:
    return {
        "typed": form.posted,
        "errors": form.errors,
        "error_list": form.error_list,
        "people": {account.public_id: account.name for account in lists.accounts()},
        "kinds": KINDS,
    }
