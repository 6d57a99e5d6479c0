"""The register of settings as the administration sees it: settings, site groups, and the import of both.

With `runs` this is all that `admin` may know of the roll: nothing here leads to a child.
"""

from __future__ import annotations

from roll.actions import add_setting, make_site_group, put_into_group, take_out_of_group
from roll.import_links import apply_kept as apply_kept_links
from roll.import_links import take_in as take_in_links
from roll.import_settings import apply, apply_kept, our_codes, preview, read, take_in
from roll.lists import (
    open_settings,
    setting_by_id,
    setting_by_urn,
    settings_by_id,
    settings_by_name,
    site_group,
    site_groups,
)
from roll.models.settings import Setting, SiteGroup

__all__ = [
    "Setting",
    "SiteGroup",
    "add_setting",
    "apply",
    "apply_kept",
    "apply_kept_links",
    "make_site_group",
    "open_settings",
    "our_codes",
    "preview",
    "put_into_group",
    "read",
    "setting_by_id",
    "setting_by_urn",
    "settings_by_id",
    "settings_by_name",
    "site_group",
    "site_groups",
    "take_in",
    "take_in_links",
    "take_out_of_group",
]
