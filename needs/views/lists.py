"""The records behind a figure, as far as the person may read them; what was given out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from flask import url_for
from sqlalchemy import select

from cases.meetings.models import Meeting
from cases.models import Case, Party
from foundation.store import session
from needs.lists import FormLine, forms_to_read
from needs.views.models import SharedView
from roll.lists import children_by_id, settings_by_id
from transitions.models import Alert


def records_to_read(behind: Mapping[str, Collection[int]]) -> list[FormLine]:
    """The forms and records of these row ids, by kind, that the actor may read; the latest first."""
    lines = forms_to_read(behind.get("referral", ()), behind.get("plan", ()))
    found = [
        *_cases(behind.get("case", ())),
        *_meetings(behind.get("meeting", ())),
        *_alerts(behind.get("alert", ())),
    ]
    children = children_by_id({line["child_id"] for line in found})
    settings = settings_by_id({line["setting_id"] for line in found if line["setting_id"]})
    for line in found:
        child, setting = children.get(line["child_id"]), settings.get(line["setting_id"] or 0)
        names = (child.name if child else "", setting.name if setting else "")
        lines.append(FormLine(line["text"], line["href"], line["child_id"], *names, line["on"]))
    return sorted(lines, key=lambda line: (line.submitted_on, line.text), reverse=True)


def _line(text: str, href: str, child_id: int, setting_id: int | None, on: dt.date) -> dict[str, Any]:
    return {"text": text, "href": href, "child_id": child_id, "setting_id": setting_id, "on": on}


def _own(model: Any, ids: Collection[int]) -> list[Any]:
    return list(session().scalars(select(model).where(model.id.in_(sorted(ids))))) if ids else []


def _cases(party_ids: Collection[int]) -> list[dict[str, Any]]:
    parties = _own(Party, party_ids)
    cases = {case.id: case for case in _own(Case, {party.case_id for party in parties})}
    return [
        _line(
            f"Case {cases[party.case_id].known_as}",
            url_for("cases.case", case=cases[party.case_id].reference),
            party.child_id,
            party.setting_id,
            cases[party.case_id].opened_on,
        )
        for party in parties
        if party.case_id in cases
    ]


def _meetings(ids: Collection[int]) -> list[dict[str, Any]]:
    return [
        _line(
            f"Meeting {one.reference}",
            url_for("meetings.meeting", child_meeting=one.reference),
            one.child_id,
            None,
            one.starts_at.date(),
        )
        for one in _own(Meeting, ids)
    ]


def _alerts(ids: Collection[int]) -> list[dict[str, Any]]:
    return [
        _line(
            f"Alert {one.reference}",
            url_for("transitions.alert", alert=one.reference),
            one.child_id,
            one.setting_id,
            one.raised_on,
        )
        for one in _own(Alert, ids)
    ]


def shared(view: str) -> list[SharedView]:
    """A view as it was given out, the latest period first."""
    wanted = select(SharedView).where(SharedView.view == view)
    return list(session().scalars(wanted.order_by(SharedView.first.desc(), SharedView.code)))
