"""What deciding puts on people's home page: advice that is asked, overrides that stay, what a chair signs."""

from __future__ import annotations

import datetime as dt

from flask import url_for

from fap import deciding_lists, lists
from fap.advice import overrides_since, waiting_advice
from fap.decision_lines import against_words, stands
from fap.item_picture import place_words
from fap.long_form import child_words
from foundation.access.work import Tag, WorkList, WorkRow
from foundation.store import Actor, today
from roll.lists import settings_by_id


def advice_asked() -> WorkList:
    """For the safeguarding officer: questions of a panel, and answers written down in an officer's name."""
    found = waiting_advice()
    referrals = lists.referrals_by_id([row.referral_id for row in found])
    settings = settings_by_id({row.setting_id for row in found if row.setting_id})
    rows = [
        WorkRow(
            f"Referral {referrals[row.referral_id].known_as}",
            url_for("fap_panel.advice", advice=row.public_id),
            f"{place_words(settings.get(row.setting_id or 0), row.start_date)}. {row.asked}"[:200],
            child_words(referrals[row.referral_id]),
            tag=Tag("Asked", "amber") if row.status == "open" else Tag("Written down for you", "accent"),
        )
        for row in found
        if row.referral_id in referrals
    ]
    return WorkList(
        "fap-advice", "Your advice before a decision", rows, str(len(rows) or ""), "Nobody asks.", order=38
    )


def overridden() -> WorkList:
    """For the safeguarding officer: places chosen although something spoke against it, in four weeks.

    Each stays, whatever was changed afterwards; the tag says where the decision stands now.
    """
    found = overrides_since(today() - dt.timedelta(weeks=4))
    referrals = lists.referrals_by_id([row.referral_id for row in found])
    settings = settings_by_id({row.setting_id for row in found})
    decisions = deciding_lists.decisions_by_id([row.decision_id for row in found])
    rows = [
        WorkRow(
            f"{referrals[row.referral_id].known_as}: {settings[row.setting_id].name}",
            url_for("fap.referral", referral=referrals[row.referral_id].public_id),
            f"{against_words(row)}. {row.reason}"[:200],
            child_words(referrals[row.referral_id]),
            tag=Tag(*stands(row, decisions.get(row.decision_id))),
        )
        for row in found
        if row.referral_id in referrals
    ]
    return WorkList(
        "fap-overridden",
        "Places chosen although something spoke against it",
        rows,
        str(len(rows) or ""),
        "None in the last four weeks.",
        order=40,
    )


def outside_to_sign(actor: Actor) -> list[WorkRow]:
    """For a chair: drafts that cannot wait for a meeting."""
    drafts = deciding_lists.outside_drafts(actor.chairs)
    referrals = lists.referrals_by_id([row.referral_id for row in drafts])
    settings = settings_by_id({row.setting_id for row in drafts if row.setting_id})
    return [
        WorkRow(
            f"Outside a meeting: {referrals[row.referral_id].known_as}",
            url_for("fap_panel.sign", decision=row.public_id),
            f"{row.kind_words}{': ' + settings[row.setting_id].name if row.setting_id else ''}",
            child_words(referrals[row.referral_id]),
            tag=Tag("Cannot wait", "amber"),
        )
        for row in drafts
        if row.referral_id in referrals
    ]


def not_ratified() -> WorkList:
    """For the coordinator: what a panel did not ratify, and what happens next."""
    found = deciding_lists.not_ratified()
    referrals = lists.referrals_by_id([row.referral_id for row in found])
    rows = [
        WorkRow(
            f"{referrals[row.referral_id].known_as}",
            url_for("fap_panel.ratify", ratification=row.public_id),
            f"{row.words or ''}"[:200],
            child_words(referrals[row.referral_id]),
            tag=Tag("Back to the panel" if row.onward == "again" else "The place stands", "amber"),
        )
        for row in found
        if row.referral_id in referrals
    ]
    return WorkList("fap-not-ratified", "Not ratified by a panel", rows, str(len(rows)), order=28)
