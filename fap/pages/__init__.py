"""Pages: the school's journey, the coordinator's desk, panels and decisions."""

from __future__ import annotations

from fap.pages import (
    advising,
    agenda,
    agenda_items,
    agreement,
    annual,
    deciding,
    desk,
    eligible,
    fair_share,
    outside,
    packs,
    panels,
    papers,
    referral,
    said_at_panel,
    school_places,
    sitting,
    starting,
    why,
)
from fap.pages.after import pages as after_pages
from fap.pages.blueprints import desk_pages, panel_pages, referral_pages
from fap.pages.letters import pages as letter_pages
from fap.pages.restorative import pages as restorative_pages

BLUEPRINTS = [
    referral_pages,
    desk_pages,
    panel_pages,
    packs.pages,
    after_pages,
    letter_pages,
    restorative_pages,
]

__all__ = [
    "BLUEPRINTS",
    "advising",
    "agenda",
    "agenda_items",
    "agreement",
    "annual",
    "deciding",
    "desk",
    "eligible",
    "fair_share",
    "outside",
    "packs",
    "panels",
    "papers",
    "referral",
    "said_at_panel",
    "school_places",
    "sitting",
    "starting",
    "why",
]
