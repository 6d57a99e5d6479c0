"""Import runs, the lines they could not use, and the identities a person has to decide."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, synonym

from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, not_barred, public_id
from foundation.trail import Moves
from roll import events

_OPEN = frozenset({"reading", "previewed", "held", "applying"})


class ImportRun(Row, Base):
    """One file that came in: which, from whom, and what became of it. Holds no child's data.

    `counts`: {"rows", "new", "changed", "ended", "rejected", "children", "seconds",
    "settings": {urn: the same}, "held": [sentences]}, as far as a kind of file has them. `columns`: the
    column profile as it was used. How far the work is while it goes on: `roll.progress`.
    """

    __tablename__ = "import_run"
    __table_args__ = (Index("ix_import_run_kind_state", "kind", "state"),)
    TRAILED = False  # its events are its trail
    RECORD: ClassVar[str] = "run"
    PUBLIC_KEY: ClassVar[str] = "public_id"
    WAITING: ClassVar[frozenset[str]] = frozenset({"reading", "previewed", "held"})
    WORKING: ClassVar[frozenset[str]] = frozenset({"reading", "applying"})
    MOVES: ClassVar[Moves] = {
        events.RunPreviewed: (_OPEN, "previewed"),
        events.RunHeld: (_OPEN, "held"),
        events.RunRejected: (_OPEN, "rejected"),
        events.RunCancelled: (_OPEN, "cancelled"),
        events.RollApplied: (_OPEN, "applied"),
        events.SettingsApplied: (_OPEN, "applied"),
        events.CalendarApplied: (_OPEN, "applied"),
        events.PlacesApplied: ({"reading"}, "applied"),
        events.LinksApplied: (_OPEN, "applied"),
        events.OffersApplied: (_OPEN, "applied"),
        events.TransferFilesApplied: (_OPEN, "applied"),
        events.RunAsked: ({"previewed", "held"}, "applying"),
        events.RunFailed: (_OPEN, "failed"),
    }

    public_id: Mapped[str] = public_id()
    kind: Mapped[str] = mapped_column(String(12))
    file_name: Mapped[str] = mapped_column(String(200), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    profile: Mapped[str] = mapped_column(String(40), default="")
    as_of: Mapped[dt.date | None]
    partial: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column("state", String(12), default="reading")
    state = synonym("status")
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    document: Mapped[str | None] = mapped_column(String(64))
    rejected_rows: Mapped[str | None] = mapped_column(String(64))
    columns: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    @property
    def public_key(self) -> str:
        """What stands for the run in an address."""
        return self.public_id


class ImportReject(Row, Base):
    """A line that could not be used (`severity` reject), or one to know of (note): never its value."""

    __tablename__ = "import_reject"
    __table_args__ = (Index("ix_import_reject_run_id", "run_id"),)
    TRAILED = False

    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    line: Mapped[int]
    column: Mapped[str] = mapped_column("column_name", String(60), default="")
    reason: Mapped[str] = mapped_column(String(300))
    severity: Mapped[str] = mapped_column(String(8), default="reject")


class IdentityQuestion(Row, Scoped, Base):
    """Two records that may be one child: a person decides (transitions, `identity_uncertain`).

    `child_id` is the record that the roll row or the form stands on, `candidate_id` the one it may be.
    `score`: how much they are alike (`roll.likeness`); None where a number alone raised the question.
    `moved`: what joining them moved (`roll.joining_core`), so that it can be taken back.
    """

    __tablename__ = "identity_question"
    __table_args__ = (
        UniqueConstraint("child_id", "candidate_id"),
        Index("ix_identity_question_candidate_id", "candidate_id"),
        Index("ix_identity_question_status", "status"),
    )
    RECORD: ClassVar[str] = "identity"
    PUBLIC_KEY: ClassVar[str] = "public_id"
    MOVES: ClassVar[Moves] = {
        events.IdentityJoined: ({"open"}, "decided"),
        events.IdentityKeptApart: ({"open"}, "decided"),
        events.IdentityLeftOpen: ({"open"}, "open"),
        events.IdentityTakenBack: ({"decided"}, "open"),
    }

    public_id: Mapped[str] = public_id()
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    line: Mapped[int | None]
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    score: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(8), default="open")
    same: Mapped[bool | None]
    moved: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    decided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    again_on: Mapped[dt.date | None]
    reason: Mapped[str | None] = mapped_column(EncryptedText("identity_question.reason"))

    def child_ids(self) -> tuple[int, ...]:
        """Both records."""
        return (self.child_id, self.candidate_id)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Those who decide identities, unless barred from either child."""
        if actor.system:
            return true()
        if not actor.may(Permission.DECIDE_IDENTITIES):
            return false()
        return not_barred(actor, cls.__table__.c.child_id, cls.__table__.c.candidate_id)
