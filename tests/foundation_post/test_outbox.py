"""The outbox: told with the change, sent after it, never lost, never shown twice; on both databases."""

from __future__ import annotations

import email
import itertools
import random
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from foundation import post
from foundation.access.models import Account
from foundation.jobs.models import Job
from foundation.jobs.worker import SYSTEM, Worker
from foundation.post.carriers import CarrierDown, FileCarrier, MessageRefused
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, session


class Letterbox:
    """A carrier that keeps what it takes, and fails as it is told to."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.before: Callable[[EmailMessage], None] = lambda message: None
        self.after: Callable[[EmailMessage], None] = lambda message: None

    def carry(self, message: EmailMessage) -> None:
        self.before(message)
        self.taken.append(message)
        self.after(message)

    def shown(self) -> Counter[str]:
        """How often a mail system that knows Message-IDs shows each message."""
        return Counter({message["Message-ID"]: 1 for message in self.taken})


@pytest.fixture
def box(app: Flask) -> Letterbox:
    made = Letterbox()
    app.extensions[post.EXTENSION] = office(made)
    return made


def office(carrier: Any) -> post.Office:
    def address_of(account_id: int) -> str | None:
        account = session().get(Account, account_id)
        return account.email if account is not None and account.state != "closed" else None

    return post.Office(carrier, "The Portal", "https://portal.test", "no-reply@portal.test", address_of)


@pytest.fixture
def account_id(app: Flask) -> int:
    with app.app_context(), acting_as(SYSTEM):
        account = Account(email="dsl@example.org", name="Somebody", state="active")
        session().add(account)
        session().commit()
        return account.id


def tell(app: Flask, account_id: int, *keys: str, notice: str = "alert_raised") -> list[bool]:
    with app.app_context(), acting_as(SYSTEM):
        answers = [
            post.tell(account_id=account_id, notice=notice, path="/alerts/abc", key=key) for key in keys
        ]
        session().commit()
        return answers


def outbox(app: Flask) -> list[OutboxMessage]:
    with app.app_context(), acting_as(SYSTEM):
        return list(session().scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def test_what_was_told_is_sent_to_the_accounts_address(app: Flask, box: Letterbox, account_id: int) -> None:
    tell(app, account_id, "alert:1:raised")
    assert box.taken == [], "not before the worker comes by"
    Worker(app).once()
    (message,) = box.taken
    assert message["To"] == "dsl@example.org"
    assert "https://portal.test/alerts/abc" in message.get_content()
    (row,) = outbox(app)
    assert row.sent_at is not None


def test_the_same_key_is_told_once_for_ever(app: Flask, box: Letterbox, account_id: int) -> None:
    assert tell(app, account_id, "alert:1:raised", "alert:1:raised") == [True, False]
    Worker(app).once()
    assert tell(app, account_id, "alert:1:raised") == [False]
    Worker(app).once()
    assert len(box.taken) == 1


def test_a_change_that_is_rolled_back_tells_nobody(app: Flask, box: Letterbox, account_id: int) -> None:
    with app.app_context(), acting_as(SYSTEM):
        post.tell(account_id=account_id, notice="alert_raised", path="/alerts/abc", key="k")
        session().rollback()
    Worker(app).once()
    assert box.taken == []
    assert outbox(app) == []


@pytest.mark.parametrize(
    "path", ["alerts", "//evil", "/a?name=Canary", "/a b", "/é", "https://x", "/a\nb", ""]
)
def test_a_link_is_a_plain_path(app: Flask, account_id: int, path: str) -> None:
    with app.app_context(), acting_as(SYSTEM), pytest.raises(ValueError, match="plain path"):
        post.tell(account_id=account_id, notice="alert_raised", path=path, key="k")


def test_an_unknown_notice_is_refused_when_it_is_told(app: Flask, account_id: int) -> None:
    with pytest.raises(post.UnknownNotice):
        tell(app, account_id, "k", notice="hello")


def test_the_path_is_not_readable_in_the_database(app: Flask, box: Letterbox, account_id: int) -> None:
    with app.app_context(), acting_as(SYSTEM):
        post.tell(account_id=account_id, notice="account_invited", path="/invitation/SECRET-TOKEN", key="k")
        session().commit()
        raw = session().connection().exec_driver_sql("SELECT path FROM outbox_message").scalar_one()
    assert b"SECRET" not in bytes(raw)


def test_nothing_goes_to_an_account_that_was_closed(app: Flask, box: Letterbox, account_id: int) -> None:
    tell(app, account_id, "k")
    with app.app_context(), acting_as(SYSTEM):
        session().get_one(Account, account_id).state = "closed"
        session().commit()
    Worker(app).once()
    assert box.taken == []
    (row,) = outbox(app)
    assert (row.sent_at, row.dropped) == (None, "no address")


def test_while_the_server_is_down_one_message_tries_for_all(
    app: Flask, box: Letterbox, account_id: int, clock: Any
) -> None:
    tries = itertools.count()

    def down(message: EmailMessage) -> None:
        next(tries)
        raise CarrierDown("ConnectionRefusedError")

    box.before = down
    tell(app, account_id, *(f"k{number}" for number in range(20)))
    for _ in range(10):
        Worker(app).once()
        clock.forward(seconds=31)
    assert next(tries) == 10
    with app.app_context(), acting_as(SYSTEM):
        assert len(post.unsent()) == 20
    box.before = lambda message: None
    Worker(app).once()
    assert len(box.taken) == 20, "the first that goes through wakes the others"
    with app.app_context(), acting_as(SYSTEM):
        assert post.unsent() == []


def test_a_message_that_is_refused_is_parked_and_blocks_nobody(
    app: Flask, box: Letterbox, account_id: int, clock: Any
) -> None:
    poison = "poison"

    def refuse(message: EmailMessage) -> None:
        if message["Message-ID"] == poison_id:
            raise MessageRefused("SMTPRecipientsRefused")

    tell(app, account_id, poison, "k1", "k2")
    poison_id = f"<{outbox(app)[0].message_id}@portal.test>"
    box.before = refuse
    for _ in range(8):
        Worker(app).once()
        clock.forward(hours=1)
    assert len(box.taken) == 2
    with app.app_context(), acting_as(SYSTEM):
        (left,) = post.unsent()
        assert left.key == poison
        job = session().scalars(select(Job).where(Job.state == "parked")).one()
        assert (job.attempts, job.last_error) == (6, "MessageRefused")


def test_a_worker_killed_after_sending_sends_the_same_message_again(
    app: Flask, box: Letterbox, account_id: int, clock: Any
) -> None:
    class Killed(BaseException):
        """What a process that dies looks like from inside."""

    def die(message: EmailMessage) -> None:
        box.after = lambda message: None
        raise Killed

    box.after = die
    tell(app, account_id, "k")
    with pytest.raises(Killed):
        Worker(app).once()
    clock.forward(minutes=3)
    Worker(app).once()
    assert len(box.taken) == 2
    assert list(box.shown().values()) == [1]
    assert outbox(app)[0].sent_at is not None


def test_a_third_of_failures_and_dying_workers_lose_nothing(
    app: Flask, box: Letterbox, account_id: int, clock: Any
) -> None:
    luck = random.Random(7)

    class Killed(BaseException):
        """What a process that dies looks like from inside."""

    def before(message: EmailMessage) -> None:
        if luck.random() < 0.3:
            raise CarrierDown("timeout")

    def after(message: EmailMessage) -> None:
        if luck.random() < 0.1:
            raise Killed

    box.before, box.after = before, after
    keys = [f"alert:{number}" for number in range(60)]
    tell(app, account_id, *keys)
    tell(app, account_id, *reversed(keys))
    for _ in range(200):
        try:
            if not Worker(app).once() and not _open(app):
                break
        except Killed:
            pass
        clock.forward(seconds=121)
    assert _open(app) == 0
    assert len(box.shown()) == 60
    assert all(row.sent_at for row in outbox(app))


def _open(app: Flask) -> int:
    with app.app_context(), acting_as(SYSTEM):
        return len(post.unsent())


def test_the_file_carrier_writes_one_private_file_a_message(
    app: Flask, account_id: int, tmp_path: Path
) -> None:
    folder = tmp_path / "mail" / "out"
    app.extensions[post.EXTENSION] = office(FileCarrier(folder))
    tell(app, account_id, "k1", "k2")
    Worker(app).once()
    files = list(folder.iterdir())
    assert len(files) == 2
    assert all(file.suffix == ".eml" and file.stat().st_mode & 0o777 == 0o600 for file in files)
    read = email.message_from_bytes(files[0].read_bytes())
    assert read["To"] == "dsl@example.org"
    assert "Somebody" not in files[0].read_text()
