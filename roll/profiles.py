"""Column profiles: what a kind of roll extract calls our columns, how it writes days, what its words mean.

Pure values. Four are known from the start (`reference/profiles.json`, each with the day it was written); an
authority copies and changes them, or makes its own by pointing at the columns of a file (`saved_profiles`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COLUMNS = (
    "upn",
    "former_upn",
    "surname",
    "forename",
    "preferred_surname",
    "date_of_birth",
    "sex",
    "postcode",
    "setting_urn",
    "enrolment_status",
    "start_date",
    "leaving_date",
)
COLUMN_WORDS = {
    "upn": "Unique pupil number (UPN)",
    "former_upn": "Former UPN",
    "surname": "Surname",
    "forename": "Forename",
    "preferred_surname": "Preferred surname",
    "date_of_birth": "Date of birth",
    "sex": "Sex",
    "postcode": "Home postcode",
    "setting_urn": "School or setting",
    "enrolment_status": "Enrolment status",
    "start_date": "Start date",
    "leaving_date": "Leaving date",
}
NEEDED = ("upn", "surname", "forename", "date_of_birth", "setting_urn", "start_date")
DATES = {
    "either": "2026-09-03 or 03/09/2026",
    "iso": "2026-09-03 only",
    "dmy": "03/09/2026 or 03/09/26 (day first)",
    "mdy": "09/03/2026 (month first)",
    "compact": "20260903",
}
SETTING_BY = {"urn": "URN, or the authority’s own X code", "dfe": "DfE number (authority and establishment)"}
ACCEPTED, PROPOSED, NOT_TAKEN = "accepted", "proposed", "leave_out"
STATUS_MEANINGS = {
    "C": "C: current, only here",
    "M": "M: main of two settings",
    "S": "S: subsidiary of two settings",
    "F": "F: at a college",
    "O": "O: with another provider",
    "G": "G: guest",
    "P": "P: previous, has left",
    ACCEPTED: "Not here yet: place accepted",
    PROPOSED: "Not here yet: place offered or proposed",
    NOT_TAKEN: "Leave these lines out",
}
LONGEST_STATUS = 80


@dataclass(frozen=True)
class Profile:
    """One kind of roll extract.

    `columns`: our name to the file's heading; every column named here must be there. `statuses`: the file's
    word, as `status_key` gives it, to a letter of the roll, accepted, proposed or leave_out. `blank_status`:
    the meaning of an empty cell or of a file without the column; "" where a status must be there. `version`
    counts the changes of a saved profile; 0 for one that is built in.
    """

    name: str
    title: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    dates: str = "either"
    setting_by: str = "urn"
    statuses: Mapping[str, str] = field(default_factory=dict)
    blank_status: str = ""
    version: int = 0
    dated: str = ""
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """All of it, as it is kept with a run."""
        return {**vars(self), "columns": dict(self.columns), "statuses": dict(self.statuses)}


def from_json(kept: Mapping[str, Any]) -> Profile:
    """A profile as `as_json` gave it."""
    return Profile(**kept)


def status_key(text: str) -> str:
    """How statuses are compared: no case, no outer or doubled space, any dash alike."""
    return " ".join(text.replace("–", "-").replace("—", "-").split()).casefold()


def problems(profile: Profile) -> dict[str, str]:
    """What keeps a profile from being used: our column (or dates, statuses) to a sentence."""
    found = {
        column: f"Point at the column with the {COLUMN_WORDS[column][:1].lower()}{COLUMN_WORDS[column][1:]}"
        for column in NEEDED
        if not profile.columns.get(column)
    }
    if not profile.columns.get("enrolment_status") and not profile.blank_status:
        found["enrolment_status"] = "Point at the column of the enrolment status, or say what every line is"
    if profile.columns.get("enrolment_status") and not profile.statuses:
        found["statuses"] = "Say what the words of the status column mean"
    return found | _twice(profile.columns)


def _twice(columns: Mapping[str, str]) -> dict[str, str]:
    used: dict[str, str] = {}
    found = {}
    for column, heading in columns.items():
        before = used.setdefault(status_key(heading), column)
        if before != column:
            found[column] = f"This column already stands for: {COLUMN_WORDS[before].lower()}"
    return found


def _built_in() -> dict[str, Profile]:
    text = (Path(__file__).parent / "reference" / "profiles.json").read_text(encoding="utf-8")
    return {kept["name"]: from_json(kept) for kept in json.loads(text)}


BUILT_IN = _built_in()
DEFAULT = BUILT_IN["default"]
