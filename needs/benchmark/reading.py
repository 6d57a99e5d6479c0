"""An extract that came from elsewhere: read, or refused with the reason. Nothing of it is stored."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from needs.benchmark.extract import FORMAT, UNDER, VERSION, digest

LARGEST = 2_000_000
"""Bytes; an extract of a year of terms is some 50,000."""
Check = Callable[[Any, str], None]


class Refused(ValueError):
    """The file is not an extract that this version reads; the words say why."""


def read(data: bytes) -> dict[str, Any]:
    """The document of a file. Raises Refused."""
    if len(data) > LARGEST:
        raise Refused("the file is too large for an extract")
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Refused("the file is not a JSON document") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Refused(f"the file is not an extract (its format is not “{FORMAT}”)")
    if document.get("version") != VERSION:
        raise Refused(
            f"the extract is of version {str(document.get('version'))[:20]} of the format; "
            f"this product reads version {VERSION}"
        )
    _document(document, "")
    if document["sha256"] != digest(document):
        raise Refused("the file was changed after it was made (its SHA-256 does not match)")
    return document


def _fail(where: str, what: str) -> None:
    raise Refused(f"{where or 'the document'} {what}")


def _text(value: Any, where: str) -> None:
    if not isinstance(value, str) or len(value) > 200:
        _fail(where, "is not a text of at most 200 characters")


def _day(value: Any, where: str) -> None:
    _text(value, where)
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        _fail(where, "is not a day")


def _number(value: Any, where: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
        _fail(where, "is not a number")


def _count(value: Any, where: str) -> None:
    """A count of children: 5 or more, or hidden."""
    if value is not None:
        _number(value, where)
        if value < UNDER:
            _fail(where, f"is under {UNDER}: small numbers must be hidden")


def _nothing(value: Any, where: str) -> None:
    if value is not None:
        _fail(where, "is not null")


def _all(each: Check) -> Check:
    def check(value: Any, where: str) -> None:
        if not isinstance(value, list) or len(value) > 500:
            _fail(where, "is not a list of at most 500")
        for n, one in enumerate(value):
            each(one, f"{where}[{n}]")

    return check


def _having(**parts: Check) -> Check:
    """An object with exactly these parts."""

    def check(value: Any, where: str) -> None:
        if not isinstance(value, dict):
            _fail(where, "is not an object")
        for name in sorted(parts.keys() ^ value.keys()):
            _fail(f"{where}.{name}".lstrip("."), "is missing" if name in parts else "is not known")
        for name, part in parts.items():
            part(value[name], f"{where}.{name}".lstrip("."))

    return check


def _by(value: Any, where: str) -> None:
    if not isinstance(value, dict) or len(value) > 20:
        _fail(where, "is not an object")
    for name, rows in value.items():
        _all(_having(code=_text, words=_text, children=_count, flags=FIGURES))(rows, f"{where}.{name[:40]}")


FIGURES = _all(_having(code=_text, words=_text, children=_count))
PERIOD = _having(
    code=_text,
    words=_text,
    first=_day,
    last=_day,
    published_on=_day,
    form_versions=_all(_text),
    on_roll=_number,
    children=_having(in_cases=_count, with_any_flag=_count),
    severity=_having(children=_count, levels=FIGURES),
    flags=FIGURES,
    by=_by,
)
_document = _having(
    format=_text,
    version=_number,
    authority=_having(code=_text, name=_text),
    school_year=_text,
    made_on=_day,
    hidden=_having(under=_number, shown_as=_nothing),
    periods=_all(PERIOD),
    sha256=_text,
)
