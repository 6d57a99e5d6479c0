"""The referral behind an item of an agenda."""

from __future__ import annotations

from flask import abort

from fap import lists
from fap.models import AgendaItem, Referral


def referral_behind(item: AgendaItem) -> Referral:
    """For those who read the item in full; who reads a summary of it is answered as for nothing at all."""
    found = lists.referrals_by_id([item.referral_id]).get(item.referral_id)
    if found is None:
        abort(404)
    return found
