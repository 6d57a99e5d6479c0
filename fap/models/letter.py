"""A letter after a decision: to one parent, or to one school, about one child."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String, and_, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from fap import letter_events as events
from fap.models.referral import Referral
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

ACCOUNT = "account.id"


class Letter(Row, Scoped, Base):
    """`kind` and `addressee` are of `fap.letters.words`; `about` says which decision or place it tells of.

    `parent_key` is the row of the parent in the form. `to_address` stays empty where contact details are
    withheld. A corrected letter is a new row with the next `version` that `replaces_id` the sent one.
    """

    __tablename__ = "fap_letter"
    RECORD: ClassVar[str] = "letter"
    MOVES: ClassVar[Moves] = {
        events.LetterChanged: ({"draft", "checked"}, "draft"),
        events.LetterProofRead: ({"draft"}, "checked"),
        events.LetterWasSent: ({"checked"}, "sent"),
        events.LetterCorrected: ({"sent"}, "corrected"),
        events.LetterDropped: ({"draft", "checked"}, "dropped"),
    }

    public_id: Mapped[str] = public_id()
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    addressee: Mapped[str] = mapped_column(String(12))
    parent_key: Mapped[str | None] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(12), default="draft", index=True)
    version: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("fap_letter.id"), index=True)
    to_name: Mapped[str] = mapped_column(EncryptedText("fap_letter.to_name"))
    to_address: Mapped[str | None] = mapped_column(EncryptedText("fap_letter.to_address"))
    text: Mapped[str] = mapped_column(EncryptedText("fap_letter.text"))
    written_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    checked_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    checked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    sent_on: Mapped[dt.date | None]
    sent_how: Mapped[str | None] = mapped_column(String(16))
    sent_to: Mapped[str | None] = mapped_column(EncryptedText("fap_letter.sent_to"))
    sent_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    dropped_reason: Mapped[str | None] = mapped_column(EncryptedText("fap_letter.dropped_reason"))

    @property
    def is_open(self) -> bool:
        """Whether its words can still change."""
        return self.status in ("draft", "checked")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority with the referral; a school its own letters once they are sent."""
        if actor.system:
            return true()
        table = cls.__table__.c
        wide = through(Referral, table.referral_id, actor) if actor.may(Permission.ALL_REFERRALS) else false()
        theirs: ColumnElement[bool] = false()
        if actor.settings and actor.may(Permission.ANSWER_OFFERS):
            to_them = table.setting_id.in_(sorted(actor.settings))
            sent = table.status.in_(("sent", "corrected"))
            theirs = and_(to_them, sent, not_barred(actor, table.child_id))
        return or_(wide, theirs)
