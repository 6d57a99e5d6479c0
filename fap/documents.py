"""Documents of the checklist: checked by what is in them, scanned, kept encrypted under a random name."""

from __future__ import annotations

import re

from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from fap.events import DocumentRefused
from fap.form import FORM
from fap.models import Referral, ReferralDocument
from fap.reading import writes
from fap.rights import NotAllowed, tell_school
from fap.uploads import CLEAN, INFECTED, LARGEST, PENDING, REFUSED, Checked, ScannerDown, checked, verdict
from foundation import jobs
from foundation.answers import answers_of, change_files
from foundation.store import Actor, documents, now, session
from foundation.trail import record

MOST_DOCUMENTS = 40
SCAN = "fap.scan_document"
FOUND = "The virus scanner found something in this file. It was not kept. Tell your IT support"


def add_document(actor: Actor, referral: Referral, kind: str, file: FileStorage) -> ReferralDocument:
    """Keep an uploaded document. When the virus scanner is configured and does not answer, it waits.

    Raises ValueError with what to do, NotAllowed.
    """
    if not (referral.is_open_to_change and writes(actor, referral)):
        raise NotAllowed("this referral cannot be changed now")
    if _number(referral) >= MOST_DOCUMENTS:
        raise ValueError(f"There are {MOST_DOCUMENTS} documents already. Remove one before you add another")
    name = _plain_name(file.filename or "document")
    good = checked(name, file.read(LARGEST + 1))
    said = _scanned(good)
    made = ReferralDocument(
        referral_id=referral.id,
        kind=kind[:40],
        file_name=name,
        media_type=good.media_type,
        size=len(good.data),
        pages=good.pages,
        stored_as=documents.put(good.data),
        added_by=actor.account_id,
        added_at=now(),
        scan=said,
        scanned_at=now() if said == CLEAN else None,
    )
    session().add(made)
    session().flush()
    if said == PENDING:
        jobs.enqueue(SCAN, {"document": made.id}, key=f"scan:{made.public_id}")
    return made


def _scanned(good: Checked) -> str:
    try:
        said = verdict(good.data)
    except ScannerDown:
        return PENDING
    if said == INFECTED:
        raise ValueError(FOUND)
    return said


def _number(referral: Referral) -> int:
    there = (ReferralDocument.referral_id == referral.id) & ReferralDocument.removed_at.is_(None)
    return session().scalar(select(func.count(ReferralDocument.id)).where(there)) or 0


def remove_document(actor: Actor, referral: Referral, public_id: str) -> None:
    """Take a document off the form; the row stays as history, and versions already sent keep it."""
    if not (referral.is_open_to_change and writes(actor, referral)):
        raise NotAllowed("this referral cannot be changed now")
    found = session().scalars(
        select(ReferralDocument).where(
            ReferralDocument.referral_id == referral.id, ReferralDocument.public_id == public_id
        )
    )
    for row in found:
        row.removed_at = row.removed_at or now()


def scan_again(actor: Actor, document_id: int) -> None:
    """Ask the scanner about a document that waits. What is infected goes, and the school is told.

    Raises ScannerDown.
    """
    row = session().get(ReferralDocument, document_id)
    if row is None or not row.waits or row.removed_at is not None:
        return
    said = verdict(documents.get(row.stored_as))
    row.scanned_at = now()
    if said != INFECTED:
        row.scan = said
        return
    row.scan, row.removed_at = REFUSED, now()
    documents.remove(row.stored_as)
    referral = session().get_one(Referral, row.referral_id)
    _take_off_checklist(actor, referral, row)
    record(DocumentRefused(subject=referral, kind=row.kind.replace("_", " ")))
    tell_school(referral, "document_refused", f"refused:{row.public_id}")


def _take_off_checklist(actor: Actor, referral: Referral, row: ReferralDocument) -> None:
    """An open form asks for the document again; what was sent stays as it was sent."""
    section = FORM.section("documents")
    said = (answers_of(referral, FORM).get("documents") or {}).get(row.kind) or {}
    files = [name for name in said.get("files", []) if name != row.public_id]
    if section is not None and referral.is_open_to_change and files != said.get("files", []):
        change_files(actor, referral, FORM, section, ("documents", row.kind), files)


def _plain_name(name: str) -> str:
    """The last part of a file's name, without what could break a header or a path."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[^\w .()\-]", "_", last).strip(" .")[:120] or "document"
