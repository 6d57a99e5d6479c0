"""Who may do an action, asked again where it is done; and who is told that something was done."""

from __future__ import annotations

from typing import Any

from fap.models import Referral
from foundation.access.acting import NotAllowed, demand, out_of_sight, reason_of, tell_role, tell_setting
from foundation.store import session

__all__ = ["NotAllowed", "demand", "fresh", "out_of_sight", "reason_of", "tell_role", "tell_school"]


def fresh(*rows: Any) -> None:
    """Read rows again and hold them: of two people at once the second sees what the first did."""
    for row in rows:
        session().refresh(row, with_for_update={"of": type(row)})


def tell_school(referral: Referral, notice: str, key: str) -> None:
    """Tell the safeguarding leads of the school that there is something to read; the mail names nothing."""
    if referral.setting_id is None:
        return
    tell_setting(referral.setting_id, notice, f"/referrals/{referral.public_id}", key)
