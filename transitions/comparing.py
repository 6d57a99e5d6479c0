"""What a sweep has to do: findings against stored alerts, by key. No database.

Source: transitions, rule 1 (nothing is missed, nothing is doubled) and "A planned overlap that becomes actual
keeps its alert, which changes kind by an event".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from transitions.rules.findings import TOGETHER, Finding, Kind
from transitions.words import OPEN_STATES

FULFILLED_WITHIN = dt.timedelta(days=30)
"""An enrolment within 30 days of an expected one fulfils it (transitions, "Words")."""


@dataclass(frozen=True)
class Stored:
    """An alert as it is kept."""

    id: int
    key: str
    kind: str
    status: str
    separation_id: int | None
    child_id: int
    other_child_id: int | None
    setting_id: int
    other_setting_id: int | None
    overlap_from: dt.date | None
    overlap_until: dt.date | None
    past: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status in OPEN_STATES


@dataclass
class Changes:
    """What to do, in order of key. `becomes`: alert and finding of another kind; `gone`: to close."""

    raise_new: list[Finding] = field(default_factory=list)
    becomes: list[tuple[Stored, Finding]] = field(default_factory=list)
    again: list[tuple[Stored, Finding]] = field(default_factory=list)
    refresh: list[tuple[Stored, Finding]] = field(default_factory=list)
    gone: list[Stored] = field(default_factory=list)
    unchanged: int = 0


def compare(findings: Mapping[str, Finding], stored: Iterable[Stored], *, may_close: bool = True) -> Changes:
    """What a sweep has to do.

    `stored`: every alert about the children that were looked at, whatever its state. `may_close` False: the
    sweep is for an earlier day than one before it, which may raise but must not close what is newer.
    """
    known = {alert.key: alert for alert in stored}
    changes = Changes()
    vanished = [alert for key, alert in sorted(known.items()) if alert.is_open and key not in findings]
    for key, finding in sorted(findings.items()):
        alert = known.get(key)
        if alert is not None:
            _known(changes, alert, finding)
        elif finding.raises:
            kept = _planned_before(finding, vanished)
            if kept is None:
                changes.raise_new.append(finding)
            else:
                vanished.remove(kept)
                changes.becomes.append((kept, finding))
    changes.gone = vanished if may_close else []
    return changes


def _known(changes: Changes, alert: Stored, finding: Finding) -> None:
    """An alert whose key still stands."""
    if _is_further(alert, finding):
        changes.becomes.append((alert, finding))
    elif alert.status == "no_longer_applies" and finding.raises:
        changes.again.append((alert, finding))
    elif alert.is_open and (alert.overlap_until, alert.past) != (finding.last, finding.past):
        changes.refresh.append((alert, finding))
    else:
        changes.unchanged += 1


def _is_further(alert: Stored, finding: Finding) -> bool:
    """Whether what was planned has become actual. The way back is not taken."""
    planned = Kind.SAME_SETTING_PLANNED
    return alert.kind == planned and finding.kind in TOGETHER and finding.kind != planned and finding.raises


def _planned_before(finding: Finding, vanished: Sequence[Stored]) -> Stored | None:
    """The open planned alert of the same separation and settings that this overlap fulfils on another day."""
    if finding.kind not in TOGETHER or finding.first is None:
        return None
    near = [
        alert
        for alert in vanished
        if alert.kind == Kind.SAME_SETTING_PLANNED
        and alert.separation_id == finding.separation_id
        and (alert.setting_id, alert.other_setting_id) == (finding.setting_id, finding.other_setting_id)
        and alert.overlap_from is not None
        and _apart(alert, finding) <= FULFILLED_WITHIN
    ]
    return min(near, key=lambda alert: _apart(alert, finding), default=None)


def _apart(alert: Stored, finding: Finding) -> dt.timedelta:
    assert alert.overlap_from is not None
    assert finding.first is not None
    return abs(alert.overlap_from - finding.first)
