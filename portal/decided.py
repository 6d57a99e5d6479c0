"""The authority's colour."""

from __future__ import annotations

from foundation.store.decided import Wording, declare
from portal.config import DEFAULTS
from portal.theme import shades

COLOUR = declare(
    Wording(
        key="colour",
        group="How the portal looks and speaks",
        words="Colour",
        rule="Carries white text in the header and stands as text on white, so it must have 7 to 1 on white. "
        "Red, amber and green stay what they are.",
        source="WCAG 2.2, 1.4.6",
        variable="AUTHORITY_COLOUR",
        otherwise=DEFAULTS["AUTHORITY_COLOUR"],
        check=shades,
    )
)
