"""The place that follows from a decision, and its dated steps until it holds or has ended."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String, and_, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from fap import placement_events as events
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

REFERRAL, ACCOUNT, SETTING = "referral.id", "account.id", "setting.id"
OPEN = ("decided", "offered", "accepted", "refused", "negotiating", "directing", "directed")
"""The child is not in this school yet."""
DISPUTED = ("refused", "negotiating", "directing")
BEFORE_ATTENDING = frozenset({"decided", "offered", "accepted", "negotiating", "directed"})


class Placement(Row, Scoped, Base):
    """The place that was decided, until it has held for four weeks or has ended.

    `status` says where it stands between the schools, beside the referral's own. `offer` is what the school
    was told, as it was told; `name` the child's name on that day. `home_setting_id`: a managed move on trial
    stays on this roll. `ended_code`: of reference set `placement_end`.
    """

    __tablename__ = "placement"
    RECORD: ClassVar[str] = "placement"
    MOVES: ClassVar[Moves] = {
        events.OfferMade: ({"decided"}, "offered"),
        events.PlaceAccepted: ({"offered", "refused", "negotiating", "directing"}, "accepted"),
        events.PlaceRefused: ({"offered", "accepted"}, "refused"),
        events.NegotiationHeld: ({"refused", "negotiating"}, "negotiating"),
        events.DirectionSought: ({"refused", "negotiating"}, "directing"),
        events.DirectionGiven: ({"directing"}, "directed"),
        events.DirectionNotGiven: ({"directing", "directed"}, "refused"),
        events.FirstDayAttended: ({*BEFORE_ATTENDING, "attending"}, "attending"),
        events.PlaceHeld: ({"attending"}, "held"),
        events.PlaceEnded: ({*OPEN, "attending", "held"}, "ended"),
    }

    public_id: Mapped[str] = public_id()
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("panel_decision.id"), unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey(SETTING), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    status: Mapped[str] = mapped_column(String(12), default="decided", index=True)
    start_date: Mapped[dt.date]
    home_setting_id: Mapped[int | None] = mapped_column(ForeignKey(SETTING), index=True)
    name: Mapped[str | None] = mapped_column(EncryptedText("placement.name"))
    reference: Mapped[str | None] = mapped_column(String(20))
    offer: Mapped[str | None] = mapped_column(EncryptedText("placement.offer"))
    offered_on: Mapped[dt.date | None]
    answer_due_on: Mapped[dt.date | None] = mapped_column(index=True)
    answered_on: Mapped[dt.date | None]
    admission_on: Mapped[dt.date | None]
    trial_until: Mapped[dt.date | None]
    review_on: Mapped[dt.date | None]
    first_attended_on: Mapped[dt.date | None]
    check_on: Mapped[dt.date | None]
    checked_on: Mapped[dt.date | None]
    outcome: Mapped[str | None] = mapped_column(EncryptedText("placement.outcome"))
    broke_down_on: Mapped[dt.date | None]
    ended_code: Mapped[str | None] = mapped_column(String(24))
    learnt: Mapped[str | None] = mapped_column(EncryptedText("placement.learnt"))

    @property
    def on_trial(self) -> bool:
        """Whether it is a managed move that is neither permanent nor over."""
        return self.kind == "managed_move" and self.status not in ("held", "ended")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the referral; and to the school to which it was offered, from the offer on."""
        if actor.system:
            return true()
        table = cls.__table__.c
        theirs: ColumnElement[bool] = false()
        if actor.settings and actor.may(Permission.ANSWER_OFFERS):
            mine = table.setting_id.in_(sorted(actor.settings))
            theirs = and_(mine, table.offered_on.is_not(None), not_barred(actor, table.child_id))
        return or_(through(Referral, table.referral_id, actor), theirs)


class PlacementStep(Row, Scoped, Base):
    """One dated step: who did it, when, in what words; nobody changes it afterwards.

    `kind` is of `fap.after.words.STEPS`; `code` its coded part (ground, route, outcome, side); `told_on` the
    day on which the authority heard of it; `due_on` the day that it set.
    """

    __tablename__ = "placement_step"

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24), index=True)
    happened_on: Mapped[dt.date]
    code: Mapped[str | None] = mapped_column(String(80))
    who: Mapped[str | None] = mapped_column(EncryptedText("placement_step.who"))
    to_whom: Mapped[str | None] = mapped_column(EncryptedText("placement_step.to_whom"))
    words: Mapped[str | None] = mapped_column(EncryptedText("placement_step.words"))
    told_on: Mapped[dt.date | None]
    due_on: Mapped[dt.date | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    recorded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the placement."""
        return through(Placement, cls.__table__.c.placement_id, actor)
