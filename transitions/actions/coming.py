"""Who is to come: offers and transfer files, taken in, applied or not. Whoever hears of it sweeps."""

from __future__ import annotations

from cases.actions.rights import demand
from foundation.access.permissions import Permission
from foundation.store import Actor
from roll import ctf_file, import_coming, runs
from roll.models import ImportRun


def take_in(actor: Actor, kind: str, data: bytes, file_name: str, round_name: str) -> ImportRun:
    """Read and compare an upload. A transfer file without a fault is applied at once: it ends nothing."""
    demand(actor, Permission.IMPORT_ROLLS)
    run = import_coming.take_in(actor, kind, data, file_name, round_name=round_name)
    if kind == import_coming.CTF and run.status == "previewed" and not run.counts.get("rejected"):
        return import_coming.apply_kept(actor, run)
    return run


def apply_waiting(actor: Actor, run: ImportRun, *, confirm: bool) -> ImportRun:
    """Apply a file that waits, read and compared anew."""
    demand(actor, Permission.IMPORT_ROLLS)
    return import_coming.apply_kept(actor, run, confirm=confirm)


def cancel(actor: Actor, run: ImportRun) -> None:
    """Do not apply a file that waits."""
    demand(actor, Permission.IMPORT_ROLLS)
    runs.cancel(actor, run)


def offers(
    actor: Actor, data: bytes, file_name: str, *, round_name: str, confirm: bool, preview: bool
) -> ImportRun:
    """Apply a file of offers at once, as a command does."""
    demand(actor, Permission.IMPORT_ROLLS)
    found = import_coming.read_offers(data, file_name)
    return import_coming.apply_offers(actor, found, round_name=round_name, confirm=confirm, preview=preview)


def transfer(actor: Actor, data: bytes, file_name: str, *, confirm: bool) -> ImportRun:
    """Apply a transfer file at once, as a command does."""
    demand(actor, Permission.IMPORT_ROLLS)
    return import_coming.apply_transfer(actor, ctf_file.read(data, file_name), confirm=confirm)
