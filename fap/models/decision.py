"""Decisions on referrals."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fap import events
from fap.models.reach import full_items
from fap.models.referral import AgendaItem, Referral
from fap.words import DECISIONS
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, public_id, through
from foundation.trail import Moves

REFERRAL, ACCOUNT, SETTING = "referral.id", "account.id", "setting.id"
_SHOWN = """
    public_id kind setting_id start_date until transition_on reasons conditions dissent support_child
    support_stay responsible reason_matches contexts_covered check_result override_reason
"""
_SIGNED_FOR = tuple(_SHOWN.split())


class Decision(Row, Scoped, Base):
    """What the panel decides about one item. A draft decides nothing; the chair's signature does.

    `check_result` is the colour of the placement check when it was last run; the reason never comes here.
    """

    __tablename__ = "panel_decision"
    __table_args__ = (Index("ix_panel_decision_status", "status"),)
    RECORD: ClassVar[str] = "decision"
    MOVES: ClassVar[Moves] = {events.DecisionSigned: ({"draft"}, "signed")}

    public_id: Mapped[str] = public_id()
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    status: Mapped[str] = mapped_column(String(8), default="draft")
    kind: Mapped[str] = mapped_column(String(24))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey(SETTING), index=True)
    start_date: Mapped[dt.date | None]
    until: Mapped[dt.date | None]
    transition_on: Mapped[dt.date | None]
    reasons: Mapped[str] = mapped_column(EncryptedText("panel_decision.reasons"))
    conditions: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.conditions"))
    dissent: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.dissent"))
    support_child: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.support_child"))
    support_stay: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.support_stay"))
    responsible: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.responsible"))
    reason_matches: Mapped[str | None] = mapped_column(String(8))
    contexts_covered: Mapped[str | None] = mapped_column(String(8))
    check_result: Mapped[str | None] = mapped_column(String(16))
    checked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    override_reason: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.override_reason"))
    sent_back_reason: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.sent_back_reason"))
    drafted_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    drafted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    signed_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    signed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    item: Mapped[AgendaItem] = relationship(viewonly=True)

    @property
    def kind_words(self) -> str:
        """What is decided, in words."""
        return DECISIONS[self.kind]

    @property
    def as_seen(self) -> str:
        """What stands on the page to be signed, as a short sum: the signature holds for these words alone."""
        shown = [getattr(self, name) for name in _SIGNED_FOR]
        return hashlib.sha256("\x1f".join("" if v is None else str(v) for v in shown).encode()).hexdigest()[
            :32
        ]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The panel and the authority with the referral; the school once it is signed."""
        if actor.system:
            return true()
        table, item = cls.__table__.c, AgendaItem.__table__.c
        seen = through(Referral, table.referral_id, actor)
        if actor.may(Permission.ALL_REFERRALS):
            return seen
        open_items = table.item_id.in_(select(item.id).where(AgendaItem.visible_to(actor)))
        drafts = table.status == "signed"
        if actor.may(Permission.READ_PANEL):
            drafts = or_(drafts, table.item_id.in_(full_items(actor)))
        return and_(seen, open_items, drafts)

    def child_ids(self) -> tuple[int, ...]:
        """The child of the referral, which stands on every page that shows a decision."""
        from sqlalchemy.orm import object_session

        own = object_session(self)
        found = own.identity_map.get(own.identity_key(Referral, self.referral_id)) if own else None
        return found.child_ids() if found is not None else ()
