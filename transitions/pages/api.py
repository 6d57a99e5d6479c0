"""The placement check for other systems: JSON in, JSON out, by key (docs/api.md)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import abort, current_app, jsonify, request

from foundation.access.keys import PLACEMENT_CHECKS
from foundation.access.pages import Pages
from foundation.access.problems import problem
from foundation.store import current_actor, today
from roll import upn
from roll.lists import own_child_by_upn, setting_by_urn
from roll.models import Setting
from transitions import api_document, placement

pages = Pages("placement_api", __name__, url_prefix="/api")
FIELDS = ("upn", "urn", "from")
LONGEST = 64
FURTHEST = dt.timedelta(days=4 * 366)


@pages.page("/openapi.json", public=True)
def openapi() -> Any:
    """The document that describes the interface; it needs no key."""
    return jsonify(api_document.document(str(current_app.config["BASE_URL"])))


@pages.page("/placement-checks", key_scope=PLACEMENT_CHECKS, methods=("POST",), kind="search")
def placement_checks() -> Any:
    """May this child go to this setting from this date?"""
    if not request.is_json:
        abort(415)
    asked = _asked()
    if not isinstance(asked, dict):
        abort(400)
    errors = _missing(asked)
    number, setting, day = _number(asked, errors), _setting(asked, errors), _day(asked, errors)
    if errors or number is None or setting is None or day is None:
        return problem(422, errors=errors)
    child = own_child_by_upn(number)
    found = placement.check(child.id, setting.id, day) if child else placement.check_unknown(setting.id, day)
    answer = found.shown_to(current_actor())
    return jsonify({"result": answer.result, "colour": answer.colour, "reasons": list(answer.reasons)})


def _asked() -> Any:
    """What was sent; None for what is no JSON, or goes deeper than anybody can read."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _missing(asked: dict[str, Any]) -> dict[str, str]:
    """What is missing, is no text, or is not asked for."""
    errors = {field: "is missing" for field in FIELDS if field not in asked}
    for field, value in asked.items():
        if field not in FIELDS:
            errors[str(field)[:LONGEST]] = "is not known here"
        elif (
            not isinstance(value, str) or not value.strip() or len(value) > LONGEST or not value.isprintable()
        ):
            errors[field] = "must be a text of 1 to 64 characters"
    return errors


def _number(asked: dict[str, Any], errors: dict[str, str]) -> str | None:
    if "upn" in errors:
        return None
    number = upn.normalise(asked["upn"])
    if wrong := upn.problem(number):
        errors["upn"] = wrong
        return None
    return number


def _setting(asked: dict[str, Any], errors: dict[str, str]) -> Setting | None:
    found = None if "urn" in errors else setting_by_urn(asked["urn"])
    if found is None:
        errors.setdefault("urn", "is on no register of this authority")
    return found


def _day(asked: dict[str, Any], errors: dict[str, str]) -> dt.date | None:
    if "from" in errors:
        return None
    try:
        day = dt.date.fromisoformat(asked["from"].strip())
    except ValueError:
        errors["from"] = "must be a date such as 2027-01-05"
        return None
    if not dt.date(2000, 1, 1) <= day <= today() + FURTHEST:
        errors["from"] = "must lie between 2000 and four years from now"
        return None
    return day
