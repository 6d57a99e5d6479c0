"""The chronology of a case on the page, on paper and as a workbook; of one child, without any other."""

from __future__ import annotations

from typing import Any

from flask import render_template

from cases import chronology as chronologies
from cases import showing
from cases.models import Case
from cases.pages.blueprint import pages
from cases.pages.entries import party_or_404
from cases.pages.links import case_pages
from foundation.access.permissions import Permission
from foundation.paper import file_answer
from foundation.store import current_actor
from roll.models import Child

READ = Permission.READ_CASES


@pages.page("/cases/<case>/chronology", needs=READ, opens=Case)
def chronology(case: Case) -> Any:
    """Everything with a date."""
    return render_template(
        "cases/chronology.html",
        case=case,
        child=None,
        lines=chronologies.whole(case),
        children=case_pages(case),
        named=showing.people_of_case(case),
        may_write=current_actor().may(Permission.WRITE_CASES),
    )


@pages.page("/cases/<case>/chronology.pdf", needs=READ, opens=Case, kind="print")
def chronology_pdf(case: Case) -> Any:
    """The whole chronology on paper."""
    return file_answer(chronologies.whole_pdf(current_actor(), case), f"{case.reference}.pdf")


@pages.page("/cases/<case>/chronology.xlsx", needs=READ, opens=Case, kind="export")
def chronology_sheet(case: Case) -> Any:
    """Every dated entry, to be taken over into the authority's system."""
    return file_answer(chronologies.whole_sheet(case), f"{case.reference}.xlsx")


@pages.page("/cases/<case>/children/<child>/chronology", needs=READ, opens=(Case, Child))
def child_chronology(case: Case, child: Child) -> Any:
    """What concerns this child, and nobody else."""
    party_or_404(case, child)
    return render_template(
        "cases/chronology.html",
        case=case,
        child=child,
        lines=chronologies.of_child(case, child),
        named=showing.people([child.id]),
        may_write=current_actor().may(Permission.WRITE_CASES),
    )


@pages.page("/cases/<case>/children/<child>/chronology.pdf", needs=READ, opens=(Case, Child), kind="print")
def child_chronology_pdf(case: Case, child: Child) -> Any:
    """The child's own chronology on paper."""
    party_or_404(case, child)
    made = chronologies.child_pdf(current_actor(), case, child)
    return file_answer(made, f"{case.reference}-one-child.pdf")
