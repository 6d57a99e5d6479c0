"""Is a file what its name says, and within the limits? (security, upload safety.)

Taken: PDF, DOCX, XLSX, PNG, JPEG, TXT. The name's ending and the content must agree; pictures are drawn anew,
so that nothing but the picture is kept. Every refusal says in words what to do.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageOps

from fap.uploads.packed import office
from fap.uploads.pdf import pages_of

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_PIXELS = 30_000_000
WANTED = (
    "Choose a PDF, an image (PNG or JPEG), a Word document (DOCX), a spreadsheet (XLSX) or plain text (TXT)"
)
MARKUP = re.compile(r"<\s*(?:!doctype|html|script|svg|iframe|body|\?xml|\?php)", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its bytes (a picture is drawn anew), its type, and how many pages it has."""

    data: bytes
    media_type: str
    ending: str
    pages: int | None = None


def checked(name: str, data: bytes) -> Checked:
    """The file, ready to be kept. Raises ValueError with what to do."""
    if not data:
        raise ValueError("The file is empty. Choose another one")
    if len(data) > LARGEST:
        raise ValueError("The file is larger than 10 MB. Choose a smaller one, or send fewer pages")
    ending = name.rpartition(".")[2].casefold()
    found = next((kind for kind in KINDS if data.startswith(kind.start) and ending in kind.endings), None)
    if found is None:
        raise ValueError(_why_not(ending, data))
    return found.look(data)


def _why_not(ending: str, data: bytes) -> str:
    known = any(ending in kind.endings for kind in KINDS)
    if known and ending != "txt":
        return (
            f"The name ends in .{ending}, but the file is something else. Save it again as that, or: {WANTED}"
        )
    return WANTED


def _pdf(data: bytes) -> Checked:
    """A PDF with a readable page tree, no password, and nothing that acts when it is opened."""
    return Checked(data, "application/pdf", "pdf", pages_of(data))


def _picture(form: str) -> Callable[[bytes], Checked]:
    def look(data: bytes) -> Checked:
        return Checked(_drawn_anew(data, form), f"image/{form.casefold()}", form[:3].casefold(), 1)

    return look


def _drawn_anew(data: bytes, form: str) -> bytes:
    """The picture alone: turned as its camera said, without place, camera, author or what follows it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=[form]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise ValueError("This image is too large. Choose a smaller one")
                if getattr(picture, "n_frames", 1) > 1:
                    raise ValueError("This image moves. Choose a picture that stands still")
                turned = ImageOps.exif_transpose(picture)
                mode = "RGB" if form == "JPEG" or turned.mode not in ("L", "RGB", "RGBA") else turned.mode
                plain = Image.new(mode, turned.size)
                plain.paste(turned.convert(mode))
                out = io.BytesIO()
                plain.save(out, form, **({"quality": 90} if form == "JPEG" else {}))
    except ValueError as refused:
        if "image" in str(refused):
            raise
        raise ValueError(DAMAGED) from None
    except BROKEN:
        raise ValueError(DAMAGED) from None
    return out.getvalue()


BROKEN = (OSError, SyntaxError, Warning, Image.DecompressionBombError, EOFError, struct.error, TypeError)
"""What Pillow raises for damaged pictures; the last two for what a camera wrote into them."""
DAMAGED = "This image is damaged. Save it again as PNG or JPEG and send that"


def _text(data: bytes) -> Checked:
    """Plain text, kept as UTF-8; a page, a script or a program is refused."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ValueError("This is not plain text. Save it as a text file (UTF-8), or as a PDF")
    if CONTROL.search(text) or MARKUP.search(text) or text.startswith(("#!", "MZ", "%PDF-", "PK\x03\x04")):
        raise ValueError("This is not plain text. Save it as a text file (UTF-8), or as a PDF")
    return Checked(text.encode(), "text/plain; charset=utf-8", "txt")


def _office(ending: str, part: str) -> Callable[[bytes], Checked]:
    def look(data: bytes) -> Checked:
        office(data, part)
        return Checked(data, OFFICE_TYPES[ending], ending)

    return look


OFFICE_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Kind:
    """A kind of file: the endings of its name, how it starts, and how it is looked at."""

    endings: tuple[str, ...]
    start: bytes
    look: Callable[[bytes], Checked]


KINDS = (
    Kind(("pdf",), b"%PDF-", _pdf),
    Kind(("png",), b"\x89PNG\r\n\x1a\n", _picture("PNG")),
    Kind(("jpg", "jpeg"), b"\xff\xd8\xff", _picture("JPEG")),
    Kind(("docx",), b"PK\x03\x04", _office("docx", "word/document.xml")),
    Kind(("xlsx",), b"PK\x03\x04", _office("xlsx", "xl/workbook.xml")),
    Kind(("txt",), b"", _text),
)
