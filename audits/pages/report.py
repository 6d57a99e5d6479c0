"""The report of an audit: a page, a PDF, and the partners' edition without small numbers."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template

from audits import beside, lists, showing
from audits.models import Audit
from audits.pages.blueprint import pages
from audits.questions import ALWAYS, LEVELS, OVERALL, QUESTIONS
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.paper import file_answer, render_pdf
from foundation.store import current_actor, now


def told(audit: Audit, *, partners: bool) -> dict[str, Any]:
    """What the report says. For partners: no figure that rests on fewer than five, no reason, no action."""
    items, months = lists.items_of(audit), showing.comparison(audit)
    figures = {one.id: lists.figures(one) for one in months}
    if partners:
        figures = {key: _without_small(found) for key, found in figures.items()}
    judged = [item for item in items if showing.is_told(item) or audit.status == "closed"]
    reasons = [
        (QUESTIONS[key][0], LEVELS[mark["level"]], mark["why"])
        for key in QUESTIONS
        for item in judged
        if (mark := showing.final_mark(item, key)).get("level") not in (None, "good")
    ]
    also = beside.for_partners(beside.beside(audit)) if partners else beside.beside(audit)
    return {
        **also,
        "audit": audit,
        "title": showing.title(audit),
        "drawn": showing.drawn_words(audit, len(items)),
        "beside": months,
        "rows": showing.figure_rows(months, figures, nothing="left out, or none" if partners else "none"),
        "bars": showing.bars(months, figures, showing.DEFAULT_FACT),
        "marks": showing.levels_by_question(judged, partners=partners),
        "levels": LEVELS,
        "overall": OVERALL,
        "strata": showing.strata_rows(audit),
        "always": [ALWAYS[item.always] for item in items if item.always and not partners],
        "reasons": [] if partners else reasons,
        "actions": [] if partners else lists.actions_of(audit),
        "conflicts": sum(item.conflict is not None for item in items),
        "conflict_reasons": []
        if partners
        else list(dict.fromkeys(item.conflict for item in items if item.conflict)),
        "seconds": sum(item.second_at is not None for item in items),
        "differed": sum(item.moderated is not None for item in items),
        "without_second": "" if partners else audit.population.get("without_second", ""),
        "partners": partners,
        "closed_by": names_of({audit.closed_by_id}).get(audit.closed_by_id or 0, "")
        if audit.closed_by_id
        else "",
    }


def _without_small(figures: dict[str, list[int]]) -> dict[str, list[int]]:
    """Only figures of which neither part is from one to four: no one can work out a single case."""
    return {
        key: pair
        for key, pair in figures.items()
        if pair[1] >= showing.FEWEST
        and not 0 < pair[0] < showing.FEWEST
        and not 0 < pair[1] - pair[0] < showing.FEWEST
    }


@pages.page("/<audit>/report", needs=Permission.AUDIT, opens=Audit)
def report(audit: Audit) -> Any:
    """The report as a page."""
    return render_template("audits/report.html", **told(audit, partners=False))


@pages.page("/<audit>/partners", needs=Permission.AUDIT, opens=Audit)
def partners(audit: Audit) -> Any:
    """What the partners' forum is given, as a page."""
    return render_template("audits/report.html", **told(audit, partners=True))


@pages.page("/<audit>/report.pdf", needs=Permission.AUDIT, opens=Audit, kind="print")
def report_pdf(audit: Audit) -> Any:
    """The report as a PDF."""
    return _pdf(audit, partners=False)


@pages.page("/<audit>/partners.pdf", needs=Permission.AUDIT, opens=Audit, kind="print")
def partners_pdf(audit: Audit) -> Any:
    """The partners' edition as a PDF."""
    return _pdf(audit, partners=True)


def _pdf(audit: Audit, *, partners: bool) -> Response:
    name = f"audit-{audit.kind}-{audit.first:%Y-%m}{'-partners' if partners else ''}"
    made = render_pdf(
        "paper/audit.html",
        told(audit, partners=partners),
        reference=f"Audit {audit.first:%Y-%m}",
        version="closed" if audit.status == "closed" else "not closed yet",
        printed_by=current_actor().name,
        printed_at=now(),
        watermark=None if audit.status == "closed" else "Not closed yet",
    )
    return file_answer(made, f"{name}.pdf")
