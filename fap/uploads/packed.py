"""Word documents and spreadsheets: packed files, unpacked only to be counted, and only so far."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MEGABYTE = 1024 * 1024
MOST_PARTS = 2_000
LARGEST_UNPACKED = 80 * MEGABYTE
SMALL = MEGABYTE
MOST_PACKED = 100
"""A part of more than a megabyte may not be packed more than a hundredfold."""
DAMAGED = "This document is damaged. Save it again, or as a PDF, and send that"
MACROS = "This document has a program (macros) or another file inside. Save it as a PDF and send that"
FETCHES = "This document fetches something from elsewhere when it is opened. Save it as a PDF and send that"
TOO_LARGE = "This document is too large once it is unpacked. Save it as a PDF and send that"


def office(data: bytes, part: str) -> None:
    """Refuse what is no document of this kind, has macros, or unpacks to too much. Raises ValueError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS:
                raise ValueError(TOO_LARGE)
            names = {one.filename for one in parts}
            if "[Content_Types].xml" not in names or part not in names or len(names) != len(parts):
                raise ValueError(DAMAGED)
            for one in parts:
                _refuse(one)
            _count(packed, parts)
            _refuse_dangerous_markup(packed, names)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, KeyError):
        raise ValueError(DAMAGED) from None


def _refuse(one: zipfile.ZipInfo) -> None:
    name = one.filename.casefold()
    outside = name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
    if outside or stat.S_ISLNK(one.external_attr >> 16):
        raise ValueError(DAMAGED)
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(DAMAGED)
    if one.flag_bits & 0x1:
        raise ValueError("This document has a password. Take the password away and send it again")
    if name.endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs", ".bat", ".ps1", ".docm", ".xlsm")):
        raise ValueError(MACROS)
    if "/embeddings/" in name or "/activex/" in name or "externallink" in name:
        raise ValueError(MACROS)
    if one.file_size > LARGEST_UNPACKED or (
        one.file_size > SMALL and one.file_size > MOST_PACKED * max(one.compress_size, 1)
    ):
        raise ValueError(TOO_LARGE)


def _count(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack everything in small pieces, keeping nothing: what the list of contents says may be untrue."""
    total = 0
    for one in parts:
        with packed.open(one) as file:
            while piece := file.read(256 * 1024):
                total += len(piece)
                if total > LARGEST_UNPACKED:
                    raise ValueError(TOO_LARGE)


def _refuse_dangerous_markup(packed: zipfile.ZipFile, names: set[str]) -> None:
    """No entities (they grow when they are read), nothing fetched from elsewhere but links, no macro type."""
    for name in names:
        if not name.casefold().endswith((".xml", ".rels")):
            continue
        whole = packed.read(name)
        text = _plain(whole)
        if b"<!ENTITY" in text or b"<!DOCTYPE" in text:
            raise ValueError(DAMAGED)
        if name == "[Content_Types].xml" and b"macroEnabled" in text:
            raise ValueError(MACROS)
        if name.casefold().endswith(".rels") and _fetches(whole):
            raise ValueError(FETCHES)


def _plain(text: bytes) -> bytes:
    """Two bytes a letter made one, so that a name reads the same in either."""
    return text.replace(b"\0", b"") if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in text[:8] else text


def _fetches(relations: bytes) -> bool:
    """Whether opening the document fetches something: all that lies outside, but what a person clicks on."""
    try:
        found = list(fromstring(relations, forbid_dtd=True).iter())
    except (DefusedXmlException, ParseError, ValueError, LookupError):
        raise ValueError(DAMAGED) from None
    outside = [one for one in found if one.get("TargetMode", "").strip().casefold() == "external"]
    return any(not one.get("Type", "").endswith("/hyperlink") for one in outside)
