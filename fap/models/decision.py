"""Decisions on referrals."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import ClassVar

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, and_, false, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fap import deciding_events, events
from fap.models.reach import chairs_actions, full_items
from fap.models.referral import AgendaItem, Referral
from fap.words import DECISIONS
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, public_id, through
from foundation.trail import Moves

REFERRAL, ACCOUNT, SETTING = "referral.id", "account.id", "setting.id"
_SHOWN = """
    public_id kind setting_id start_date until transition_on review_on if_breaks_down issues provision
    provision_other decision_text reasons conditions dissent dissent_by support_child support_stay responsible
    reason_matches contexts_covered why_not_wait check_result override_reason advice_id
"""
_SIGNED_FOR = tuple(_SHOWN.split())


class Decision(Row, Scoped, Base):
    """What the panel decides about one item. A draft decides nothing; the chair's signature does.

    `check_result` is the colour of the placement check when it was last run; the reason never comes here.
    `issues`: codes of reference set `fap_issue`. `provision`: code of `fap_provision` -> of recommended,
    agreed, pru_support, school_costs (Appendix H, "Type of provision/assessment"). A decision outside a
    meeting has no item, but the panel whose chair signs it and why it cannot wait.
    """

    __tablename__ = "panel_decision"
    __table_args__ = (Index("ix_panel_decision_status", "status"),)
    RECORD: ClassVar[str] = "decision"
    MOVES: ClassVar[Moves] = {
        events.DecisionSigned: ({"draft"}, "signed"),
        deciding_events.DraftDropped: ({"draft"}, "dropped"),
    }

    public_id: Mapped[str] = public_id()
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    panel_id: Mapped[int | None] = mapped_column(ForeignKey("panel.id"), index=True)
    status: Mapped[str] = mapped_column(String(8), default="draft")
    kind: Mapped[str] = mapped_column(String(24))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey(SETTING), index=True)
    start_date: Mapped[dt.date | None]
    until: Mapped[dt.date | None]
    transition_on: Mapped[dt.date | None]
    review_on: Mapped[dt.date | None]
    if_breaks_down: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.if_breaks_down"))
    issues: Mapped[str] = mapped_column(String(400), default="")
    provision: Mapped[dict[str, list[str]] | None] = mapped_column(JSON)
    provision_other: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.provision_other"))
    decision_text: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.decision_text"))
    reasons: Mapped[str] = mapped_column(EncryptedText("panel_decision.reasons"))
    conditions: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.conditions"))
    dissent: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.dissent"))
    dissent_by: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.dissent_by"))
    support_child: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.support_child"))
    support_stay: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.support_stay"))
    responsible: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.responsible"))
    reason_matches: Mapped[str | None] = mapped_column(String(8))
    contexts_covered: Mapped[str | None] = mapped_column(String(8))
    check_result: Mapped[str | None] = mapped_column(String(16))
    checked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    override_reason: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.override_reason"))
    sent_back_reason: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.sent_back_reason"))
    why_not_wait: Mapped[str | None] = mapped_column(EncryptedText("panel_decision.why_not_wait"))
    advice_id: Mapped[int | None] = mapped_column(ForeignKey("risk_advice.id"))
    drafted_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    drafted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    signed_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    signed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    item: Mapped[AgendaItem | None] = relationship(viewonly=True)

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
        """The authority with the referral; the panel while it meets; the school once it is signed.

        A draft outside a meeting: the chair of its panel, until the panel has had its word; the panel while
        the meeting that ratifies it is open.
        """
        if actor.system:
            return true()
        table, referral = cls.__table__.c, Referral.__table__.c
        seen = through(Referral, table.referral_id, actor)
        if actor.may(Permission.ALL_REFERRALS):
            return seen
        own = select(referral.id).where(referral.setting_id.in_(sorted(actor.settings)))
        signed = and_(table.status == "signed", table.referral_id.in_(own))
        return and_(seen, or_(signed, cls.read_inside_by(actor)))

    @classmethod
    def read_inside_by(cls, actor: Actor) -> ColumnElement[bool]:
        """Who reads what the schools and the family do not: the authority, and the panel while it decides."""
        if actor.system or actor.may(Permission.ALL_REFERRALS):
            return true()
        table = cls.__table__.c
        ways: list[ColumnElement[bool]] = [false()]
        if actor.panels and actor.may(Permission.READ_PANEL):
            word = Base.metadata.tables["decision_ratification"].c
            to_ratify = select(word.decision_id).where(word.item_id.in_(full_items(actor)))
            ways += [table.item_id.in_(full_items(actor)), table.id.in_(to_ratify)]
        if actor.chairs:
            outside = and_(table.item_id.is_(None), table.panel_id.in_(sorted(actor.chairs)))
            ways.append(and_(outside, table.referral_id.in_(chairs_actions(actor))))
        return or_(*ways)

    def child_ids(self) -> tuple[int, ...]:
        """The child of the referral, which stands on every page that shows a decision."""
        from sqlalchemy.orm import object_session

        own = object_session(self)
        found = own.identity_map.get(own.identity_key(Referral, self.referral_id)) if own else None
        return found.child_ids() if found is not None else ()
