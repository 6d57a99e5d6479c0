"""Pages: the school's journey, the coordinator's desk, panels and decisions."""

from __future__ import annotations

from fap.pages import (
    agenda,
    agenda_items,
    agreement,
    annual,
    deciding,
    desk,
    eligible,
    fair_share,
    panels,
    packs,
    papers,
    referral,
    said_at_panel,
    school_places,
    starting,
    sitting,
    why,
)
from fap.pages.after import pages as after_pages
from fap.pages.blueprints import desk_pages, panel_pages, referral_pages
from fap.pages.letters import pages as letter_pages


__all__ = [
    "BLUEPRINTS",
    "agenda",
    "annual",
    "deciding",
    "agenda_items",
    "agreement",
    "desk",
    "eligible",
    "fair_share",
    "packs",
    "papers",
    "referral",
    "panels",
    "said_at_panel",
    "school_places",
    "starting",
    "why",
]
    "sitting",
