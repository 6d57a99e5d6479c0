"""What lies over every page of a bound document: its number, its head, and whose copy it is.

One drawing of the watermark for each way a page lies, used by all of them; the numbers are small drawings of
their own. No page is drawn anew for it. Imports nothing of ours, for it runs in the confined process.
"""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)
from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
LONGEST = 84


def stamp(writer: PdfWriter, heads: list[str], foot: str, watermark: str) -> None:
    """Stamp every page of the writer; `heads` are the words above each, "" for none."""
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in writer.pages]
    kinds = sorted(set(sizes))
    sheets = PdfReader(io.BytesIO(_drawn(sizes, kinds, heads, foot, watermark))).pages
    marks = {kind: _form(writer, sheets[number]) for number, kind in enumerate(kinds)}
    begin, end = _stream(writer, b"q\n"), _stream(writer, b"\nQ q /PkMark Do /PkNo Do Q\n")
    for number, page in enumerate(writer.pages):
        _lay(page, marks[sizes[number]], _form(writer, sheets[len(kinds) + number]), begin, end)


def _lay(page: Any, mark: Any, number: Any, begin: Any, end: Any) -> None:
    old = page.get("/Contents")
    inner = old.get_object() if old is not None else ArrayObject()
    parts = (
        list(inner)
        if isinstance(inner, ArrayObject)
        else [page.raw_get("/Contents")]
        if old is not None
        else []
    )
    page[NameObject("/Contents")] = ArrayObject([begin, *parts, end])
    found = page.get("/Resources")
    resources = DictionaryObject(found.get_object()) if found is not None else DictionaryObject()
    named = resources.get("/XObject")
    drawings = DictionaryObject(named.get_object()) if named is not None else DictionaryObject()
    drawings[NameObject("/PkMark")], drawings[NameObject("/PkNo")] = mark, number
    resources[NameObject("/XObject")] = drawings
    page[NameObject("/Resources")] = resources


def _drawn(sizes: list[Any], kinds: list[Any], heads: list[str], foot: str, watermark: str) -> bytes:
    """First a watermark for each size of page, then the words of each page."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for wide, tall in kinds:
        canvas.setPageSize((wide, tall))
        canvas.setFillGray(0.5, alpha=0.2)
        canvas.setFont("Bold", 22)
        canvas.translate(wide / 2, tall / 2)
        canvas.rotate(50 if tall > wide else 32)
        for line in (-195, 0, 195) if tall > wide else (-150, 0, 150):
            canvas.drawCentredString(0, line, watermark[:LONGEST])
        canvas.showPage()
    for number, (wide, tall) in enumerate(sizes):
        canvas.setPageSize((wide, tall))
        canvas.setFillGray(0.31)
        canvas.setFont("Plain", 7.5)
        canvas.drawString(18 * MM, 10 * MM, foot)
        canvas.drawRightString(wide - 18 * MM, 10 * MM, f"Page {number + 1} of {len(sizes)}")
        if heads[number]:
            canvas.drawString(18 * MM, tall - 12 * MM, heads[number])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _form(writer: PdfWriter, page: Any) -> Any:
    stream: Any = DecodedStreamObject()
    stream.set_data(page.get_contents().get_data())
    stream = stream.flate_encode()
    stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    stream[NameObject("/BBox")] = ArrayObject([FloatObject(value) for value in page.mediabox])
    stream[NameObject("/Resources")] = page["/Resources"].clone(writer)
    return writer._add_object(stream)


def _stream(writer: PdfWriter, data: bytes) -> Any:
    stream: Any = DecodedStreamObject()
    stream.set_data(data)
    return writer._add_object(stream)
