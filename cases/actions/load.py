"""Loading known cases on day one, so that alerts do not start blind (interfaces, `flask cases load`).

All or nothing: where one line cannot be used, none is. A case whose reference is known stays as it is, so
the same file twice changes nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import PurePath

from sqlalchemy import select

from cases.actions.case import IncidentValues, close_case, open_case
from cases.actions.rights import demand
from cases.case_file import CaseLines, PartyLine, read_cases
from cases.models import Case
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session
from roll.actions import child_named_on_form
from roll.models import ImportReject, ImportRun, Setting
from roll.tables import Reject, UnreadableFile


@dataclass
class LoadResult:
    """What became of a file: counts of cases, or the reasons why nothing was loaded."""

    loaded: int = 0
    known: int = 0
    parties: int = 0
    rejects: list[Reject] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether nothing was loaded because of a line."""
        return bool(self.rejects)


def load_cases(actor: Actor, data: bytes, file_name: str = "") -> LoadResult:
    """Load a file of cases; the run is kept, with every reject's line, column and reason."""
    demand(actor, Permission.WRITE_CASES)
    started = now()
    try:
        found, rejects = read_cases(data)
    except UnreadableFile as unreadable:
        found, rejects = [], [Reject(unreadable.line, unreadable.column, unreadable.reason)]
    settings = _settings(found)
    rejects += [reject for case in found for reject in _unknown_settings(case, settings)]
    result = LoadResult(rejects=sorted(rejects, key=lambda reject: reject.line))
    if not result.refused:
        _apply(actor, found, settings, result)
    _keep_run(actor, data, file_name, started, result)
    return result


def _apply(actor: Actor, found: list[CaseLines], settings: dict[str, int], result: LoadResult) -> None:
    known = _known_references([case.reference for case in found])
    children: dict[tuple[str, ...], int] = {}
    for lines in found:
        if lines.reference in known:
            result.known += 1
            continue
        _open(actor, lines, settings, children)
        result.loaded += 1
        result.parties += len(lines.parties)


def _open(
    actor: Actor, lines: CaseLines, settings: dict[str, int], children: dict[tuple[str, ...], int]
) -> None:
    parties = [
        (_child(actor, party, children), party.role, settings.get(party.setting_urn or ""))
        for party in lines.parties
    ]
    others = f"Nature as recorded: {'; '.join(lines.other_natures)}" if lines.other_natures else ""
    case = open_case(
        actor,
        parties=_merged(parties),
        incident=IncidentValues(natures=tuple(lines.natures), words=others),
        opened_on=lines.opened_on,
        authority_reference=lines.reference,
    )
    if lines.status == "closed":
        close_case(actor, case, "closed in the authority's own system before it was loaded")
        case.closed_on = None


def _child(actor: Actor, party: PartyLine, children: dict[tuple[str, ...], int]) -> int:
    if party.key not in children:
        children[party.key] = child_named_on_form(
            actor,
            upn=party.upn,
            surname=party.surname,
            forename=party.forename,
            date_of_birth=party.date_of_birth,
            source="case",
        ).id
    return children[party.key]


def _merged(parties: list[tuple[int, str, int | None]]) -> list[tuple[int, str, int | None]]:
    """Two lines that turn out to be one child (a former UPN) are one party: both, if their parts differ."""
    merged: dict[int, tuple[int, str, int | None]] = {}
    for child, role, setting in parties:
        earlier = merged.get(child)
        same = earlier is None or earlier[1] == role
        merged[child] = (child, role if same else "both", setting or (earlier[2] if earlier else None))
    return list(merged.values())


def _known_references(references: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(references), 400):
        part = references[start : start + 400]
        found = session().scalars(select(Case).where(Case.authority_reference.in_(part)))
        known.update(case.authority_reference or "" for case in found)
    return known


def _settings(found: list[CaseLines]) -> dict[str, int]:
    """URN to row id of the settings that the file names."""
    urns = {party.setting_urn for case in found for party in case.parties if party.setting_urn}
    return {
        row.urn: row.id for row in session().scalars(select(Setting).where(Setting.urn.in_(sorted(urns))))
    }


def _unknown_settings(case: CaseLines, settings: dict[str, int]) -> list[Reject]:
    reason = "no setting has this URN; import settings first (flask roll settings FILE), or leave it empty"
    return [
        Reject(party.line, "setting_urn", reason)
        for party in case.parties
        if party.setting_urn and party.setting_urn not in settings
    ]


def _keep_run(actor: Actor, data: bytes, file_name: str, started: dt.datetime, result: LoadResult) -> None:
    counts = {"new": result.loaded, "known": result.known, "rejected": len(result.rejects)}
    run = ImportRun(
        kind="cases",
        file_name=PurePath(file_name).name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        status="rejected" if result.refused else "applied",
        counts={**counts, "seconds": round((now() - started).total_seconds(), 1)},
        started_at=started,
        finished_at=now(),
        account_id=actor.account_id or None,
    )
    session().add(run)
    session().flush()
    session().add_all(
        ImportReject(run_id=run.id, line=reject.line, column=reject.column, reason=reject.reason[:300])
        for reject in result.rejects
    )
    session().flush()
