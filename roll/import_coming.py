"""Importing who is to come: offers, and Common Transfer Files. Neither ever ends an enrolment.

Whole or not at all: a rejected line refuses a file unless a person confirms that the others are to be taken.
Offers belong to a round (secondary, post-16): a new file is the whole of its round and takes the place of the
one before; where it would withdraw more than one in ten of the offers that stand, it is held. Whoever hears
that a file was applied looks at everybody again, in the same transaction.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from typing import Any

from foundation.store import Actor, acting_as, session
from roll import ctf_core, expecting_core, offers_file, roll_state_core, runs, settings_core
from roll.actions import widened
from roll.ctf_file import TransferFile
from roll.ctf_file import read as read_ctf
from roll.events import OffersApplied, RunHeld, RunPreviewed, RunRejected, TransferFilesApplied
from roll.expecting_core import Changes, Expected, Key
from roll.models import ImportRun
from roll.offers_file import OffersFile
from roll.tables import Reject

OFFERS, CTF = "offers", "ctf"
SOURCE = "offer"
FEWER_IN_100 = 10
ROUND = re.compile(r"[a-z0-9][a-z0-9-]{0,38}", re.ASCII)
DEFAULT_ROUND = "offers"


def read_offers(data: bytes, file_name: str) -> OffersFile:
    """Read a file of offers, and reject lines whose setting is not on the register."""
    found = offers_file.read(data, file_name)
    known = roll_state_core.settings_by_urn(session().connection())
    for row in [row for row in found.rows if row.urn not in known]:
        found.reject(row, "setting_urn", "this setting is not on the register of settings; import it first")
    found.rows = [row for row in found.rows if row.urn in known]
    return found


def apply_offers(
    actor: Actor, found: OffersFile, *, round_name: str = DEFAULT_ROUND, confirm: bool = False,
    run: ImportRun | None = None, preview: bool = False,
) -> ImportRun:  # fmt: skip
    """Let the file stand for the offers of its round, or say in the run (held, rejected) why not.

    With `preview` nothing but the run is written.
    """
    began = time.perf_counter()
    with acting_as(widened(actor)):
        connection = session().connection()
        roll_state_core.wait_for_turn(connection)
        run = run or runs.begin(actor, OFFERS, file_name=found.file_name, sha256=found.sha256)
        run.profile = round_name
        if found.problem:
            return _end(run, RunRejected, {"problem": found.problem.reason}, [found.problem], [], began)
        wanted, notes = _offered(found)
        changes = expecting_core.compare(wanted, expecting_core.standing(connection, SOURCE, round_name))
        counts = _figures(found, changes, notes)
        held = _holds(changes)
        counts["held"] = held
        if found.texts:
            runs.keep_rejected_rows(run, found.rejected_file())
        what = _what(preview, confirm, bool(found.rejects), bool(held))
        if what is None:
            expecting_core.write(connection, changes, source=SOURCE, reference=round_name, run_id=run.id)
            session().flush()
            session().expire_all()
            runs.let_file_go(run)
        return _end(run, what or OffersApplied, counts, found.rejects, [*found.notes, *notes], began)


def apply_transfer(
    actor: Actor, found: TransferFile, *, confirm: bool = False, run: ImportRun | None = None,
    preview: bool = False,
) -> ImportRun:  # fmt: skip
    """Expect the pupils at the school the file is for, and note what they were called; or say why not."""
    began = time.perf_counter()
    with acting_as(widened(actor)):
        connection = session().connection()
        roll_state_core.wait_for_turn(connection)
        run = run or runs.begin(actor, CTF, file_name=found.file_name, sha256=found.sha256)
        run.profile, run.as_of = found.version, found.written_on
        if found.problem:
            return _end(run, RunRejected, {"problem": found.problem.reason}, [found.problem], [], began)
        numbers = settings_core.dfe_numbers(connection)
        setting = roll_state_core.settings_by_urn(connection).get(numbers.get(found.destination, ""))
        notes = [*found.notes, *_destination(found, setting is not None)]
        counts: dict[str, Any] = {
            "lines": found.lines,
            "rows": len(found.pupils),
            "rejected": len({reject.line for reject in found.rejects}),
        }
        what = _what(preview, confirm, bool(found.rejects), held=False)
        if what is None:
            counts |= ctf_core.write(actor, connection, found, setting[0] if setting else None, run.id)
            session().flush()
            session().expire_all()
            runs.let_file_go(run)
        return _end(run, what or TransferFilesApplied, counts, found.rejects, notes, began)


def take_in(
    actor: Actor, kind: str, data: bytes, file_name: str, *, round_name: str = DEFAULT_ROUND
) -> ImportRun:
    """Read and compare an uploaded file, and keep it until a person applies or cancels it."""
    if kind == OFFERS:
        run = apply_offers(actor, read_offers(data, file_name), round_name=round_name, preview=True)
    else:
        run = apply_transfer(actor, read_ctf(data, file_name), preview=True)
    if run.status in ("previewed", "held"):
        runs.keep_file(run, data)
    return run


def apply_kept(actor: Actor, run: ImportRun, *, confirm: bool = False) -> ImportRun:
    """Apply the file of a run that waits, read and compared anew."""
    data, name, round_name = runs.kept_file(run), run.file_name, run.profile
    if run.kind == OFFERS:
        return apply_offers(actor, read_offers(data, name), round_name=round_name, confirm=confirm, run=run)
    return apply_transfer(actor, read_ctf(data, name), confirm=confirm, run=run)


def _what(preview: bool, confirm: bool, rejects: bool, held: bool) -> Any:
    """Which event the run ends with; None where it is applied."""
    if preview:
        return RunHeld if held else RunPreviewed
    if confirm:
        return None
    if rejects:
        return RunRejected
    return RunHeld if held else None


def _offered(found: OffersFile) -> tuple[dict[Key, Expected], list[Reject]]:
    """The offers of children whom the authority knows; the others are no one's to watch yet."""
    connection = session().connection()
    current, former = roll_state_core.children_by_upn(connection, {row.upn for row in found.rows})
    settings = roll_state_core.settings_by_urn(connection)
    wanted: dict[Key, Expected] = {}
    notes = []
    for row in found.rows:
        child = current.get(row.upn) or former.get(row.upn)
        if child is None:
            notes.append(
                Reject(row.line, "upn", "no child on record has this number; the offer was left out")
            )
        else:
            wanted[child, settings[row.urn][0], row.start] = Expected(None, row.certainty, row.line)
    return wanted, notes


