"""Pages of a bound document, made in the confined process: foreign PDFs, pictures, plain text, notes.

Imports nothing of ours, for it runs alone. Of a foreign PDF only what is printed is taken: each page's
drawing and what its annotations show are put, scaled, on a new page. Links, scripts and files stay behind.
"""

from __future__ import annotations

import io
import textwrap
from typing import Any

from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)
from reportlab import rl_config
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
UPRIGHT, ACROSS = (595.28, 841.89), (841.89, 595.28)
SIDE, TOP, FOOT = 14 * MM, 17 * MM, 18 * MM
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1_754
POINTS_PER_PIXEL = 0.75
MOST_PAGES = 200
WIDEST_LINE, LINES, LEADING, MOST_TEXT_PAGES = 94, 63, 11.4, 60
HIDDEN, NO_VIEW = 2, 32
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


class Unreadable(Exception):
    """A part cannot be bound; its argument is the reason, a word of `binding.WHY_NOT`."""


def load_fonts() -> None:
    """The fonts of everything that is drawn here; the present folder is the fonts' own."""
    rl_config.useA85 = 0  # what is drawn here is read again at once, as it is
    for name, file in (("Plain", "DejaVuSans"), ("Bold", "DejaVuSans-Bold"), ("Fixed", "DejaVuSansMono")):
        pdfmetrics.registerFont(TTFont(name, f"{file}.ttf"))


def own(data: bytes) -> list[Any]:
    """The pages of a document that we drew ourselves."""
    return list(PdfReader(io.BytesIO(data)).pages)


def foreign(writer: PdfWriter, data: bytes) -> list[Any]:
    """The pages of somebody's PDF, as they print. Raises Unreadable."""
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Unreadable("password")
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise Unreadable("too_big")
    return [_on_sheet(writer, *_as_form(writer, page)) for page in reader.pages]


