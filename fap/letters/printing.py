"""A letter on paper. It is searched once more before it is drawn."""

from __future__ import annotations

from fap.letters.actions import refuse
from fap.letters.words import KINDS
from fap.models import Letter
from foundation.paper import render_pdf
from foundation.store import now, today

FROM = "The Fair Access team"


def letter_pdf(letter: Letter, reference: str) -> bytes:
    """The letter as PDF. Raises GivesAway, should it name somebody by now."""
    refuse(letter, letter.text)
    return render_pdf(
        "paper/fap_letter.html",
        {
            "letter": letter,
            "kind": KINDS[letter.kind],
            "reference": reference,
            "on": letter.sent_on or today(),
            "draft": letter.is_open and letter.status == "draft",
        },
        reference=reference,
        version=letter.version,
        printed_by=FROM,
        printed_at=now(),
        watermark="DRAFT" if letter.status == "draft" else None,
    )
