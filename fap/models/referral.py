"""A referral, and the rows that drive counting, detection and search; everything else is answers."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
    false,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fap import deciding_events, events
from fap.models.desk_facts import DeskFacts
from fap.models.panel import PanelMeeting
from fap.models.reach import chairs_actions, full_referrals, interests, open_items
from foundation.access.permissions import Permission
from foundation.store import (
    Actor,
    Base,
    EncryptedText,
    Row,
    Scoped,
    UtcDateTime,
    not_barred,
    public_id,
    through,
)
from foundation.trail import Moves

CHILD, SETTING, ACCOUNT, REFERRAL = "child.id", "setting.id", "account.id", "referral.id"


class Referral(DeskFacts, Row, Scoped, Base):
    """A child referred to the panel. The 20 school days run from `accepted_on`, never from submission.

    `name` is the child's as the form says it; `child_id` stays empty until the form is submitted when the
    child is not on the school's roll. `version` is the frozen version of the answers that was last sent.
    `derived_ward` is what the postcode said, so that a corrected ward is known from a derived one. `origin`:
    form, paper (typed in later; `paper_on` is the date on the paper) or file.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_setting_id_status", "setting_id", "status"),
        Index("ix_referral_status_due_on", "status", "due_on"),
    )
    RECORD: ClassVar[str] = "referral"
    MOVES: ClassVar[Moves] = {
        events.ReferralSubmitted: ({"draft", "returned"}, "submitted"),
        events.ReferralReturned: ({"submitted"}, "returned"),
        events.ReferralAccepted: ({"submitted"}, "accepted"),
        events.ReferralNotEligible: ({"submitted", "accepted", "on_agenda"}, "not_eligible"),
        events.ReferralWithdrawn: (
            {"draft", "submitted", "returned", "accepted", "on_agenda", "deferred"},
            "withdrawn",
        ),
        events.ReferralLoaded: ({"submitted"}, "closed"),
        events.DraftExpired: ({"draft"}, "withdrawn"),
        events.PutOnAgenda: ({"accepted", "deferred"}, "on_agenda"),
        events.TakenOffAgenda: ({"on_agenda"}, "accepted"),
        events.ReferralDeferred: ({"on_agenda"}, "deferred"),
        events.ReferralDecided: ({"on_agenda", "accepted", "deferred"}, "decided"),
        deciding_events.BackToPanel: ({"decided"}, "accepted"),
        events.ChildPlaced: ({"decided"}, "placed"),
        events.ReferralClosed: ({"placed"}, "closed"),
        events.PlacementBrokeDown: ({"decided", "placed", "closed"}, "accepted"),
    }

    public_id: Mapped[str] = public_id()
    reference: Mapped[str | None] = mapped_column(String(20), unique=True)
    child_id: Mapped[int | None] = mapped_column(ForeignKey(CHILD), index=True)
    setting_id: Mapped[int | None] = mapped_column(ForeignKey(SETTING))
    status: Mapped[str] = mapped_column(String(16), default="draft")
    name: Mapped[str | None] = mapped_column(EncryptedText("referral.name"))
    year_group: Mapped[str | None] = mapped_column(String(3))
    ward: Mapped[str | None] = mapped_column(String(120))
    derived_ward: Mapped[str | None] = mapped_column(String(120))
    derived_incident_ward: Mapped[str | None] = mapped_column(String(120))
    origin: Mapped[str] = mapped_column(String(8), default="form")
    paper_on: Mapped[dt.date | None]
    form_version: Mapped[int] = mapped_column(default=1)
    version: Mapped[int | None]
    started_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    accepted_on: Mapped[dt.date | None]
    due_on: Mapped[dt.date | None]
    category: Mapped[str | None] = mapped_column(String(4))
    category_evidence: Mapped[str | None] = mapped_column(EncryptedText("referral.category_evidence"))
    returned_reason: Mapped[str | None] = mapped_column(EncryptedText("referral.returned_reason"))
    ended_reason: Mapped[str | None] = mapped_column(EncryptedText("referral.ended_reason"))

    @property
    def known_as(self) -> str:
        """The reference, or that there is none yet."""
        return self.reference or "Draft, no number yet"

    @property
    def is_open_to_change(self) -> bool:
        """Whether the school can still change the form."""
        return self.status in ("draft", "returned")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The school that wrote it; the authority once it is sent; a panel while it meets.

        Nobody who is barred from the child, or from a child named in its incident; nobody with a declared
        interest, but for a school's own way to what it wrote.
        """
        if actor.system:
            return true()
        table = cls.__table__.c
        ways: list[ColumnElement[bool]] = []
        wide = true() if actor.may(Permission.RUN_FAIR_ACCESS) else false()
        if actor.may(Permission.ALL_REFERRALS):
            ways.append(or_(table.status != "draft", and_(wide, table.setting_id.is_(None))))
        if actor.settings and actor.may(Permission.READ_REFERRALS):
            ways.append(table.setting_id.in_(sorted(actor.settings)))
        if actor.panels and actor.may(Permission.READ_PANEL):
            ways.append(table.id.in_(full_referrals(actor)))
        if actor.chairs and actor.may(Permission.SIGN_DECISIONS):
            ways.append(table.id.in_(chairs_actions(actor)))
        if not ways:
            return false()
        mine = table.id.not_in(interests(actor, own_school=False))
        return and_(or_(*ways), mine, not_barred(actor, table.child_id), _unbarred(actor, table.id))


class LinkedChild(Row, Scoped, Base):
    """A child named in the trigger incident. Identity is the authority's to look at, not the panel's."""

    __tablename__ = "referral_linked_child"
    __table_args__ = (UniqueConstraint("referral_id", "row_key"),)

    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    row_key: Mapped[str] = mapped_column(String(40))
    child_id: Mapped[int | None] = mapped_column(ForeignKey(CHILD), index=True)
    part: Mapped[str] = mapped_column(String(16), default="not_clear")
    words: Mapped[str | None] = mapped_column(EncryptedText("referral_linked_child.words"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The school that named the child, and those who may read peers; a bar hides it."""
        if actor.system:
            return true()
        table = cls.__table__.c
        own = Referral.__table__.c
        mine = table.referral_id.in_(select(own.id).where(own.setting_id.in_(sorted(actor.settings))))
        started = table.referral_id.in_(select(own.id).where(own.started_by == actor.account_id))
        wide = true() if actor.may(Permission.READ_PEERS) else or_(mine, started)
        return and_(through(Referral, table.referral_id, actor), wide, not_barred(actor, table.child_id))


