"""The three blueprints of this room."""

from __future__ import annotations

from foundation.access.pages import Pages

referral_pages = Pages("fap", __name__, url_prefix="/referrals")
desk_pages = Pages("fap_desk", __name__, url_prefix="/fair-access")
panel_pages = Pages("fap_panel", __name__, url_prefix="/panels")
