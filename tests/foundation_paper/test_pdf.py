"""PDF: what was written is on the pages, whole and readable, and nothing is fetched to make them."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader
from pypdf import PdfReader

from foundation.paper import render_pdf

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PRINTED = {
    "reference": "FAP-2026-000123",
    "version": 3,
    "printed_by": "Dana Sample",
    "printed_at": dt.datetime(2026, 6, 10, 13, 5, tzinfo=dt.UTC),
}
PAGES = {
    "answers.html": """
        {% extends "paper/base.html" %}
        {% block title %}Referral{% endblock %}
        {% block service %}Marchland Council{% endblock %}
        {% block content %}
        {% for label, text in answers %}{{ parts.answer(label, text) }}{% endfor %}
        {% endblock %}""",
    "facts.html": """
        {% extends "paper/base.html" %}
        {% block content %}{{ parts.facts(pairs) }}{% endblock %}""",
    "listing.html": """
        {% extends "paper/base.html" %}
        {% block content %}{{ parts.listing(["Date", "What"], [30, 70], rows) }}{% endblock %}""",
}


@pytest.fixture
def paper_app() -> Iterator[Flask]:
    app = Flask("paper")
    app.jinja_loader = ChoiceLoader([DictLoader(PAGES), FileSystemLoader(TEMPLATES)])  # type: ignore[assignment]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    with app.app_context():
        yield app


def printed(template: str, **context: Any) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(template, context, **PRINTED)))


HEAD_AND_FOOT = re.compile(
    r"(Marchland Council )?FAP-2026-000123, version 3 Handle as confidential\. "
    r"Printed by Dana Sample on 10 June 2026, 14:05 Page \d+ of \d+ ?"
)


def text_of(reader: PdfReader) -> str:
    """The words of all pages in order, without the head and foot of each."""
    return HEAD_AND_FOOT.sub("", " ".join(" ".join(page.extract_text() for page in reader.pages).split()))


def smallest_letter(reader: PdfReader) -> float:
    """The smallest size at which any text was drawn, in points."""
    sizes: list[float] = []

    def visit(text: str, matrix: list[float], inner: list[float], font: Any, size: float) -> None:
        if text.strip():
            sizes.append(size * abs(inner[3]) * abs(matrix[3]))

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return min(sizes)


def test_every_page_says_what_it_is_and_who_printed_it(paper_app: Flask) -> None:
    reader = printed("answers.html", answers=[("Reason", "Words to fill a page. " * 400)])
    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages, start=1):
        words = " ".join(page.extract_text().split())
        assert "FAP-2026-000123, version 3" in words
        assert "Printed by Dana Sample on 10 June 2026, 14:05" in words, "London time"
        assert f"Page {number} of {len(reader.pages)}" in words
        assert "Marchland Council" in words
    assert reader.metadata is not None
    assert reader.metadata.title == "Referral"


def test_a_long_answer_is_whole_and_in_readable_letters(paper_app: Flask) -> None:
    sentences = [f"Sentence number {number} of a long account." for number in range(900)]
    reader = printed(
        "answers.html", answers=[("What happened", "\n".join(sentences)), ("Then", "Nothing more.")]
    )
    found = text_of(reader)
    assert [sentence for sentence in sentences if sentence not in found] == []
    assert "Nothing more." in found
    assert smallest_letter(reader) >= 7


def test_a_long_value_among_short_facts_leaves_the_table(paper_app: Flask) -> None:
    long = "A value that somebody wrote at length. " * 250
    reader = printed(
        "facts.html", pairs=[("UPN", "P330200115001"), ("Account", long), ("Empty", ""), ("None", None)]
    )
    found = text_of(reader)
    assert found.count("A value that somebody wrote at length.") == 250
    assert "P330200115001" in found
    assert found.count("Not answered") == 2
    assert smallest_letter(reader) >= 7


def test_a_long_cell_turns_a_table_into_blocks(paper_app: Flask) -> None:
    rows = [("1 May 2026", "short"), ("2 May 2026", "A long account of it. " * 300)]
    reader = printed("listing.html", rows=rows)
    found = text_of(reader)
    assert found.count("A long account of it.") == 300
    assert "2 of 2" in found
    assert smallest_letter(reader) >= 7


def test_a_table_of_many_rows_has_them_all(paper_app: Flask) -> None:
    reader = printed("listing.html", rows=[(f"Row {number:04}", "x") for number in range(250)])
    found = text_of(reader)
    assert [number for number in range(250) if f"Row {number:04}" not in found] == []
    assert smallest_letter(reader) >= 7, "a table goes on over the page's end, it is not shrunk into the rest"
    assert "None" in text_of(printed("listing.html", rows=[]))


@pytest.mark.parametrize(
    "text", ["Żółć Ŵŷ Łódź", "Ελληνικά", "Жуковский", "Nguyễn Thị", "Ṣàngó", "Đặng", "İstanbul"]
)
def test_names_from_many_languages_are_printed(paper_app: Flask, text: str) -> None:
    assert text in text_of(printed("answers.html", answers=[("Name", text)]))


def test_arabic_and_emoji_do_no_harm(paper_app: Flask) -> None:
    reader = printed("answers.html", answers=[("Name", "مرحبا بكم"), ("Said", "fine 🙂 thanks")])
    found = text_of(reader)
    assert "fine" in found
    assert "thanks" in found
    assert any("\ufb50" <= letter <= "\ufeff" or "\u0600" <= letter <= "\u06ff" for letter in found)


def test_a_word_without_end_stays_on_the_page(paper_app: Flask) -> None:
    reader = printed("answers.html", answers=[("Name", "x" * 2000)])
    assert text_of(reader).replace(" ", "").count("x") >= 2000
    edge = float(reader.pages[0].mediabox.width)
    ends: list[float] = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, matrix, inner, font, size: ends.append(
            inner[4] + (len(text.strip()) * size * 0.6 if "xx" in text else 0)
        )
    )
    assert max(ends) < edge


def test_what_looks_like_markup_is_printed_as_it_was_typed(paper_app: Flask) -> None:
    typed = '<b>not bold</b> & <pdf:pagecount> </div> {{ 7*7 }} "quoted" <img src=x onerror=alert(1)>'
    assert typed.replace("  ", " ") in text_of(printed("answers.html", answers=[("Said", typed)]))


def test_control_characters_and_broken_letters_are_left_out(paper_app: Flask) -> None:
    found = text_of(printed("answers.html", answers=[("Said", "one\x00two\x08three\ud800four\x7ffive")]))
    assert "onetwothreefourfive" in found


def test_a_watermark_stands_on_every_page(paper_app: Flask) -> None:
    context = {"answers": [("Reason", "Words to fill a page. " * 400)]}
    made = render_pdf("answers.html", context, **PRINTED, watermark="Copy for Reader Ł")
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) > 1
    assert all("Copy for Reader Ł" in page.extract_text() for page in pages)


def test_a_naive_instant_is_refused(paper_app: Flask) -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf("facts.html", {"pairs": []}, **{**PRINTED, "printed_at": dt.datetime(2026, 1, 1)})
