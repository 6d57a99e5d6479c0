"""The placement check as a page: a posted search, so that no number of a child stands in an address."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, today
from roll import upn
from roll.lists import open_settings, own_child_by_upn, setting_by_urn
from roll.models import Child
from transitions import choosing, placement
from transitions.pages.blueprint import pages


@pages.page("/placement-check", needs=Permission.CHECK_PLACEMENTS, methods=("GET", "POST"), kind="search")
def placement_check() -> Any:
    """May this child go to this setting from this date?"""
    form = Reading(request.form)
    asked: dict[str, Any] = {}
    if request.method == "POST":
        asked = _ask(form)
    return render_template(
        "transitions/placement.html",
        **asked,
        settings=open_settings(),
        day=today(),
        may_compare=current_actor().may(Permission.COMPARE_PLACEMENTS),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    ), (422 if form.errors else 200)


@pages.page(
    "/placement-check/settings",
    needs=Permission.COMPARE_PLACEMENTS,
    methods=("GET", "POST"),
    kind="search",
)
def compare_settings() -> Any:
    """One child against every setting that could be chosen."""
    form = Reading(request.form)
    asked: dict[str, Any] = {}
    if request.method == "POST":
        child, day = _child(form), form.date("from", "From when", required=True)
        phase = form.choice("phase", "a phase", choosing.PHASES, required=False)
        within = form.choice("within", "a distance", choosing.WITHIN, required=False)
        if child is not None and day is not None and not form.errors:
            found = choosing.choices(current_actor(), child, day, phase=phase, within=within)
            asked = {"child": child, "found": found, "asked_day": day, "counts": choosing.counts(found)}
    return render_template(
        "transitions/choosing.html",
        **asked,
        phases={code: words for code, (words, _) in choosing.PHASES.items()},
        within=choosing.WITHIN,
        answer_words=placement.WORDS,
        reasons=current_actor().may(Permission.PLACEMENT_REASONS),
        day=today(),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    ), (422 if form.errors else 200)


def _child(form: Reading) -> Child | None:
    """The child of a number, if the asker may see it; foreign and absent read the same."""
    number = form.text("upn", "a UPN", required=True)
    child = own_child_by_upn(upn.normalise(number) or "") if number else None
    if number and child is None:
        form.refuse("upn", "No child you may see has this UPN. Check the number")
    return child


def _ask(form: Reading) -> dict[str, Any]:
    child = _child(form)
    urn = form.text("setting", "a setting", required=True)
    day = form.date("from", "From when", required=True)
    setting = setting_by_urn(urn) if urn else None
    if urn and setting is None:
        form.refuse("setting", "Choose a setting from the list")
    if form.errors or child is None or setting is None or day is None:
        return {}
    answer = placement.check(child.id, setting.id, day).shown_to(current_actor())
    return {"answer": answer, "child": child, "setting": setting, "asked_day": day}
