"""Alerts as the command line and other systems read them (interfaces, `flask transitions alerts`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from cases.models import Separation
from foundation.store import session
from roll.lists import children_by_id, places_by_id
from roll.models import Child, Setting
from transitions.evidence import origin
from transitions.models import Alert
from transitions.rules.findings import TOGETHER, Kind

ABOUT_BOTH = frozenset(str(kind) for kind in (*TOGETHER, Kind.IDENTITY_UNCERTAIN))


def as_documents(alerts: Sequence[Alert]) -> list[dict[str, Any]]:
    """Each alert with the fields that interfaces promises; `upns` of the child who moves, or of both
    together.
    """
    children = children_by_id({child for alert in alerts for child in alert.child_ids()})
    settings = places_by_id({found for alert in alerts for found in _settings_named(alert)})
    separations = _separation_ids(
        {alert.separation_id for alert in alerts if alert.separation_id is not None}
    )
    return [_document(alert, children, settings, separations) for alert in alerts]


def _document(
    alert: Alert,
    children: Mapping[int, Child],
    settings: Mapping[int, Setting],
    separations: Mapping[int, str],
) -> dict[str, Any]:
    about = alert.child_ids() if alert.kind in ABOUT_BOTH else (alert.child_id,)
    return {
        "id": alert.reference,
        "kind": alert.kind,
        "state": alert.status,
        "raised_on": alert.raised_on.isoformat(),
        "separation_id": separations.get(alert.separation_id or 0),
        "case_ref": alert.case_reference,
        "upns": [children[child].upn for child in about if child in children and children[child].upn],
        "setting_urns": [settings[found].urn for found in alert.setting_ids],
        "overlap_from": _iso(alert.overlap_from),
        "overlap_until": _iso(alert.overlap_until),
        "evidence": [
            *(_evidence(kept, children, settings) for kept in alert.evidence["stays"]),
            *({"words": note} for note in alert.evidence["notes"]),
        ],
    }


def _evidence(
    kept: Mapping[str, Any], children: Mapping[int, Child], settings: Mapping[int, Setting]
) -> dict[str, Any]:
    child, setting = children.get(kept["child_id"]), settings.get(kept["setting_id"])
    return {
        "words": origin(kept),
        "file": kept["file"] or None,
        "line": kept["line"],
        "date": kept["file_date"],
        "upn": child.upn if child else None,
        "setting_urn": setting.urn if setting else None,
        "start": kept["start"],
        "leaving": kept["leaving"],
        "status": kept["status"] or None,
        "expected": kept["expected"],
    }


def _settings_named(alert: Alert) -> set[int]:
    return {*alert.setting_ids, *(kept["setting_id"] for kept in alert.evidence["stays"])}


def _separation_ids(ids: set[int | None]) -> dict[int, str]:
    found = (session().get(Separation, one) for one in sorted(one for one in ids if one is not None))
    return {one.id: one.public_id for one in found if one is not None}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
