"""Cells that a spreadsheet program must not take for formulas."""

from __future__ import annotations

import re
import unicodedata

_BEFORE = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*")
_STARTERS = frozenset("=+-@|%")
_SKIPPED = frozenset("\t\r\0")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def neutral(cell: object) -> object:
    """The cell as it may stand in a CSV or XLSX file: a text that could start a formula gets an apostrophe.

    Looks behind blanks, controls, invisible marks and full-width forms. Numbers, dates, booleans and
    None pass as they are; control characters that no file may hold are taken out.
    """
    if not isinstance(cell, str):
        return cell
    text = _CONTROLS.sub("", cell)
    return f"'{text}" if _starts_a_formula(cell) or _starts_a_formula(text) else text


def _starts_a_formula(text: str) -> bool:
    found = _BEFORE.match(text)
    blank = found.group() if found else ""
    if not _SKIPPED.isdisjoint(blank):
        return True
    first = unicodedata.normalize("NFKC", text[len(blank) :][:1])
    return first[:1] in _STARTERS
