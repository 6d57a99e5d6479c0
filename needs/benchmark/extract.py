"""The extract: what was published of a school year, as one document, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from needs.published.lists import named_words
from needs.published.models import PublishedPeriod

FORMAT = "peer-on-peer-abuse-benchmark"
VERSION = 1
UNDER = 5
BY = ("sex", "year_group", "setting_type")
"""The keys that mean the same in every authority."""


class NothingPublished(ValueError):
    """Nothing of the school year was published."""


def extract(
    periods: Sequence[PublishedPeriod], year: int, *, authority: str, code: str, made_on: str
) -> dict[str, Any]:
    """The document of a school year, from its published periods in their order. Raises NothingPublished."""
    own = sorted((p for p in periods if p.code.startswith(str(year))), key=lambda p: p.first)
    words = f"{year}/{(year + 1) % 100:02d}"
    if not own:
        raise NothingPublished(f"nothing of the school year {words} is published")
    document = {
        "format": FORMAT,
        "version": VERSION,
        "authority": {"code": code, "name": authority},
        "school_year": words,
        "made_on": made_on,
        "hidden": {"under": UNDER, "shown_as": None},
        "periods": [_period(period) for period in own],
    }
    return {**document, "sha256": digest(document)}


def as_text(document: dict[str, Any]) -> str:
    """The document as a file."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def digest(document: dict[str, Any]) -> str:
    """SHA-256 over everything but the digest itself."""
    rest = {key: value for key, value in document.items() if key != "sha256"}
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _period(period: PublishedPeriod) -> dict[str, Any]:
    content = period.content
    sheets = content["sheets"]
    anywhere = sheets.get(BY[0])
    severity = content["severity"]
    return {
        "code": period.code,
        "words": named_words(period),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "published_on": period.published_at.date().isoformat(),
        "form_versions": content["versions"],
        "on_roll": content["on_roll"]["all"],
        "children": {"in_cases": content["cases"], "with_any_flag": content["children"]},
        "severity": {
            "children": severity["children"],
            "levels": _figures(severity["levels"], severity["figures"]),
        },
        "flags": _figures(anywhere["columns"], anywhere["column_totals"]) if anywhere else [],
        "by": {key: _sheet(sheets[key]) for key in BY if key in sheets},
    }


def _figures(labels: Sequence[Sequence[str]], figures: Sequence[int | None]) -> list[dict[str, Any]]:
    return [
        {"code": code, "words": words, "children": figure}
        for (code, words), figure in zip(labels, figures, strict=True)
    ]


def _sheet(sheet: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"code": code, "words": words, "children": total, "flags": _figures(sheet["columns"], cells)}
        for (code, words), total, cells in zip(
            sheet["rows"], sheet["row_totals"], sheet["cells"], strict=True
        )
    ]
