"""Who reads what of a referral: the reader that stands between stored answers and every output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from fap.models import LinkedChild, Referral
from foundation.access.permissions import Permission
from foundation.store import Actor, session


def writes(actor: Actor, referral: Referral) -> bool:
    """Whether the actor belongs to whoever wrote the referral: its school, or the authority without one."""
    if not actor.may(Permission.WRITE_REFERRALS):
        return False
    if referral.setting_id is None:
        return actor.may(Permission.RUN_FAIR_ACCESS)
    return actor.system or referral.setting_id in actor.settings


@dataclass(frozen=True)
class ReferralReader:
    """One person reading one referral.

    Names of the other children of an incident are read by those who wrote the form and by officers. A
    safeguarding lead who also sits on a panel does not read them there (safeguarding, "purpose and consent").
    Peers named beside the contextual table are read here by those who wrote the form alone; officers give a
    purpose first, on a page of their own.
    """

    actor: Actor
    referral: Referral

    def __post_init__(self) -> None:
        """Whoever reads the names of other children is written down as having looked at those children."""
        if not self.actor.system and self.may(Permission.NAME_PEERS):
            named = select(LinkedChild).where(LinkedChild.referral_id == self.referral.id)
            session().scalars(named).all()

    def may(self, permission: Any, /) -> bool:
        """Whether this person may read a question that needs the permission."""
        if permission == Permission.READ_PEERS:
            return writes(self.actor, self.referral)
        if permission == Permission.NAME_PEERS:
            return writes(self.actor, self.referral) or self.actor.may(Permission.READ_PEERS)
        return self.actor.may(permission)
