"""Import runs: which files came in and what became of them. No child's data stands in any of it.

With `settings_register` this is all that `admin` may know of the roll.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import event, func, insert, select

from foundation.store import Actor, documents, now, session
from foundation.trail import Event, record
from roll.events import RunCancelled
from roll.models import ImportReject, ImportRun
from roll.tables import Reject

KIND_WORDS = {
    "roll": "Roll",
    "settings": "Settings",
    "links": "Links between settings",
    "calendar": "School days",
    "offers": "Offers",
    "ctf": "Transfer files",
    "postcodes": "Postcodes",
    "wards": "Ward names",
    "places": "Places of schools",
}
STATE_WORDS = {
    "reading": "Being read",
    "previewed": "Waiting for you",
    "held": "Held",
    "applying": "Being applied",
    "applied": "Applied",
    "rejected": "Refused",
    "cancelled": "Cancelled",
    "failed": "Broke off",
}
MOST_KEPT = 20_000
PAGE = 100


def digest(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def begin(actor: Actor, kind: str, *, file_name: str, sha256: str, **columns: Any) -> ImportRun:
    """A run for a file that has come in."""
    run = ImportRun(
        kind=kind,
        file_name=plain_name(file_name),
        sha256=sha256,
        started_at=now(),
        account_id=actor.account_id or None,
        counts={},
        **columns,
    )
    session().add(run)
    session().flush()
    return run


def plain_name(file_name: str) -> str:
    """A file's own name, without folders and without what cannot be printed."""
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in name if character.isprintable())[:200] or "file"


def end(
    run: ImportRun,
    kind: type[Event],
    counts: dict[str, Any],
    rejects: Sequence[Reject] = (),
    notes: Sequence[Reject] = (),
) -> None:
    """Say what became of a file: its figures, the lines it could not use, and the event."""
    session().flush()
    run.counts = counts
    run.finished_at = now()
    forget_rejects(run)
    _keep(run.id, rejects, "reject")
    _keep(run.id, notes, "note")
    record(kind(subject=run))


def _keep(run_id: int, rejects: Sequence[Reject], severity: str) -> None:
    rows = [
        {
            "run_id": run_id,
            "line": r.line,
            "column": r.column[:60],
            "reason": r.reason[:300],
            "severity": severity,
        }
        for r in sorted(rejects[:MOST_KEPT], key=lambda r: (r.line, r.column))
    ]
    if rows:
        session().execute(insert(ImportReject), rows)


def forget_rejects(run: ImportRun) -> None:
    """Before a file is read again, the lines of the first reading go."""
    for found in session().scalars(select(ImportReject).where(ImportReject.run_id == run.id)):
        session().delete(found)
    session().flush()


def keep_file(run: ImportRun, data: bytes) -> None:
    """Keep a file, encrypted, until a person has decided about it."""
    run.document = documents.put(data)


def kept_file(run: ImportRun) -> bytes:
    """The file of a run that waits. Raises LookupError when it is no longer kept."""
    if not run.document:
        raise LookupError("the file of this run is no longer kept")
    return documents.get(run.document)


def size_of(run: ImportRun) -> int:
    """How many bytes the file of a run that waits has; 0 when it is no longer kept."""
    return documents.size(run.document) if run.document else 0


def let_file_go(run: ImportRun) -> None:
    """Remove the kept file once the decision about it is committed."""
    name, run.document = run.document, None
    if name:
        event.listen(session(), "after_commit", lambda _session: documents.remove(name), once=True)


def keep_rejected_rows(run: ImportRun, data: bytes) -> None:
    """Keep the rejected lines, encrypted, for the safeguarding officer."""
    run.rejected_rows = documents.put(data)


def rejected_rows(run: ImportRun) -> bytes:
    """The rejected lines as CSV. Raises LookupError when there are none."""
    if not run.rejected_rows:
        raise LookupError("no rejected rows are kept for this run")
    return documents.get(run.rejected_rows)


def cancel(actor: Actor, run: ImportRun) -> None:
    """A person decided not to apply a file; what stood before stays in force."""
    let_file_go(run)
    run.finished_at = now()
    record(RunCancelled(subject=run))


# Lists --------------------------------------------------------------------------------------------


def recent(kinds: Iterable[str] = KIND_WORDS, limit: int = 50) -> Sequence[ImportRun]:
    """The latest runs of these kinds, newest first."""
    statement = select(ImportRun).where(ImportRun.kind.in_(list(kinds))).order_by(ImportRun.id.desc())
    return session().scalars(statement.limit(limit)).all()


def waiting(kind: str) -> Sequence[ImportRun]:
    """Runs of a kind that a person has to decide about."""
    statement = select(ImportRun).where(ImportRun.kind == kind, ImportRun.status.in_(("previewed", "held")))
    return session().scalars(statement.order_by(ImportRun.id.desc())).all()


def run_by_public_id(public_id: str) -> ImportRun | None:
    """A run by what stands for it in an address."""
    return session().scalars(select(ImportRun).where(ImportRun.public_id == public_id)).one_or_none()


def last_applied(kind: str, *, profile: str | None = None, before: int | None = None) -> ImportRun | None:
    """The file of a kind that is in force; or the one that was before a run, of its profile."""
    statement = select(ImportRun).where(ImportRun.kind == kind, ImportRun.status == "applied")
    if profile is not None:
        statement = statement.where(ImportRun.profile == profile)
    if before is not None:
        statement = statement.where(ImportRun.id < before)
    return session().scalars(statement.order_by(ImportRun.id.desc()).limit(1)).first()


def rejects_of(run: ImportRun, severity: str = "reject", page: int = 1) -> Sequence[ImportReject]:
    """One page of the lines a run could not use (or of its notes), in the order of the file."""
    statement = (
        select(ImportReject)
        .where(ImportReject.run_id == run.id, ImportReject.severity == severity)
        .order_by(ImportReject.line, ImportReject.id)
        .limit(PAGE)
        .offset((max(1, page) - 1) * PAGE)
    )
    return session().scalars(statement).all()


def reject_pages(run: ImportRun, severity: str = "reject") -> int:
    """How many pages `rejects_of` has."""
    statement = select(func.count(ImportReject.id)).where(
        ImportReject.run_id == run.id, ImportReject.severity == severity
    )
    return max(1, -(-(session().scalar(statement) or 0) // PAGE))
