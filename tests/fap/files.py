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


def page_script_pdf() -> bytes:
    """A PDF whose page has a script, under a name that is written another way."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    act = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): DictionaryObject(act)})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue().replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53")


def swelling_pdf(pages: int = 14, each: int = 30_000_000) -> bytes:
    """A PDF of some hundred kilobytes whose pages stand in streams that unpack to 30 MB each."""
    out, at, packed_in = bytearray(b"%PDF-1.5\n"), {}, {}

    def add(number: int, body: bytes) -> None:
        at[number] = len(out)
        out.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    add(1, b"<</Type/Catalog/Pages 2 0 R>>")
    add(
        2,
        b"<</Type/Pages/Count %d/Kids[%b]>>"
        % (pages, b" ".join(b"%d 0 R" % n for n in range(100, 100 + pages))),
    )
    for number in range(100, 100 + pages):
        head = b"%d 0 " % number
        data = zlib.compress(head + b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>" + b" " * each, 9)
        says = b"<</Type/ObjStm/N 1/First %d/Filter/FlateDecode/Length %d>>" % (len(head), len(data))
        add(number + 200, says + b"stream\n" + data + b"\nendstream")
        packed_in[number] = number + 200
    start, rows = len(out), b""
    for number in range(501):
        if number in packed_in:
            rows += b"\2" + packed_in[number].to_bytes(4, "big") + b"\0\0"
        else:
            place = start if number == 500 else at.get(number, 0)
            rows += (b"\1" if place else b"\0") + place.to_bytes(4, "big") + b"\0\0"
    says = b"<</Type/XRef/Size 501/W[1 4 2]/Root 1 0 R/Length %d>>" % len(rows)
    out += b"500 0 obj\n" + says + b"stream\n" + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % start
    return bytes(out)


def odd_camera(form: str) -> bytes:
    """A picture whose camera wrote a turn that is no number."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "cam"
    Image.new("RGB", (20, 20)).save(out, form, exif=exif)
    return out.getvalue()


def fetching_docx(
    relation: str, name: str = "word/_rels/settings.xml.rels", encoding: str = "utf-8"
) -> bytes:
    """A Word document that takes something from elsewhere."""
    text = f"<Relationships>{relation}</Relationships>"
    return a_docx(**{name.replace("/", "__"): text.encode(encoding)})


def otherwise_packed_docx() -> bytes:
    """A Word document packed in a way that no word processor uses, and damaged in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("[Content_Types].xml", CONTENT_TYPES)
        file.writestr("word/document.xml", b"<w:document/>")
    data = bytearray(out.getvalue())
    data[60:64] = b"\xff" * 4
    return bytes(data)


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