def _as_form(writer: PdfWriter, page: Any) -> tuple[Any, Box, int]:
    """A page as one drawing (its own and its annotations'), its box, and how it is turned."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    contents = page.get_contents()
    inside = _form(writer, contents.get_data() if contents is not None else b"", box, page.get("/Resources"))
    drawn, names = b"q /Pg Do Q\n", {"/Pg": inside}
    for number, (shown, matrix) in enumerate(_shown_by_annotations(page)):
        names[f"/An{number}"] = _ref(writer, shown)
        drawn += b"q " + _cm(matrix) + f" /An{number} Do Q\n".encode()
    return _form(writer, drawn, box, _drawings(names)), box, int(page.rotation) % 360


def _form(writer: PdfWriter, data: bytes, box: Box, resources: Any) -> Any:
    stream: Any = DecodedStreamObject()
    stream.set_data(data)
    stream = stream.flate_encode()
    stream[NameObject("/Type")] = NameObject("/XObject")
    stream[NameObject("/Subtype")] = NameObject("/Form")
    stream[NameObject("/BBox")] = ArrayObject([FloatObject(value) for value in box])
    if resources is not None:
        stream[NameObject("/Resources")] = resources.get_object().clone(writer)
    return _add(writer, stream)


def _drawings(names: dict[str, Any]) -> DictionaryObject:
    drawings = DictionaryObject({NameObject(name): one for name, one in names.items()})
    return DictionaryObject({NameObject("/XObject"): drawings})


def _add(writer: PdfWriter, made: Any) -> Any:
    return writer._add_object(made)


def _ref(writer: PdfWriter, found: Any) -> Any:
    copied = found.clone(writer)
    return copied.indirect_reference if copied.indirect_reference is not None else _add(writer, copied)


def _shown_by_annotations(page: Any) -> list[tuple[Any, Matrix]]:
    """What filled fields, stamps and remarks look like, and where; nothing of what they do."""
    found = []
    annotations = page.get("/Annots")
    for each in annotations.get_object() if annotations is not None else ():
        note = each.get_object()
        look = _look(note)
        if look is None or int(note.get("/F", 0)) & (HIDDEN | NO_VIEW) or note.get("/Subtype") == "/Popup":
            continue
        matrix = _onto(look, [float(value) for value in note.get("/Rect", ())])
        if matrix is not None:
            found.append((look, matrix))
    return found


def _look(note: Any) -> Any:
    looks = note.get("/AP", {}).get_object().get("/N")
    look = looks.get_object() if looks is not None else None
    if look is not None and not isinstance(look, StreamObject):
        look = look.get(note.get("/AS", "/Off"))
        look = look.get_object() if look is not None else None
    return look if isinstance(look, StreamObject) else None


def _onto(look: Any, rect: list[float]) -> Matrix | None:
    """The matrix that puts an appearance on its rectangle (PDF 32000-1, 12.5.5)."""
    x0, y0, x1, y1 = (float(value) for value in look.get("/BBox", (0, 0, 0, 0)))
    a, b, c, d, e, f = (float(value) for value in look.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    left, right = min(x for x, _y in corners), max(x for x, _y in corners)
    low, high = min(y for _x, y in corners), max(y for _x, y in corners)
    if len(rect) != 4 or right - left < 0.01 or high - low < 0.01:
        return None
    wide, tall = abs(rect[2] - rect[0]) / (right - left), abs(rect[3] - rect[1]) / (high - low)
    return wide, 0, 0, tall, min(rect[0], rect[2]) - left * wide, min(rect[1], rect[3]) - low * tall


def _cm(matrix: Matrix) -> bytes:
    return (" ".join(f"{value:.4f}" for value in matrix) + " cm").encode()


TURNED: dict[int, Matrix] = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, -1, 1, 0, 0, 1),
    180: (-1, 0, 0, -1, 1, 1),
    270: (0, 1, -1, 0, 1, 0),
}
"""How a page that is to be turned clockwise lies on the unit square; the last two in widths and heights."""


def _on_sheet(writer: PdfWriter, drawing: Any, box: Box, turn: int, largest: float = 1.0) -> Any:
    """A new page, upright or across, with a drawing as large as it fits and not larger than it was."""
    wide, tall = box[2] - box[0], box[3] - box[1]
    if wide < 1 or tall < 1:
        raise Unreadable("damaged")
    seen = (tall, wide) if turn in (90, 270) else (wide, tall)
    sheet = ACROSS if seen[0] > seen[1] * 1.1 else UPRIGHT
    frame = (sheet[0] - 2 * SIDE, sheet[1] - TOP - FOOT)
    scale = min(frame[0] / seen[0], frame[1] / seen[1], largest)
    left = (sheet[0] - seen[0] * scale) / 2
    bottom = sheet[1] - TOP - seen[1] * scale
    a, b, c, d, along, up = TURNED.get(turn, TURNED[0])
    place: Matrix = (
        a * scale,
        b * scale,
        c * scale,
        d * scale,
        left + scale * (along * seen[0] - a * box[0] - c * box[1]),
        bottom + scale * (up * seen[1] - b * box[0] - d * box[1]),
    )
    page = PageObject.create_blank_page(width=sheet[0], height=sheet[1])
    page[NameObject("/Resources")] = _drawings({"/Pg": drawing})
    contents: Any = DecodedStreamObject()
    contents.set_data(b"q " + _cm(place) + b" /Pg Do Q\n")
    page[NameObject("/Contents")] = _add(writer, contents)
    return page


def picture(writer: PdfWriter, data: bytes) -> list[Any]:
    """A picture on a page; a large one is made smaller first. Raises Unreadable."""
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as found:
        if found.width * found.height > MOST_PIXELS:
            raise Unreadable("too_big")
        plain, bytes_now = _plain(found, data)
    image: Any = StreamObject()
    image._data = bytes_now
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(plain.width),
            NameObject("/Height"): NumberObject(plain.height),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if plain.mode == "L" else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    box = (0.0, 0.0, float(plain.width), float(plain.height))
    drawn = f"q {plain.width} 0 0 {plain.height} 0 0 cm /Im Do Q".encode()
    form = _form(writer, drawn, box, _drawings({"/Im": _add(writer, image)}))
    return [_on_sheet(writer, form, box, 0, largest=POINTS_PER_PIXEL)]


def _plain(found: Any, data: bytes) -> tuple[Any, bytes]:
    """The picture as it is printed, and its bytes as JPEG; a small JPEG stays what it is."""
    fits = max(found.size) <= LONGEST_SIDE
    if fits and found.format == "JPEG" and found.mode in ("L", "RGB") and not found.getexif():
        return found.copy(), data
    found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(found)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BILINEAR)
    if turned.mode not in ("L", "RGB"):
        over = turned.convert("RGBA")
        turned = Image.new("RGB", over.size, "white")
        turned.paste(over, mask=over.getchannel("A"))
    out = io.BytesIO()
    turned.save(out, "JPEG", quality=88)
    return turned, out.getvalue()


def text(data: bytes) -> list[Any]:
    """Plain text as pages, in letters of one width; a very long one says where it was cut."""
    lines: list[str] = []
    for line in data.decode("utf-8", "replace").expandtabs(4).splitlines():
        lines += textwrap.wrap(line, WIDEST_LINE, replace_whitespace=False) or [""]
        if len(lines) > MOST_TEXT_PAGES * LINES:
            lines[MOST_TEXT_PAGES * LINES - 2 :] = ["", "(The text goes on. Open the document itself.)"]
            break
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=UPRIGHT)
    for start in range(0, max(len(lines), 1), LINES):
        words = canvas.beginText(18 * MM, UPRIGHT[1] - 24 * MM)
        words.setFont("Fixed", 8.4, LEADING)
        words.textLines("\n".join(lines[start : start + LINES]), trim=0)
        canvas.drawText(words)
        canvas.showPage()
    canvas.save()
    return own(out.getvalue())


def note(heading: str, words: str) -> list[Any]:
    """One page that says something instead of a document."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=UPRIGHT)
    at, wide = UPRIGHT[1] - 38 * MM, UPRIGHT[0] - 36 * MM
    for font, size, said in (("Bold", 15, heading), ("Plain", 10.5, words)):
        for paragraph in said.splitlines():
            for line in simpleSplit(paragraph, font, size, wide) or [""]:
                canvas.setFont(font, size)
                canvas.drawString(18 * MM, at, line)
                at -= size * 1.4
        at -= 4 * MM
    canvas.save()
    return own(out.getvalue())
