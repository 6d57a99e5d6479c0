"""The nightly self-check as the officer reads it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import render_template

from foundation.access.permissions import Permission
from foundation.store.clock import day_words
from transitions import lists, self_check
from transitions.pages.blueprint import pages
from transitions.words import KINDS


@pages.page("/alerts/self-check", needs=Permission.READ_ALERTS)
def watch() -> Any:
    """The latest check, and each difference with the alert or separation it is about."""
    check = self_check.last_check()
    found = self_check.found_in(check) if check else []
    return render_template(
        "transitions/watch.html",
        check=check,
        found=found,
        separations=lists.separations_by_id({one.separation_id for one in found}),
        shown=lists.references_shown({one.reference for one in found}),
        kinds=KINDS,
        words=self_check.WORDS,
        days={one.day: day_words(dt.date.fromisoformat(one.day)) for one in found if one.day},
    )
