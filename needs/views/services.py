"""Per service: how many were sent, who answered, the middle wait, what nobody owns, who declined. Pure.

One line for each referral to a service, as a case or the last version of a safety plan records it. Waits are
in school days of the authority's calendar, from the day it was sent to the day it was taken.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from statistics import median

import pandas as pd

from needs.dimensions import DIMENSIONS
from needs.views.block import Block, Extra, found_in, lines_of, stacked
from needs.views.frames import Frames

UNOWNED_AFTER = 10
"""School days after which a referral without an owner is a gap."""
Days = Callable[[dt.date, dt.date], int]
SENT = ("sent", "accepted", "first_contact", "finished", "declined_child", "declined_parent", "refused")
TAKEN = ("accepted", "first_contact", "finished")
COLUMNS = (
    ("sent", "Sent"),
    ("taken", "Taken on"),
    ("waiting", "Sent, no answer yet"),
    ("to_send", "Agreed, not sent"),
    ("not_sent", "Decided against"),
    ("unowned", f"No owner for over {UNOWNED_AFTER} school days"),
    ("declined_child", "Declined by the child"),
    ("declined_parent", "Declined by a parent"),
    ("refused", "The service could not take it"),
)


def services(frames: Frames, today: dt.date, days: Days) -> Block:
    """The table of services."""
    own = asked_services(frames)
    parts = [
        _in(own[own["state"].isin(SENT)], "sent"),
        _in(own[own["state"].isin(TAKEN)], "taken"),
        _in(own[own["state"] == "sent"], "waiting"),
        *(
            _in(own[own["state"] == code], code)
            for code in ("to_send", "not_sent", "declined_child", "declined_parent", "refused")
        ),
        _in(unowned(own, today, days), "unowned"),
    ]
    lines = stacked(*parts)
    return Block(
        "services",
        "Services: what was sent, and what became of it",
        "Service",
        "referrals to a service",
        found_in([*DIMENSIONS["agency"].words().items(), ("", "Not recorded")], lines, "row"),
        found_in(COLUMNS, lines, "column"),
        lines,
        note="From cases and the last version of each safety plan. A wait runs in school days from the day a "
        "referral was sent to the day it was taken on.",
        extras=(_middle_wait(own, days),),
        ranked=True,
    )


def asked_services(frames: Frames) -> pd.DataFrame:
    """The referrals to services, `one` telling them apart; without those that the form only names."""
    own = frames.named("agency")
    own = own[own["source"].isin(["case", "plan"]) & own["id"].isin(frames.last_plans)]
    return own.assign(one=[f"{form}-{number}" for number, form in enumerate(own["id"])])


def unowned(own: pd.DataFrame, today: dt.date, days: Days) -> pd.DataFrame:
    """Open referrals without an owner, longer than the school days after which that is a gap."""
    waiting = own[(own["known"] == "unowned") & own["state"].isin(["to_send", "sent"])]
    since = [
        began is not None and not pd.isna(began) and days(began, today) > UNOWNED_AFTER
        for began in waiting["began"]
    ]
    return waiting[pd.Series(since, index=waiting.index, dtype=bool)]


def _in(own: pd.DataFrame, column: str) -> pd.DataFrame:
    return lines_of(own.assign(_column=column), "code", "_column", "one")


def _middle_wait(own: pd.DataFrame, days: Days) -> Extra:
    """A day of answer that lies before the day it was sent is a slip of the pen, and counts for no wait."""
    taken = own[own["state"].isin(TAKEN) & own["began"].notna() & own["ended"].notna()]
    waits: dict[str, list[int]] = {}
    for code, began, ended in zip(taken["code"], taken["began"], taken["ended"], strict=True):
        if ended < began:
            continue
        waits.setdefault(code, []).append(days(began, ended))
    cells = {code: (_days_words(median(found)), len(found)) for code, found in waits.items()}
    return Extra("Middle wait, school days", cells, uses=("taken",))


def _days_words(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else f"{number:.1f}"
