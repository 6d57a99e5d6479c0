"""The extract of this authority, from what it has published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app

from foundation.store import today
from foundation.store.clock import academic_year
from needs.benchmark.extract import extract
from needs.published.lists import published


def own_extract(year: int) -> dict[str, Any]:
    """The document of a school year. Raises NothingPublished."""
    return extract(
        published(),
        year,
        authority=current_app.config["AUTHORITY_NAME"],
        code=current_app.config["AUTHORITY_CODE"],
        made_on=today().isoformat(),
    )


def beside(others: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Our own extracts of the school years of the others, then the others."""
    wanted = {document["school_year"] for document in others}
    own = [own_extract(year) for year in years()]
    return [*(document for document in own if document["school_year"] in wanted), *others]


def years() -> list[int]:
    """The school years of which something is published, the latest first."""
    return sorted({academic_year(period.first) for period in published()}, reverse=True)
