"""Sweeps, alerts and what was told to settings.

Nobody can delete an alert or a disclosure: there is no page for it, and the session refuses.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, and_, false, or_, true
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

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
    public_id,
    today,
)
from foundation.trail import Moves
from transitions import events
from transitions.words import KINDS, OPEN_STATES

CHILD, SETTING, ACCOUNT = "child.id", "setting.id", "account.id"
SETTLED = frozenset({"closed", "no_longer_applies"})
TOLD = frozenset({"released", "opened", "acknowledged"})


class SweepRun(Row, Base):
    """One sweep: for which day, over everybody (`whole`) or over some children, and what it did.

    `counts`: {"separations", "plans", "findings", "raised", "changed", "again", "gone", "unchanged"}.
    """

    __tablename__ = "sweep_run"
    __table_args__ = (Index("ix_sweep_run_whole_as_of", "whole", "as_of"),)
    TRAILED = False  # the run is its own record

    as_of: Mapped[dt.date]
    whole: Mapped[bool]
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), index=True)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)


class Alert(Row, Scoped, Base):
    """What the sweep raised about a separation, or about a child with a live plan who moves.

    `child_id` is the child it is first about (who moved or came later), `other_child_id` the other of the
    pair. `evidence`: {"stays": [...], "notes": [...]} as `transitions.evidence` writes it.
    """

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_status_due_on", "status", "due_on"),)
    RECORD: ClassVar[str] = "alert"
    PUBLIC_KEY: ClassVar[str] = "reference"
    MOVES: ClassVar[Moves] = {
        events.AlertTaken: ({"raised"}, "assigned"),
        events.SettingContacted: ({"raised", "assigned", "contacted"}, "contacted"),
        events.AlertActioned: (set(OPEN_STATES), "actioned"),
        events.AlertClosed: ({"actioned"}, "closed"),
        events.AlertNoLongerApplies: (set(OPEN_STATES), "no_longer_applies"),
        events.AlertReopened: (set(SETTLED), "raised"),
        events.AlertAppliesAgain: (set(SETTLED), "raised"),
    }

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(24), index=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    status: Mapped[str] = mapped_column(String(20), default="raised")
    separation_id: Mapped[int | None] = mapped_column(ForeignKey("separation.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    case_reference: Mapped[str | None] = mapped_column(String(60))
    child_id: Mapped[int] = mapped_column(ForeignKey(CHILD), index=True)
    other_child_id: Mapped[int | None] = mapped_column(ForeignKey(CHILD), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey(SETTING), index=True)
    other_setting_id: Mapped[int | None] = mapped_column(ForeignKey(SETTING))
    day: Mapped[dt.date]
    overlap_from: Mapped[dt.date | None]
    overlap_until: Mapped[dt.date | None]
    past: Mapped[bool] = mapped_column(default=False)
    evidence: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON("alert.evidence"))
    sweep_run_id: Mapped[int] = mapped_column(ForeignKey("sweep_run.id"))
    raised_on: Mapped[dt.date]
    raised_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    due_on: Mapped[dt.date]
    escalated_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    action: Mapped[str | None] = mapped_column(String(24))
    action_words: Mapped[str | None] = mapped_column(EncryptedText("alert.action_words"))
    withheld_reason: Mapped[str | None] = mapped_column(EncryptedText("alert.withheld_reason"))
    settled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    def child_ids(self) -> tuple[int, ...]:
        """The child, and the other of the pair where there is one."""
        return tuple(child for child in (self.child_id, self.other_child_id) if child is not None)

    @property
    def setting_ids(self) -> tuple[int, ...]:
        """The setting, and the other of one site where there is one."""
        return tuple(found for found in (self.setting_id, self.other_setting_id) if found is not None)

    @property
    def title(self) -> str:
        """Its kind in words."""
        return KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status in OPEN_STATES

    @property
    def is_red(self) -> bool:
        """Not acknowledged though two children are together, or not acknowledged in time."""
        return self.status == "raised" and (self.kind == "same_setting" or self.due_on < today())

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """All for who may read alerts, but none about a child from whom the reader is barred."""
        if actor.system:
            return true()
        if not actor.may(Permission.READ_ALERTS):
            return false()
        return not_barred(actor, cls.child_id, cls.other_child_id)


class Disclosure(Row, Scoped, Base):
    """What is told to one setting about its own pupil: minimal, with purpose and legal basis.

    `names_other`: the officer decided, with a reason, that this letter may name the other child.
    `purpose_words`: the purpose, where it is none of the list. `due_on`: by when the setting acknowledges;
    `plan_due_on`: by when it has a plan; both are set on release.
    """

    __tablename__ = "disclosure"
    __table_args__ = (Index("ix_disclosure_setting_id_status", "setting_id", "status"),)
    RECORD: ClassVar[str] = "disclosure"
    PUBLIC_KEY: ClassVar[str] = "public_id"
    MOVES: ClassVar[Moves] = {
        events.DisclosureReleased: ({"draft"}, "released"),
        events.DisclosureOpened: ({"released"}, "opened"),
        events.DisclosureAcknowledged: ({"opened"}, "acknowledged"),
        events.DisclosureWithdrawn: ({"draft", "released", "opened", "acknowledged"}, "withdrawn"),
    }

    public_id: Mapped[str] = public_id()
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey(CHILD), index=True)
    other_child_id: Mapped[int | None] = mapped_column(ForeignKey(CHILD), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey(SETTING))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    status: Mapped[str] = mapped_column(String(16), default="draft")
    names_other: Mapped[bool] = mapped_column(default=False)
    naming_reason: Mapped[str | None] = mapped_column(EncryptedText("disclosure.naming_reason"))
    purpose: Mapped[str] = mapped_column(String(40))
    legal_basis: Mapped[str] = mapped_column(String(40))
    purpose_words: Mapped[str | None] = mapped_column(EncryptedText("disclosure.purpose_words"))
    letter: Mapped[str] = mapped_column(EncryptedText("disclosure.letter"))
    written_by_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    released_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    acknowledged_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    due_on: Mapped[dt.date | None]
    plan_due_on: Mapped[dt.date | None]
    reminded_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str | None] = mapped_column(EncryptedText("disclosure.withdrawn_reason"))

    def child_ids(self) -> tuple[int, ...]:
        """The setting's own pupil; the other child only where the letter names it."""
        named = self.other_child_id if self.names_other else None
        return (self.child_id,) if named is None else (self.child_id, named)

    @property
    def is_told(self) -> bool:
        """Whether the setting may read it."""
        return self.status in TOLD

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Officers who release see all; a setting only what was released to it; a bar hides either child."""
        if actor.system:
            return true()
        open_to = not_barred(actor, cls.child_id, cls.other_child_id)
        if actor.may(Permission.RELEASE_DISCLOSURES):
            return open_to
        if not (actor.may(Permission.READ_DISCLOSURES) and actor.settings):
            return false()
        to_them = or_(*[cls.setting_id == found for found in sorted(actor.settings)])
        return and_(open_to, to_them, cls.status.in_(sorted(TOLD)))


class SelfCheck(Row, Base):
    """One comparison of the alerts with a second computation (`transitions.self_check`).

    `counts`: {"separations", "plans", "stands", "raises", "alerts", "differences"}. `found`: the differences
    as values, without a name.
    """

    __tablename__ = "self_check"
    TRAILED = False  # its event is its trail
    RECORD: ClassVar[str] = "self_check"
    MOVES: ClassVar[Moves] = {
        events.WatchAgreed: ({"running"}, "agrees"),
        events.WatchDiffered: ({"running"}, "differs"),
    }

    as_of: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(String(8), default="running")
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    found: Mapped[list[dict[str, Any]] | None] = mapped_column(EncryptedJSON("self_check.found"))


KEPT = (Alert, Disclosure, SweepRun, SelfCheck)


class KeptForGood(RuntimeError):
    """Somebody tried to delete an alert, a disclosure or a sweep."""


@sqlalchemy_event.listens_for(Session, "before_flush")
def _nobody_deletes(found: Session, _context: Any, _instances: Any) -> None:
    for row in found.deleted:
        if isinstance(row, KEPT):
            raise KeptForGood(f"a {type(row).__name__} is kept; close or withdraw it instead")


@sqlalchemy_event.listens_for(Session, "do_orm_execute")
def _nobody_deletes_many(state: ORMExecuteState) -> None:
    if state.is_delete and any(issubclass(mapper.class_, KEPT) for mapper in state.all_mappers):
        raise KeptForGood("alerts, disclosures and sweeps are kept")
