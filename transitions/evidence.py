"""The evidence of an alert: which stays, which file and line said so; kept as values, read as sentences.

Shape: ``{"stays": [{"child_id", "setting_id", "start", "leaving", "status", "expected", "certainty",
"source", "file", "file_date", "line"}], "notes": [sentence]}``, dates as ISO text, an open end as null. No
name stands in it: children and settings are named where it is read, as far as the reader may know them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from foundation.store.clock import day_words
from roll.stays_core import Stay
from transitions.rules.findings import Finding
from transitions.rules.spans import OPEN_END

RunFiles = Mapping[int, tuple[str, dt.date | None]]
SOURCES = {
    "offer": "Offer",
    "panel": "Panel decision",
    "managed_move": "Managed move",
    "ctf": "Transfer file",
    "person": "Told by a person",
}


def evidence_of(finding: Finding, files: RunFiles) -> dict[str, Any]:
    """What is kept of a finding. `files`: import run id to file name and date of the roll."""
    order = sorted(finding.stays, key=lambda stay: (stay.child_id, stay.start, stay.setting_id))
    return {"stays": [_kept(stay, files) for stay in order], "notes": list(finding.notes)}


def _kept(stay: Stay, files: RunFiles) -> dict[str, Any]:
    file, dated = files.get(stay.run_id or 0, ("", None))
    return {
        "child_id": stay.child_id,
        "setting_id": stay.setting_id,
        "start": stay.start.isoformat(),
        "leaving": None if stay.leaving == OPEN_END else stay.leaving.isoformat(),
        "status": stay.status,
        "expected": stay.expected,
        "certainty": stay.certainty,
        "source": stay.source,
        "file": file,
        "file_date": dated.isoformat() if dated else None,
        "line": stay.line,
    }


def origin(kept: Mapping[str, Any]) -> str:
    """Where a stay is known from: "Roll of Sun 22 Nov 2026, line 62,118"."""
    if kept["expected"]:
        said = SOURCES.get(kept["source"], "Expected")
        return f"{said}, {kept['certainty']}" if kept["certainty"] else said
    if not kept["file_date"] and not kept["file"]:
        return "Entered by hand"
    of = day_words(dt.date.fromisoformat(kept["file_date"])) if kept["file_date"] else kept["file"]
    return f"Roll of {of}" + (f", line {kept['line']:,}" if kept["line"] else "")


def origin_of(stay: Stay, files: RunFiles) -> str:
    """Where a stay is known from, in the words of `origin`."""
    return origin(_kept(stay, files))


def stay_words(kept: Mapping[str, Any], child: str, setting: str) -> str:
    """One stay as a sentence: origin, child, setting, from when and until when."""
    start = day_words(dt.date.fromisoformat(kept["start"]))
    until = f" until {day_words(dt.date.fromisoformat(kept['leaving']))}" if kept["leaving"] else ""
    verb = "expected at" if kept["expected"] else "at"
    return f"{origin(kept)}: {child} {verb} {setting} from {start}{until}"
