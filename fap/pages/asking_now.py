"""Asking the safeguarding officer from the middle of a decision: what was typed stays on the page."""

from __future__ import annotations

import datetime as dt

from flask import flash, request

from fap import actions
from fap.asking import Asked, blank, read
from fap.models import Referral
from fap.pages.decision_form import decision as questions
from foundation.store import current_actor
from roll.lists import setting_by_urn

QUESTION = "May this child start there on this day, and what must be in place?"


def is_asking() -> bool:
    """Whether the button that asks was pressed, and not the one that saves."""
    return request.form.get("ask") == "officer"


def ask_now(referral: Referral, *, outside: bool = False) -> Asked:
    """Ask about the school and first day that are typed; the form comes back as it was. Nothing is saved."""
    form = questions(outside=outside)
    typed = read(form, request.form)
    setting = setting_by_urn((typed.answers.get("setting") or {}).get("code", ""))
    day = typed.answers.get("start_date")
    try:
        actions.ask_advice(
            current_actor(),
            referral,
            setting_id=setting.id if setting else None,
            start_date=dt.date.fromisoformat(day) if day else None,
            asked=QUESTION,
        )
    except ValueError as refused:
        return read(form, request.form, {"setting": str(refused)})
    flash("The safeguarding officers were asked, and told at once. The decision is not saved yet.", "success")
    return blank(form, typed.answers)
