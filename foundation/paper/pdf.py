"""PDF from a template, drawn in a confined child process.

The page head names reference and version, the foot who printed it, when, and page x of y. Long answers
never stand in table cells (a cell taller than a page is shrunk until nobody can read it):
`templates/paper/parts.html` has the parts that know this. Every page is also an HTML page of the
portal; the PDF is not tagged and is not the accessible version.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "node_modules" / "dejavu-fonts-ttf" / "ttf"
CHILD = Path(__file__).with_name("child.py")
WALL_SECONDS = 30
MOST_CHARACTERS = 7_000_000
LONGEST_WORD = 60

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONG_WORD = re.compile(rf"[^\s<>&;]{{{LONGEST_WORD},}}")
_LONDON = ZoneInfo("Europe/London")
BY_CODE = {4: "too_big", -signal.SIGXCPU: "too_long", -signal.SIGKILL: "too_long"}


class PaperError(RuntimeError):
    """A document could not be made. `reason` is one of `WORDS`; `words` says it to the person who asked."""

    WORDS = {
        "too_long": "This document takes too long to make. Print its sections one by one, or ask for help.",
        "too_big": "This document is too big to make in one piece. Print its sections one by one.",
        "not_drawable": "This document could not be made. Nothing was lost. Try again, or ask for help.",
        "no_fonts": "This document could not be made: the fonts are not installed (run make setup).",
    }

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.words = self.WORDS[reason]


def render_pdf(
    template: str,
    context: Mapping[str, Any],
    *,
    reference: str,
    version: str | int,
    printed_by: str,
    printed_at: dt.datetime,
    watermark: str | None = None,
) -> bytes:
    """The PDF of a template that extends ``paper/base.html``. Raises `PaperError`.

    `printed_at` is an aware instant, shown in London time. `watermark`: light words across each page
    (the reader this copy is for). The caller writes the printing into the trail.
    """
    paper = {
        "reference": reference,
        "version": str(version),
        "printed_by": printed_by,
        "printed_at": _when(printed_at),
    }
    return draw_pdf(render_template(template, **context, paper=paper), watermark=watermark)


def draw_pdf(html: str, *, watermark: str | None = None) -> bytes:
    """The PDF of finished HTML. Raises `PaperError`."""
    if not (FONTS / "DejaVuSans.ttf").is_file():
        raise PaperError("no_fonts")
    if len(html) > MOST_CHARACTERS:
        raise PaperError("too_big")
    asked = {"html": drawable(html), "assets": str(FONTS.resolve()), "watermark": watermark or ""}
    with tempfile.TemporaryDirectory(prefix="paper-") as scratch:
        return _ask_child(json.dumps(asked).encode(), scratch)


def _ask_child(asked: bytes, scratch: str) -> bytes:
    child = subprocess.Popen(
        [sys.executable, "-I", str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "TMPDIR": scratch, "HOME": scratch},
        cwd=scratch,
        start_new_session=True,
    )
    try:
        pdf, _ = child.communicate(asked, timeout=WALL_SECONDS)
    except subprocess.TimeoutExpired:
        raise PaperError("too_long") from None
    finally:
        _end(child)
    if child.returncode != 0 or not pdf.startswith(b"%PDF"):
        raise PaperError(BY_CODE.get(child.returncode, "not_drawable"))
    return pdf


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()


def drawable(html: str) -> str:
    """Without what is no text, and with places to break words that are longer than a line."""
    return _LONG_WORD.sub(_breakable, _NOT_TEXT.sub("", html))


def _breakable(found: re.Match[str]) -> str:
    word = found.group()
    return " ".join(word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))


def _when(instant: dt.datetime) -> str:
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    there = instant.astimezone(_LONDON)
    return f"{there.day} {there:%B %Y}, {there:%H:%M}"
