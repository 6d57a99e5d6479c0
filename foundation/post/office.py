"""The post office: writes to the outbox, and delivers what lies in it.

At least once: a message is marked sent in the transaction after the server took it. Where a worker dies
in between, it goes again under the same Message-ID, by which mail systems recognise the second copy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select

from foundation.jobs import Payload, Postpone, handler, wake
from foundation.jobs.queue_core import ask
from foundation.post.carriers import Carrier, CarrierDown
from foundation.post.models import OutboxMessage
from foundation.post.notices import Notice, notice
from foundation.store.base import Base
from foundation.store.clock import now
from foundation.store.once_core import insert_once
from foundation.store.session import independent_session, session

DELIVER = "post.deliver"
EXTENSION = "post"
SECONDS_UNTIL_NEXT_TRY = 30
TRIES = 6

_PATH = re.compile(r"/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]*")
_TABLE = Base.metadata.tables[OutboxMessage.__tablename__]


@dataclass(frozen=True)
class Office:
    """What delivery needs: the carrier, the service's name and address, the sender, and who lives where.

    `address_of` answers with the e-mail address of an account, or None when it must not be written to
    any more.
    """

    carrier: Carrier
    service: str
    base_url: str
    sender: str
    address_of: Callable[[int], str | None]


def tell(account_id: int, notice: str, path: str, key: str) -> bool:
    """Write a notice to the outbox in the present transaction; False when `key` was told before.

    `path` is where the link leads, below `BASE_URL`: letters, digits, slashes, dashes. Raises
    `UnknownNotice`.
    """
    known = _known(notice)
    if not _PATH.fullmatch(path):
        raise ValueError("a link in a mail is a plain path of this service")
    connection = session().connection()
    values = {
        "account_id": account_id,
        "notice": known.name,
        "path": path,
        "key": key,
        "message_id": _message_id(key),
        "written_at": now(),
    }
    written = insert_once(connection, _TABLE, values)
    if written is None:
        return False
    ask(connection, DELIVER, {"message": written}, key=f"{DELIVER}:{written}")
    return True


@handler(DELIVER, tries=TRIES, first_pause=30, longest_pause=900, lease=120)
def deliver(payload: Payload) -> None:
    """Send one message of the outbox. No transaction is open while the server is spoken to."""
    office: Office = current_app.extensions[EXTENSION]
    with independent_session() as own:
        message = own.get_one(OutboxMessage, payload["message"])
    if message.sent_at or message.dropped:
        return
    address = office.address_of(message.account_id)
    session().rollback()
    if address is not None:
        _carry(office, compose(office, address, notice(message.notice), message.path, message.message_id))
    row = session().get_one(OutboxMessage, message.id)
    if address is None:
        row.dropped = "no address"
    else:
        row.sent_at = now()
    session().flush()
    wake(session().connection(), DELIVER, Postpone.__name__)


def compose(office: Office, address: str, found: Notice, path: str, message_id: str) -> EmailMessage:
    """The mail: the service's name, what to do, and the link. Nothing else is ever put in."""
    message = EmailMessage()
    message["Subject"] = f"{office.service}: {found.subject}"
    message["From"] = Address(office.service, addr_spec=office.sender)
    message["To"] = Address(addr_spec=address)
    message["Date"] = now()
    message["Message-ID"] = f"<{message_id}@{urlsplit(office.base_url).hostname or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        f"{found.what_to_do}\n\n{office.base_url.rstrip('/')}{path}\n\n"
        "This message holds no details on purpose. You need your own sign-in to read more.\n"
        f"\n{office.service}\n"
    )
    return message


def unsent() -> list[OutboxMessage]:
    """What lies in the outbox, the oldest first: for health checks and the administrator."""
    waiting = select(OutboxMessage).where(OutboxMessage.sent_at.is_(None), OutboxMessage.dropped.is_(None))
    return list(session().scalars(waiting.order_by(OutboxMessage.written_at, OutboxMessage.id)))


def _known(name: str) -> Notice:
    return notice(name)


def _carry(office: Office, message: EmailMessage) -> None:
    try:
        office.carrier.carry(message)
    except CarrierDown as down:
        raise Postpone(SECONDS_UNTIL_NEXT_TRY, all_alike=True) from down


def _message_id(key: str) -> str:
    return hashlib.sha256(f"outbox:{key}".encode()).hexdigest()[:40]