class AgendaItem(Row, Scoped, Base):
    """One referral on one agenda. `outcome` is empty until the panel has decided or deferred it.

    A `late` item came after the papers had closed: its members read it, and it is decided, once the chair has
    given leave (`leave`: asked, given, refused).
    """

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "referral_id"),)
    RECORD: ClassVar[str] = "item"

    public_id: Mapped[str] = public_id()
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"), index=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    number: Mapped[int]
    late: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str | None] = mapped_column(String(24))
    leave: Mapped[str | None] = mapped_column(String(8))
    late_reason: Mapped[str | None] = mapped_column(EncryptedText("agenda_item.late_reason"))
    leave_reason: Mapped[str | None] = mapped_column(EncryptedText("agenda_item.leave_reason"))
    leave_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    leave_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    meeting: Mapped[PanelMeeting] = relationship(viewonly=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its referral; the panel only while its own meeting is published and not closed.

        Who sits for a school that an item does not concern sees the item, and of the referral nothing.
        """
        if actor.system:
            return true()
        table, referral = cls.__table__.c, Referral.__table__.c
        seen = table.referral_id.in_(select(referral.id).where(Referral.visible_to(actor)))
        if actor.may(Permission.ALL_REFERRALS):
            return seen
        own = select(referral.id).where(referral.setting_id.in_(sorted(actor.settings)))
        ways = [and_(seen, table.referral_id.in_(own))]
        if actor.panels and actor.may(Permission.READ_PANEL):
            ways.append(and_(table.id.in_(open_items(actor)), _unbarred(actor, table.referral_id)))
        return or_(*ways)


def _unbarred(actor: Actor, referral_id: Any) -> ColumnElement[bool]:
    """That neither the referred child nor a child named in the incident is one the actor is barred from."""
    if not actor.barred:
        return true()
    about, linked = Referral.__table__.c, LinkedChild.__table__.c
    barred = sorted(actor.barred)
    referred = select(about.id).where(about.child_id.in_(barred))
    named = select(linked.referral_id).where(linked.child_id.in_(barred))
    return and_(referral_id.not_in(referred), referral_id.not_in(named))
