"""Documents of the checklist: checked by what is in them, kept encrypted under a random name."""

from __future__ import annotations

import re

from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from fap.models import Referral, ReferralDocument
from fap.reading import writes
from fap.rights import NotAllowed
from foundation.store import Actor, documents, now, session

LARGEST = 10 * 1024 * 1024
KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "pdf", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
)
OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WANTED = (
    "Choose a PDF, an image (PNG or JPEG), a Word document (DOCX), a spreadsheet (XLSX) or plain text (TXT)"
)


def add_document(actor: Actor, referral: Referral, kind: str, file: FileStorage) -> ReferralDocument:
    """Keep an uploaded document. Raises ValueError with what to do, NotAllowed."""
    if not (referral.is_open_to_change and writes(actor, referral)):
        raise NotAllowed("this referral cannot be changed now")
    data = file.read(LARGEST + 1)
    if not data:
        raise ValueError("The file is empty. Choose another one")
    if len(data) > LARGEST:
        raise ValueError("The file is larger than 10 MB. Choose a smaller one, or send fewer pages")
    name = _plain_name(file.filename or "document")
    made = ReferralDocument(
        referral_id=referral.id,
        kind=kind[:40],
        file_name=name,
        media_type=media_type_of(name, data),
        size=len(data),
        stored_as=documents.put(data),
        added_by=actor.account_id,
        added_at=now(),
    )
    session().add(made)
    session().flush()
    return made


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


def media_type_of(name: str, data: bytes) -> str:
    """What the bytes are, not what the name says. Raises ValueError for what is not taken."""
    ending = name.rpartition(".")[2].casefold()
    for start, _short, media_type in KINDS:
        if data.startswith(start):
            return media_type
    if data.startswith(b"PK\x03\x04") and ending in OFFICE:
        return OFFICE[ending]
    if ending == "txt" and b"\x00" not in data:
        return "text/plain; charset=utf-8"
    raise ValueError(WANTED)


def _plain_name(name: str) -> str:
    """The last part of a file's name, without what could break a header or a path."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[^\w .()\-]", "_", last).strip(" .")[:120] or "document"
