"""The sweep: compares what stands with what was raised, and writes the difference as events.

It runs in the caller's transaction, so that a file, a case or a plan and the alerts that follow from it are
there together or not at all. It acts as the system, whoever caused it: who may read an alert is decided where
alerts are read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import select

from foundation.access.lists import accounts_with, operator
from foundation.access.permissions import Role
from foundation.post.office import tell
from foundation.store import Actor, acting_as, next_references, now, session
from foundation.store.calendar import calendar_for, calendars_for
from foundation.trail import record, record_all
from transitions import sweep_core
from transitions.clocks import due_from
from transitions.comparing import Changes, Stored, compare
from transitions.decided import clocks, from_june
from transitions.detecting import detect
from transitions.events import AlertAppliesAgain, AlertChangedKind, AlertNoLongerApplies, AlertRaised
from transitions.evidence import RunFiles, evidence_of, origin
from transitions.models import Alert, SweepRun
from transitions.rules.findings import Finding
from transitions.words import KINDS_SHORT

AT_ONCE = 1000


@dataclass(frozen=True)
class SweepResult:
    """What a sweep did: its run, and the references of the alerts it raised (or raised again)."""

    run: SweepRun
    raised: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """As in `SweepRun.counts`."""
        return self.run.counts


def sweep(
    actor: Actor,
    as_of: dt.date,
    child_ids: Collection[int] | None = None,
    *,
    import_run_id: int | None = None,
) -> SweepResult:
    """Detect for a day over everybody, or over some children and all who are tied to them.

    Idempotent: a second run for the same day over the same data changes nothing.
    """
    session().flush()
    sweep_core.wait_for_turn(session().connection())
    with acting_as(operator()):
        run = SweepRun(
            as_of=as_of, whole=child_ids is None, started_at=now(), import_run_id=import_run_id, counts={}
        )
        session().add(run)
        session().flush()
        raised = _sweep(run, as_of, child_ids)
        run.finished_at = now()
        session().flush()
    return SweepResult(run, tuple(raised))


def _sweep(run: SweepRun, as_of: dt.date, child_ids: Collection[int] | None) -> list[str]:
    connection = session().connection()
    newest = sweep_core.newest_whole(connection)
    subjects = None if child_ids is None else sweep_core.everyone_tied_to(connection, as_of, child_ids)
    picture = sweep_core.read_picture(
        connection, as_of, subjects, clocks=clocks(), from_june=from_june(as_of)
    )
    if subjects is None:
        calendars_for(sorted(picture.settings))  # all in two questions, instead of one for each
    findings = detect(picture, add_school_days())
    stored = sweep_core.stored_alerts(connection, subjects)
    changes = compare(findings, stored, may_close=newest is None or as_of >= newest)
    cases = {pair.id: pair.case_reference for pair in picture.separations}
    writing = _Writing(run, cases, sweep_core.run_files(connection, _runs_behind(changes)))
    raised = writing.write(changes)
    run.counts = {
        "separations": len(picture.separations),
        "plans": len(picture.plans),
        "findings": sum(finding.raises for finding in findings.values()),
        "raised": len(changes.raise_new),
        "changed": len(changes.becomes),
        "again": len(changes.again),
        "gone": len(changes.gone),
        "unchanged": changes.unchanged,
    }
    if raised:
        _tell_officers(run)
    return raised


def _runs_behind(changes: Changes) -> set[int]:
    new = [*changes.raise_new, *(f for part in (changes.becomes, changes.again) for _, f in part)]
    return {stay.run_id for finding in new for stay in finding.stays if stay.run_id is not None}


def add_school_days() -> Any:
    """School days counted by the calendar of a setting; each answer is worked out once."""

    @cache
    def add(setting_id: int, day: dt.date, number: int) -> dt.date:
        return calendar_for(setting_id).add(day, number)

    return add


def _tell_officers(run: SweepRun) -> None:
    """One mail to each officer for each sweep that raised something. It names nobody."""
    for account in accounts_with(Role.SAFEGUARDING_OFFICER):
        tell(account.id, "alert_raised", "/alerts", f"sweep:{run.id}:{account.id}")


@dataclass(frozen=True)
class _Writing:
    """Writes the changes of one sweep. `cases`: id of each standing separation to its case."""

    run: SweepRun
    cases: Mapping[int, str | None]
    files: RunFiles
    fetched: list[Alert] = field(default_factory=list)
    due: dict[str, dt.date] = field(default_factory=dict)

    def write(self, changes: Changes) -> list[str]:
        """All of them; answers with the references of what somebody has to look at."""
        self._fetch(changes)
        told = [alert.reference for alert in self._raise(changes.raise_new)]
        told += [self._become(*pair).reference for pair in changes.becomes]
        told += [self._again(*pair).reference for pair in changes.again]
        for stored, finding in changes.refresh:
            alert = session().get_one(Alert, stored.id)
            alert.overlap_until, alert.past = finding.last, finding.past
        record_all([self._gone(stored) for stored in changes.gone])
        return told

    def _fetch(self, changes: Changes) -> None:
        """Load every alert that is about to change, in a few statements."""
        pairs = (*changes.becomes, *changes.again, *changes.refresh)
        ids = sorted({stored.id for stored, _ in pairs} | {stored.id for stored in changes.gone})
        for begin in range(0, len(ids), AT_ONCE):
            part = select(Alert).where(Alert.id.in_(ids[begin : begin + AT_ONCE]))
            self.fetched.extend(session().scalars(part))

    def _raise(self, findings: Sequence[Finding]) -> list[Alert]:
        references = next_references(session(), "AL", len(findings)) if findings else []
        made = [self._alert(*pair) for pair in zip(findings, references, strict=True)]
        session().add_all(made)
        session().flush()
        record_all(
            [
                AlertRaised(subject=alert, kind=KINDS_SHORT[alert.kind], evidence=self._because(alert))
                for alert in made
            ]
        )
        return made

    def _alert(self, finding: Finding, reference: str) -> Alert:
        return Alert(
            reference=reference,
            kind=str(finding.kind),
            key=finding.key,
            plan_id=finding.plan_id,
            separation_id=finding.separation_id,
            case_reference=self.cases.get(finding.separation_id or 0),
            child_id=finding.child_id,
            other_child_id=finding.other_child_id,
            setting_id=finding.setting_id,
            other_setting_id=finding.other_setting_id,
            raised_on=self.run.as_of,
            raised_at=now(),
            sweep_run_id=self.run.id,
            **self._of(finding),
        )

    def _of(self, finding: Finding) -> dict[str, Any]:
        return {
            "day": finding.day,
            "overlap_from": finding.first,
            "overlap_until": finding.last,
            "past": finding.past,
            "evidence": evidence_of(finding, self.files),
            "due_on": self._due(str(finding.kind)),
        }

    def _due(self, kind: str) -> dt.date:
        if kind not in self.due:
            self.due[kind] = due_from(kind, self.run.as_of)
        return self.due[kind]

    def _because(self, alert: Alert) -> str:
        return "; ".join(dict.fromkeys(origin(kept) for kept in alert.evidence["stays"]))

    def _become(self, stored: Stored, finding: Finding) -> Alert:
        """What was planned is actual. One that was settled while it lay ahead is raised again."""
        alert = session().get_one(Alert, stored.id)
        before, alert.kind, alert.key = alert.kind, str(finding.kind), finding.key
        self._renew(alert, finding)
        record(AlertChangedKind(subject=alert, before=KINDS_SHORT[before], after=KINDS_SHORT[alert.kind]))
        if not stored.is_open:
            alert.settled_at = None
            record(AlertAppliesAgain(subject=alert, reason="it lay ahead when it was settled, and is so now"))
        return alert

    def _again(self, stored: Stored, finding: Finding) -> Alert:
        alert = session().get_one(Alert, stored.id)
        self._renew(alert, finding)
        alert.settled_at = None
        record(AlertAppliesAgain(subject=alert, reason="what had made it disappear was corrected"))
        return alert

    def _renew(self, alert: Alert, finding: Finding) -> None:
        for name, value in self._of(finding).items():
            setattr(alert, name, value)
        alert.sweep_run_id, alert.escalated_at = self.run.id, None

    def _gone(self, stored: Stored) -> AlertNoLongerApplies:
        alert = session().get_one(Alert, stored.id)
        alert.settled_at = now()
        ended = stored.separation_id is not None and stored.separation_id not in self.cases
        reason = "the separation has ended" if ended else "what it was raised for is no longer so"
        return AlertNoLongerApplies(subject=alert, reason=reason)
