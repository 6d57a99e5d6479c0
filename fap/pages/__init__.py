"""Pages: the school's journey, the coordinator's desk, panels and decisions."""

from __future__ import annotations

from fap.pages import (
    agenda,
    annual,
    deciding,
    desk,
    eligible,
    fair_share,
    papers,
    referral,
    said_at_panel,
    school_places,
    starting,
    why,
)
from fap.pages.after import pages as after_pages
from fap.pages.blueprints import desk_pages, panel_pages, referral_pages
from fap.pages.letters import pages as letter_pages

BLUEPRINTS = [referral_pages, desk_pages, panel_pages, after_pages, letter_pages]

__all__ = [
    "BLUEPRINTS",
    "agenda",
    "annual",
    "deciding",
    "desk",
    "eligible",
    "fair_share",
    "papers",
    "referral",
    "said_at_panel",
    "school_places",
    "starting",
    "why",
]
