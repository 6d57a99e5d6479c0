"""Many documents in one: numbers, contents, outline, watermark; whatever somebody's file is like."""

from __future__ import annotations

import io
import textwrap

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from fap.uploads.pdf_child import ACTIVE, names
from foundation.paper import binding
from foundation.paper.binding import Binding, Cancelled, Numbers, Part, bind
from tests.fap import files

PAGE = (
    "<html><head><style>@font-face {{ font-family: 'Paper'; src: url('DejaVuSans.ttf'); }}"
    "body {{ font-family: Paper }}</style></head><body>{}</body></html>"
)


def printed(*pages: str, size=(595, 842)) -> bytes:
    """A PDF with these words on its pages."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for words in pages:
        canvas.drawString(72, 400, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def filled_field(words: str) -> bytes:
    """A PDF whose one field shows words, and leads to an address."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    look = DecodedStreamObject()
    look.set_data(f"BT /F1 12 Tf 2 4 Td ({words}) Tj ET".encode())
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
    named = DictionaryObject({NameObject("/F1"): fonts})
    look[NameObject("/Subtype")] = NameObject("/Form")
    look[NameObject("/BBox")] = ArrayObject([FloatObject(v) for v in (0, 0, 200, 20)])
    look[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): named})
    field = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): ArrayObject([FloatObject(v) for v in (100, 600, 300, 620)]),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
            NameObject("/A"): DictionaryObject(
                {
                    NameObject("/S"): NameObject("/URI"),
                    NameObject("/URI"): TextStringObject("http://x.example"),
                }
            ),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bound(*parts: Part, front: str = "Cover", **more):
    numbers = more.pop("numbers", None) or Numbers()
    asked = Binding(
        parts, PAGE.format(front), numbers, "A pack", "Cover", "Handle as confidential", "Jo Reader, 14:02"
    )
    return bind(asked, **more)


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def test_every_page_has_its_number_and_its_reader_and_the_contents_lead_to_it():
    numbers = Numbers()
    parts = [
        Part("html", "Item 1", html=PAGE.format("<p>First item</p>")),
        Part("pdf", "Report", 1, data=printed("one", "two"), head="Item 1, report"),
        Part("picture", "Scan", 1, data=files.a_picture("JPEG", (300, 200))),
        Part("text", "Log", 1, data="A line\nWith Ŵ and ñ".encode()),
        Part("note", "Word document", 1, words="Not bound in."),
        Part("html", "Item 2", html=PAGE.format("<p>Second item</p>")),
    ]
    front = "".join(f"<p>{part.title} on {numbers.of(n)}</p>" for n, part in enumerate(parts))
    made = bound(*parts, front=front, numbers=numbers)
    said = texts(made.data)
    assert made.pages == len(said) == 8
    assert made.left_out == {}
    for number, words in enumerate(said, 1):
        assert f"Page {number} of 8" in words
        assert "Jo Reader, 14:02" in words
        assert "Handle as confidential" in words
    assert "Item 2 on 8" in said[0]
    assert "Report on 3" in said[0]
    assert "First item" in said[1]
    assert "two" in said[3]
    assert "Item 1, report, page 2 of 2" in said[3]
    assert "With Ŵ and ñ" in said[5]
    assert "Not bound in." in said[6]


def test_outline_and_properties():
    made = bound(
        Part("note", "Item 1", words="a"),
        Part("note", "Report", 1, words="b"),
        Part("note", "Item 2", words="c"),
    )
    reader = PdfReader(io.BytesIO(made.data))
    cover, first, below, second = reader.outline
    assert [one.title for one in (cover, first, *below, second)] == ["Cover", "Item 1", "Report", "Item 2"]
    assert [reader.get_destination_page_number(one) for one in (first, *below, second)] == [1, 2, 3]
    assert reader.metadata.title == "A pack"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


BAD = {
    "password": (files.a_pdf(2, password="x"), "has a password"),
    "damaged": (b"%PDF-1.4 and nothing", "is damaged"),
    "no PDF at all": (b"MZ", "is damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_costs_nothing_else(name):
    data, words = BAD[name]
    made = bound(Part("pdf", "Bad one", data=data), Part("pdf", "Good", data=printed("good words")))
    said = texts(made.data)
    assert list(made.left_out) == [0]
    assert words in said[1]
    assert "Bad one" in said[1]
    assert "good words" in said[2]


def test_a_picture_of_too_many_points_is_not_unpacked():
    made = bound(Part("picture", "Flood", data=files.flood_png()))
    assert 0 in made.left_out
    assert "could not be bound in" in texts(made.data)[1]


@pytest.mark.parametrize(
    "data",
    [
        files.launching_pdf(),
        files.page_script_pdf(),
        files.a_pdf(script="app.alert(1)"),
        files.a_pdf(attached=True),
    ],
)
def test_nothing_that_acts_comes_along(data):
    made = bound(Part("pdf", "Acts", data=data))
    assert not set(names(PdfReader(io.BytesIO(made.data)).trailer)) & {*ACTIVE, "/OpenAction", "/AA"}


def test_what_a_field_shows_is_printed_and_where_it_leads_is_not():
    made = bound(Part("pdf", "Form", data=filled_field("typed into a field")))
    assert "typed into a field" in texts(made.data)[1]
    assert b"x.example" not in made.data


@pytest.mark.parametrize(
    ("turn", "size"), [(0, (842, 595)), (90, (595, 842)), (270, (595, 842)), (180, (842, 595))]
)
def test_a_page_that_lies_across_is_put_on_one_that_lies_across(turn, size):
    writer = PdfWriter(clone_from=io.BytesIO(printed("sideways", size=size)))
    writer.pages[0].rotate(turn)
    out = io.BytesIO()
    writer.write(out)
    made = bound(Part("pdf", "Across", data=out.getvalue()))
    page = PdfReader(io.BytesIO(made.data)).pages[1]
    assert page.mediabox.width > page.mediabox.height
    assert "sideways" in page.extract_text()


def test_one_that_ends_the_process_is_left_out_at_the_second_attempt(tmp_path, monkeypatch):
    script = tmp_path / "dies.py"
    script.write_text(
        textwrap.dedent(
            f"""
            import os, sys
            sys.path.insert(0, {str(binding.CHILD.parent)!r})
            import binding_child
            add = binding_child.Binder.add
            def dying(self, part, data):
                if data == b"deadly":
                    os._exit(9)
                add(self, part, data)
            binding_child.Binder.add = dying
            sys.exit(binding_child.main())
            """
        )
    )
    monkeypatch.setattr(binding, "CHILD", script)
    made = bound(
        Part("note", "A", words="first"), Part("pdf", "B", data=b"deadly"), Part("note", "C", words="last")
    )
    said = texts(made.data)
    assert made.left_out == {1: "too_big"}
    assert "too large to be bound in" in said[2]
    assert "last" in said[3]


def test_too_much_together_is_left_out_from_there_on(monkeypatch):
    monkeypatch.setattr(binding, "MOST_BYTES", 3_000)
    one = printed("small")
    made = bound(
        Part("pdf", "A", data=one), Part("text", "B", data=b"x" * 5_000), Part("note", "C", words="c")
    )
    assert made.left_out == {1: "too_big"}


def test_whoever_asked_can_stop_it():
    heard = []

    def tell(done, total):
        heard.append((done, total))
        return done < 2

    with pytest.raises(Cancelled):
        bound(*[Part("note", f"N{n}", words="x") for n in range(5)], tell=tell)
    assert heard[0] == (0, 6)
    assert heard[-1][0] == 2
