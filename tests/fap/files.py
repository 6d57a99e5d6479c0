"""Files of every kind that is taken, and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)


def a_pdf(pages: int = 1, password: str = "", script: str = "", attached: bool = False) -> bytes:
    """A PDF of blank pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    if script:
        act = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(act)
    if attached:
        writer.add_attachment("inside.exe", b"MZ")
    if password:
        writer.encrypt(password, algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def launching_pdf() -> bytes:
    """A PDF whose opening starts a program."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    act = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("a.exe")}
    )
    writer.root_object[NameObject("/OpenAction")] = act
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_picture(form: str = "PNG", size: tuple[int, int] = (40, 30), secret: bytes = b"") -> bytes:
    """A picture; with `secret` its camera says where it was taken."""
    out = io.BytesIO()
    picture = Image.new("RGB", size, "red")
    if secret:
        exif = picture.getexif()
        exif[0x010E] = secret.decode()
        exif[0x013B] = "An Author"
        picture.save(out, form, exif=exif)
    else:
        picture.save(out, form)
    return out.getvalue()


def moving_png() -> bytes:
    """A PNG of two pictures."""
    out = io.BytesIO()
    first, second = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    first.save(out, "PNG", save_all=True, append_images=[second])
    return out.getvalue()


def flood_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few hundred bytes that says it is 3,600 megapixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack("!I", len(data)) + whole + struct.pack("!I", zlib.crc32(whole))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


def packed(parts: dict[str, bytes], level: int = 9) -> bytes:
    """A packed file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def a_docx(**more: bytes) -> bytes:
    """A Word document; more parts by name ("/" written "__")."""
    parts = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"<w:document/>"}
    return packed(parts | {name.replace("__", "/"): data for name, data in more.items()})


def an_xlsx() -> bytes:
    """A spreadsheet."""
    return packed({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b"<workbook/>"})


def lying_docx() -> bytes:
    """A Word document whose list of contents says that a part of 200 MB has 10 bytes."""
    data = bytearray(a_docx(word__media__big=b"\0" * (120 * 1024 * 1024)))
    size = struct.pack("<L", 120 * 1024 * 1024)
    at = data.find(size)
    while at != -1:
        data[at : at + 4] = struct.pack("<L", 10)
        at = data.find(size, at + 4)
    return bytes(data)


def encrypted_docx() -> bytes:
    """A Word document whose parts say that they have a password."""
    data = bytearray(a_docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at != -1:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def linked_docx() -> bytes:
    """A Word document with a link where a part should be."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", CONTENT_TYPES)
        file.writestr("word/document.xml", b"<w:document/>")
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    return out.getvalue()