def _holds(changes: Changes) -> list[str]:
    stood = len(changes.gone) + len(changes.changed) + changes.same
    if len(changes.gone) * 100 > stood * FEWER_IN_100:
        return [f"{len(changes.gone)} of the {stood} offers of this round are not in the file any more"]
    return []


def _figures(found: OffersFile, changes: Changes, unknown: list[Reject]) -> dict[str, Any]:
    urns = {row: urn for urn, (row, _) in roll_state_core.settings_by_urn(session().connection()).items()}
    settings: dict[str, Counter[str]] = {}
    for name, keys in (("new", changes.new), ("changed", changes.changed), ("ended", changes.gone)):
        for _, setting, _ in keys:
            settings.setdefault(urns[setting], Counter())[name] += 1
    return {
        "lines": found.lines,
        "rows": len(found.rows),
        "new": len(changes.new),
        "changed": len(changes.changed),
        "same": changes.same,
        "ended": len(changes.gone),
        "left_out": len(unknown),
        "rejected": len({reject.line for reject in found.rejects}),
        "settings": {urn: dict(figures) for urn, figures in sorted(settings.items())},
    }


def _destination(found: TransferFile, known: bool) -> list[Reject]:
    if known:
        return []
    words = "names no school" if not found.destination else "names a school that is not on the register"
    return [Reject(0, "DestSchool", f"{words}: nobody is expected anywhere by this file")]


def _end(
    run: ImportRun,
    what: Any,
    counts: dict[str, Any],
    rejects: list[Reject],
    notes: list[Reject],
    began: float,
) -> ImportRun:
    counts["seconds"] = round(time.perf_counter() - began, 2)
    runs.end(run, what, counts, rejects, notes)
    return run
