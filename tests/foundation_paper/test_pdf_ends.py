"""How a document that cannot be drawn ends: a clear error, in time, and nothing left running."""

from __future__ import annotations

from pathlib import Path

import pytest

from foundation.paper import PaperError, draw_pdf, pdf


def drawn(html: str) -> bytes | str:
    """The document, or the reason why there is none."""
    try:
        return draw_pdf(html)
    except PaperError as refused:
        return refused.reason


HARD = {
    "deep": "<div>" * 2000 + "x",
    "nested tables": "<table><tr><td>" * 150 + "x",
    "style sheet without end": "<style>" + "p{color:red}" * 20_000 + "</style><p>x",
    "document without end": "x" * 7_000_001,
}


@pytest.mark.parametrize("name", sorted(HARD))
def test_what_is_hard_to_draw_is_a_document_or_a_clear_error(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "WALL_SECONDS", 6)
    made = drawn(HARD[name])
    assert made in PaperError.WORDS or made[:4] == b"%PDF"


def test_every_reason_has_words_for_people() -> None:
    assert all(words.endswith((".", ").")) and len(words) < 120 for words in PaperError.WORDS.values())


def test_a_document_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(pdf, "CHILD", slow)
    monkeypatch.setattr(pdf, "WALL_SECONDS", 0.5)
    with pytest.raises(PaperError) as refused:
        draw_pdf("<p>x")
    assert refused.value.reason == "too_long"
    assert "Print its sections" in refused.value.words


ENDS = [
    ("raise SystemExit(3)", "not_drawable"),
    ("raise SystemExit(4)", "too_big"),
    ("print('no pdf')", "not_drawable"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too_long"),
]


@pytest.mark.parametrize(("code", "reason"), ENDS)
def test_how_a_child_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, reason: str) -> None:
    child = tmp_path / "child.py"
    child.write_text(code)
    monkeypatch.setattr(pdf, "CHILD", child)
    with pytest.raises(PaperError) as refused:
        draw_pdf("<p>x")
    assert refused.value.reason == reason


def test_without_fonts_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    with pytest.raises(PaperError) as refused:
        draw_pdf("<p>x")
    assert "make setup" in refused.value.words
