"""What the administrator's pages read: accounts, and what waits in the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from foundation.access.models import Account, Assignment
from foundation.access.permissions import ROLE_WORDS
from foundation.jobs import lists as jobs
from foundation.jobs.models import Job
from foundation.post import unsent
from foundation.post.models import OutboxMessage
from foundation.store import now, session, today
from roll.settings_register import Setting, settings_by_id

PAGE = 50


@dataclass(frozen=True)
class PageOfAccounts:
    """One page of accounts, with how many there are in all."""

    accounts: Sequence[Account]
    page: int
    pages: int
    count: int


def accounts(state: str = "", role: str = "", page: int = 1) -> PageOfAccounts:
    """People who sign in, by name; the system account is not one of them."""
    conditions = [Account.state != "system"]
    if state:
        conditions.append(Account.state == state)
    if role:
        held = Assignment.role == role
        open_ended = Assignment.until_date.is_(None) | (Assignment.until_date >= today())
        conditions.append(Account.assignments.any(held & open_ended))
    count = session().scalar(select(func.count(Account.id)).where(*conditions)) or 0
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    found = select(Account).where(*conditions).order_by(Account.name, Account.id)
    return PageOfAccounts(
        session().scalars(found.limit(PAGE).offset((page - 1) * PAGE)).all(), page, pages, count
    )


def assignment_of(account: Account, number: str) -> Assignment | None:
    """An assignment of an account by its place in the account's list, counted from one."""
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
    return account.assignments[place - 1] if 1 <= place <= len(account.assignments) else None


def settings_of(found: Sequence[Account]) -> dict[int, Setting]:
    """The settings that stand in these accounts' assignments."""
    return settings_by_id({a.setting_id for account in found for a in account.assignments if a.setting_id})


def role_words(assignment: Assignment) -> str:
    """The role as people say it."""
    return ROLE_WORDS.get(assignment.role, assignment.role)


def state_of(assignment: Assignment, day: dt.date | None = None) -> str:
    """In force, begins later, or over."""
    day = day or today()
    if assignment.from_date > day:
        return "begins later"
    return "over" if assignment.until_date and assignment.until_date < day else "in force"


@dataclass(frozen=True)
class OutboxState:
    """How the post stands: counts, and what lies there with notice and age only."""

    waiting: int
    sent_today: int
    dropped: int
    oldest: dt.datetime | None
    messages: Sequence[OutboxMessage]


def outbox() -> OutboxState:
    """The state of the outbox. No text, no link and no recipient's address stands in it."""
    lying = unsent()
    since = now() - dt.timedelta(days=1)
    sent = select(func.count(OutboxMessage.id)).where(OutboxMessage.sent_at >= since)
    dropped = select(func.count(OutboxMessage.id)).where(OutboxMessage.dropped.is_not(None))
    return OutboxState(
        waiting=len(lying),
        sent_today=session().scalar(sent) or 0,
        dropped=session().scalar(dropped) or 0,
        oldest=lying[0].written_at if lying else None,
        messages=lying[:PAGE],
    )


def parked_jobs() -> Sequence[Job]:
    """Background work that failed as often as it may."""
    return jobs.parked()
