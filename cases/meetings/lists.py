"""Queries for meetings and their actions; the session narrows them to the asker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from cases.meetings.models import Meeting, MeetingAction
from cases.meetings.words import HSB, OPEN_RATINGS, STRATEGY
from cases.models import Case
from foundation.store import now, session, today
from roll.same_child_core import joined_records

PAGE = 25
SOON = dt.timedelta(days=7)


@dataclass(frozen=True)
class PageOfMeetings:
    """One page of a list of meetings."""

    meetings: Sequence[Meeting]
    page: int
    pages: int
    count: int


def meetings_found(kind: str = "", status: str = "", page: int = 1) -> PageOfMeetings:
    """Meetings by kind and status, the latest date first."""
    conditions = [Meeting.kind == kind] if kind else []
    conditions += [Meeting.status == status] if status else []
    count = session().scalar(select(func.count(Meeting.id)).where(*conditions)) or 0
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    found = select(Meeting).where(*conditions).order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    rows = session().scalars(found.limit(PAGE).offset((page - 1) * PAGE)).all()
    return PageOfMeetings(rows, page, pages, count)


def meetings_ahead() -> Sequence[Meeting]:
    """Called and not yet over, or over and not yet written up; the earliest first."""
    ahead = select(Meeting).where(Meeting.status.in_(("called", "held")))
    return session().scalars(ahead.order_by(Meeting.starts_at, Meeting.id)).all()


def untold() -> Sequence[Meeting]:
    """Past since a day or longer, and nobody has said whether they were held."""
    over = select(Meeting).where(Meeting.status == "called", Meeting.starts_at < now() - dt.timedelta(days=1))
    return session().scalars(over.order_by(Meeting.starts_at)).all()


def minutes_late(day: dt.date) -> Sequence[Meeting]:
    """Held, and the minutes not agreed by their date."""
    late = select(Meeting).where(Meeting.status == "held", Meeting.minutes_due < day)
    return session().scalars(late.order_by(Meeting.minutes_due)).all()


def meetings_of_case(case: Case) -> Sequence[Meeting]:
    """The meetings of a case, the latest first."""
    of_case = select(Meeting).where(Meeting.case_id == case.id)
    return session().scalars(of_case.order_by(Meeting.starts_at.desc())).all()


def strategy_met(case_ids: Collection[int]) -> dict[int, set[int]]:
    """Case id to the children for whom a strategy meeting was held with its quorum, or decided against by a
    named manager. One without health does not count (case review 4.39).
    """
    counted = (Meeting.quorate.is_(True) & Meeting.status.in_(("held", "agreed"))) | (
        Meeting.status == "not_held"
    )
    found = select(Meeting).where(Meeting.kind == STRATEGY, Meeting.case_id.in_(list(case_ids)), counted)
    met: dict[int, set[int]] = {}
    for meeting in session().scalars(found):
        if meeting.case_id is not None:
            met.setdefault(meeting.case_id, set()).add(meeting.child_id)
    return met


def meetings_of_referral(reference: str) -> Sequence[Meeting]:
    """The meetings of a referral, by its reference; for the pages of the room above."""
    of_referral = select(Meeting).where(Meeting.referral_reference == reference)
    return session().scalars(of_referral.order_by(Meeting.starts_at.desc())).all()


def meetings_of_child(child_id: int) -> Sequence[Meeting]:
    """The meetings about one child, by whatever record; the latest first."""
    about = select(Meeting).where(Meeting.child_id.in_(joined_records(session().connection(), child_id)))
    return session().scalars(about.order_by(Meeting.starts_at.desc())).all()


def meeting_by_reference(reference: str) -> Meeting | None:
    """One meeting."""
    return session().scalars(select(Meeting).where(Meeting.reference == reference)).one_or_none()


def case_of(meeting: Meeting) -> Case | None:
    """The case a meeting belongs to, if the asker may see it."""
    if meeting.case_id is None:
        return None
    return session().scalars(select(Case).where(Case.id == meeting.case_id)).one_or_none()


def twins_of(meeting: Meeting) -> Sequence[Meeting]:
    """The meetings held for other children beside this one."""
    ends = {found for found in (meeting.id, meeting.twin_of_id) if found}
    linked = Meeting.id.in_(ends) | Meeting.twin_of_id.in_(ends)
    return session().scalars(select(Meeting).where(linked, Meeting.id != meeting.id)).all()


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting of the same kind about the same child that was held before this one."""
    earlier = select(Meeting).where(
        Meeting.child_id.in_(joined_records(session().connection(), meeting.child_id)),
        Meeting.kind == meeting.kind,
        Meeting.id != meeting.id,
        Meeting.status.in_(("held", "agreed")),
        Meeting.starts_at < meeting.starts_at,
    )
    return session().scalars(earlier.order_by(Meeting.starts_at.desc(), Meeting.id.desc())).first()


def open_from_before(meeting: Meeting) -> Sequence[MeetingAction]:
    """Actions of earlier meetings of the same kind about the same child that are not done yet."""
    left = (
        select(MeetingAction)
        .join(MeetingAction.meeting)
        .where(
            Meeting.child_id.in_(joined_records(session().connection(), meeting.child_id)),
            Meeting.kind == meeting.kind,
            Meeting.starts_at < meeting.starts_at,
            MeetingAction.status.in_(OPEN_RATINGS),
        )
    )
    return session().scalars(left.order_by(MeetingAction.due_on, MeetingAction.id)).all()


def tables_between(first: dt.date, last: dt.date) -> Sequence[Meeting]:
    """Meetings on harmful sexual behaviour that were held in a period."""
    start = dt.datetime.combine(first, dt.time.min, tzinfo=dt.UTC)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, tzinfo=dt.UTC)
    held = select(Meeting).where(
        Meeting.kind == HSB,
        Meeting.status.in_(("held", "agreed")),
        Meeting.starts_at >= start,
        Meeting.starts_at < end,
    )
    return session().scalars(held.order_by(Meeting.starts_at)).all()


def my_actions(account_id: int) -> Sequence[MeetingAction]:
    """What somebody has to do, the most urgent first."""
    mine = select(MeetingAction).where(
        MeetingAction.owner_id == account_id, MeetingAction.status.in_(OPEN_RATINGS)
    )
    return session().scalars(mine.order_by(MeetingAction.due_on, MeetingAction.id)).all()


def overdue_actions(day: dt.date | None = None) -> Sequence[MeetingAction]:
    """Open actions whose date has passed, the oldest first."""
    late = select(MeetingAction).where(
        MeetingAction.due_on < (day or today()), MeetingAction.status.in_(OPEN_RATINGS)
    )
    return session().scalars(late.order_by(MeetingAction.due_on, MeetingAction.id)).all()


def actions_of_meetings(meetings: Iterable[Meeting]) -> list[MeetingAction]:
    """The actions of several meetings."""
    return [action for meeting in meetings for action in meeting.actions]
