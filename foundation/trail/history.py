"""Reading the trail of one record back as sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from foundation.store.session import session
from foundation.trail.events import Event
from foundation.trail.reading_core import events_of


@dataclass(frozen=True)
class HistoryLine:
    """One sentence of a record's history: when, who, what."""

    at: dt.datetime
    who: str
    name: str
    words: str
    data: dict[str, Any]


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def sentence(name: str, data: dict[str, Any]) -> str:
    """An event in words; its own name, spaced, where it has none."""
    kind = Event.kinds.get(name)
    words = kind.words if kind else ""
    return words.format_map(_Blank(data)) if words else name


def history(subject: Any) -> list[HistoryLine]:
    """The events of a record, newest first. The caller has already been allowed to see it."""
    found = events_of(session().connection(), subject.__tablename__, subject.id)
    return [
        HistoryLine(at, who or "The portal", name, sentence(name, data), data)
        for at, who, name, data in found
    ]
