"""Other children whom a form names: apart from its answers, for a purpose of their own."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint, and_, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column

from fap.models.referral import REFERRAL, Referral
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, through

PURPOSE = "To support the children around this referral. Not kept to know more about a child."


class ReferralPeer(Row, Scoped, Base):
    """A peer whom the form names beside the contextual table; `context` is the row that named it.

    No link to a child on record: only an officer may decide that two names are one child (safeguarding,
    "purpose and consent").
    """

    __tablename__ = "referral_peer"
    __table_args__ = (UniqueConstraint("referral_id", "context", "row_key"),)
    KINDS: ClassVar[tuple[str, ...]] = ("protective", "risky", "both", "unknown")

    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    context: Mapped[str] = mapped_column(String(20))
    row_key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(EncryptedText("referral_peer.name"))
    school: Mapped[str | None] = mapped_column(EncryptedText("referral_peer.school"))
    influence: Mapped[str | None] = mapped_column(String(12))
    because: Mapped[str | None] = mapped_column(EncryptedText("referral_peer.because"))
    needs_support: Mapped[str | None] = mapped_column(String(8))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The school that named the peer, and those who may read peers."""
        if actor.system:
            return true()
        table, own = cls.__table__.c, Referral.__table__.c
        mine = select(own.id).where(
            or_(own.setting_id.in_(sorted(actor.settings)), own.started_by == actor.account_id)
        )
        wide = true() if actor.may(Permission.READ_PEERS) else table.referral_id.in_(mine)
        return and_(through(Referral, table.referral_id, actor), wide)
