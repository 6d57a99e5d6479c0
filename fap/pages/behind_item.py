"""The referral behind an item of an agenda."""

from __future__ import annotations

from flask import abort

from fap import lists
from fap.models import AgendaItem, Referral
from fap.need_to_know import Version, versions_of
from foundation.store import current_actor


def referral_behind(item: AgendaItem) -> Referral:
    """For those who read the item in full; who reads a summary of it is answered as for nothing at all.

    So is who sees the referral as its school alone, and sits on a panel besides.
    """
    if versions_of(current_actor(), [item])[item.id] is not Version.FULL:
        abort(404)
    found = lists.referrals_by_id([item.referral_id]).get(item.referral_id)
    if found is None:
        abort(404)
    return found
