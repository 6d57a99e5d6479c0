"""The fair-share ledger, to read and to print; and the schools from which a panel chooses what to compare."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from fap.candidates import MOST, compared, fitting
from fap.fair_share import DEFINITIONS, Ledger, ledger
from fap.item_picture import facts_of
from fap.models import AgendaItem, Referral
from fap.pages.behind_item import referral_behind
from fap.pages.blueprints import panel_pages as pages
from fap.pages.papers import download
from fap.pages.starts import first_day
from foundation.access.permissions import Permission
from foundation.paper import render_pdf
from foundation.store import current_actor, now
from foundation.store.reference_data import choices

READ = Permission.READ_PANEL
WRITERS = (Permission.RUN_FAIR_ACCESS, Permission.SIGN_DECISIONS)
PHASES = (("secondary", "Secondary"), ("primary", "Primary"))


def _shown(phase: str) -> dict[str, Any]:
    words = dict(PHASES)
    phase = phase if phase in words else "secondary"
    made = ledger(phase)
    return {
        "ledger": made,
        "phase": phase,
        "phases": PHASES,
        "phase_words": words[phase],
        "years": _years(made),
        "definitions": DEFINITIONS,
        "runs": current_actor().may(Permission.RUN_FAIR_ACCESS),
    }


def _years(made: Ledger) -> list[Any]:
    """The year groups into which anybody was admitted, in their order."""
    used = {year for row in made.rows for year in row.by_year}
    return [choice for choice in choices("year_group") if choice.code in used]


@pages.page("/fair-share", needs=READ)
def fair_share() -> Any:
    """What each school took in twelve months, against its size and the middle of all."""
    return render_template("fap/fair_share.html", **_shown(request.args.get("phase", "")))


@pages.page("/fair-share/pdf", needs=READ)
def fair_share_pdf() -> Any:
    """The same on paper."""
    shown = _shown(request.args.get("phase", ""))
    made = render_pdf(
        "paper/fair_share.html",
        shown,
        reference="Fair-share ledger",
        version=shown["ledger"].as_of.isoformat(),
        printed_by=current_actor().name,
        printed_at=now(),
    )
    return download(made, "application/pdf", f"fair-share-{shown['phase']}.pdf")


@pages.page("/items/<item>/schools", needs=READ, opens=AgendaItem)
def schools(item: AgendaItem) -> Any:
    """Every open school for the child's age, of which up to four are compared."""
    referral = referral_behind(item)
    return _choosing(referral, url_for("fap_panel.item", item=item.public_id))


@pages.page("/referrals/<referral>/outside/schools", needs=WRITERS, opens=Referral)
def schools_outside(referral: Referral) -> Any:
    """The same for a decision outside a meeting."""
    return _choosing(referral, url_for("fap_panel.outside", referral=referral.public_id))


def _choosing(referral: Referral, back: str) -> Any:
    ticked = request.args.getlist("school")
    return render_template(
        "fap/schools.html",
        looked=compared(referral, fitting(referral), first_day(None)),
        ticked=ticked,
        too_many=len(ticked) > MOST,
        most=MOST,
        facts=facts_of(referral),
        back_href=back,
    )
