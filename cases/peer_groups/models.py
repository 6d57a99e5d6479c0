"""A request; what was asked and answered (within the assessment only); its readers; the names in it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String, false, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cases.models import Party
from cases.peer_groups.events import (
    FeedbackOnInformation,
    InformationChanged,
    InformationGiven,
    RequestWithdrawn,
)
from foundation.access.permissions import Permission
from foundation.store import (
    Actor,
    Base,
    EncryptedJSON,
    EncryptedText,
    Row,
    Scoped,
    UtcDateTime,
    not_barred,
    now,
    through,
)
from foundation.trail import Moves

REQUEST = "peer_request.id"
ACCOUNT = "account.id"


class PeerRequest(Row, Scoped, Base):
    """That one provider was asked about one young person: who, whom, when. Not what."""

    __tablename__ = "peer_request"
    RECORD: ClassVar[str] = "peer_request"
    PUBLIC_KEY: ClassVar[str] = "reference"
    MOVES: ClassVar[Moves] = {
        InformationGiven: ({"asked"}, "answered"),
        InformationChanged: ({"answered", "closed"}, "answered"),
        FeedbackOnInformation: ({"answered"}, "closed"),
        RequestWithdrawn: ({"asked"}, "withdrawn"),
    }

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT), index=True)
    service: Mapped[str] = mapped_column(String(40))
    assessment: Mapped[str] = mapped_column(String(20))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"), index=True)
    provider: Mapped[str] = mapped_column(String(160), default="")
    asked_on: Mapped[dt.date]
    due_on: Mapped[dt.date] = mapped_column(index=True)
    letter_sent_on: Mapped[dt.date | None]
    letter_how: Mapped[str] = mapped_column(String(160), default="")
    status: Mapped[str] = mapped_column(String(12), default="asked", index=True)

    @classmethod
    def open_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Not about, nor in a case with, a child from whom the actor is barred."""
        table, party = cls.__table__, Party.__table__
        open_to = not_barred(actor, table.c.child_id)
        if not actor.barred:
            return open_to
        hidden = select(party.c.case_id).where(party.c.child_id.in_(sorted(actor.barred)))
        return open_to & table.c.case_id.not_in(hidden)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """That it was asked: for the Education MASH, and for the setting that is asked."""
        if actor.system:
            return true()
        if actor.may(Permission.READ_CASES):
            return cls.open_to(actor)
        if not actor.may(Permission.ANSWER_PEER_REQUESTS):
            return false()
        return cls.__table__.c.setting_id.in_(sorted(actor.settings)) & cls.open_to(actor)


class PeerInformation(Row, Scoped, Base):
    """Why it was asked, what was answered, and what came of it: within the assessment only.

    `answers`: {key of words.QUESTIONS: text}. `feedback`: informed, words, follows.
    """

    __tablename__ = "peer_information"

    request_id: Mapped[int] = mapped_column(ForeignKey(REQUEST), unique=True)
    purpose: Mapped[str] = mapped_column(EncryptedText("peer_information.purpose"))
    answers: Mapped[dict[str, str] | None] = mapped_column(EncryptedJSON("peer_information.answers"))
    answered_by: Mapped[str] = mapped_column(String(160), default="")
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    feedback: Mapped[dict[str, str] | None] = mapped_column(EncryptedJSON("peer_information.feedback"))
    feedback_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    request: Mapped[PeerRequest | None] = relationship(lazy="joined")

    def child_ids(self) -> tuple[int, ...]:
        """The young person it is about."""
        return (self.request.child_id,) if self.request else ()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """For whoever asked, whoever joined the assessment with a reason, and the setting that is asked;
        never for one who is barred from the young person, from a party, or from a peer who was recognised.
        """
        if actor.system:
            return true()
        table, request, reader = cls.__table__, PeerRequest.__table__, PeerReader.__table__
        within: list[ColumnElement[bool]] = [request.c.setting_id.in_(sorted(actor.settings))]
        if actor.may(Permission.READ_CASES) and actor.account_id:
            joined = select(reader.c.request_id).where(reader.c.account_id == actor.account_id)
            within += [request.c.asked_by_id == actor.account_id, request.c.id.in_(joined)]
        seen = select(request.c.id).where(PeerRequest.visible_to(actor), or_(*within))
        return table.c.request_id.in_(seen) & cls._open_to(actor)

    @classmethod
    def _open_to(cls, actor: Actor) -> ColumnElement[bool]:
        if not actor.barred:
            return true()
        name = PeerName.__table__
        hidden = select(name.c.request_id).where(name.c.child_id.in_(sorted(actor.barred)))
        return cls.__table__.c.request_id.not_in(hidden)


class PeerReader(Row, Scoped, Base):
    """A colleague who joined the assessment, and why."""

    __tablename__ = "peer_reader"

    request_id: Mapped[int] = mapped_column(ForeignKey(REQUEST), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), index=True)
    reason: Mapped[str] = mapped_column(EncryptedText("peer_reader.reason"))
    joined_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=now)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its request."""
        return through(PeerRequest, cls.__table__.c.request_id, actor)


class PeerName(Row, Scoped, Base):
    """A young person whom the provider named: words, until an officer decides which child is meant."""

    __tablename__ = "peer_name"

    request_id: Mapped[int] = mapped_column(ForeignKey(REQUEST), index=True)
    words: Mapped[str] = mapped_column(EncryptedText("peer_name.words"))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    decided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(EncryptedText("peer_name.reason"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the information it stands in; which child it means only for the Education MASH."""
        if actor.system:
            return true()
        information = PeerInformation.__table__
        inside: Any = select(information.c.request_id).where(PeerInformation.visible_to(actor))
        return cls.__table__.c.request_id.in_(inside)
