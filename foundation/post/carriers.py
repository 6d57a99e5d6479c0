"""What carries a mail: an SMTP server with TLS, or a folder of .eml files. `MAIL_URL` chooses.

``smtp://user:password@host:587`` speaks STARTTLS and refuses to go on without it; ``smtps://host:465``
is TLS from the first byte; ``smtp://localhost:25?tls=none`` is for a relay on the same machine only.
``file:/folder`` writes files.
"""

from __future__ import annotations

import os
import secrets
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT_SECONDS = 20
NEAR = frozenset({"localhost", "127.0.0.1", "::1"})


class BadMailUrl(ValueError):
    """`MAIL_URL` cannot be used. The message never holds the password."""


class CarrierDown(RuntimeError):
    """The server cannot be reached or refuses everybody: no fault of the message."""


class MessageRefused(RuntimeError):
    """The server took the connection and refused this message or its recipient."""


class Carrier(Protocol):
    """Takes one message away or raises `CarrierDown` or `MessageRefused`."""

    def carry(self, message: EmailMessage) -> None:
        """Hand the message over; returns only when the other side has taken it."""

    def ping(self) -> None:
        """See that messages could be handed over, without one. Raises `CarrierDown`."""


@dataclass(frozen=True)
class FileCarrier:
    """Writes each message as a file, for demonstrations and for tests."""

    folder: Path

    def carry(self, message: EmailMessage) -> None:
        """Write the message under a random name; readable by the owner only."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{secrets.token_hex(16)}.eml"
        part = path.with_suffix(".part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(message.as_bytes(policy=SMTP))
        part.rename(path)

    def ping(self) -> None:
        """The folder, or the nearest there is, can be written."""
        there = next(path for path in (self.folder, *self.folder.parents) if path.exists())
        if not os.access(there, os.W_OK):
            raise CarrierDown(f"{there} cannot be written")


@dataclass(frozen=True)
class SmtpCarrier:
    """Speaks to one SMTP server; a new connection for each message."""

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def carry(self, message: EmailMessage) -> None:
        """Hand the message to the server."""
        try:
            with self._connect() as server:
                server.send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
            if _for_now(refused):
                raise CarrierDown(type(refused).__name__) from None
            raise MessageRefused(type(refused).__name__) from None
        except (OSError, smtplib.SMTPException) as error:
            raise CarrierDown(type(error).__name__) from None

    def ping(self) -> None:
        """Connect, start TLS and sign in, as for a message."""
        try:
            self._connect().quit()
        except (OSError, smtplib.SMTPException) as error:
            raise CarrierDown(type(error).__name__) from None

    def _connect(self) -> smtplib.SMTP:
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT_SECONDS, context=self.context()
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            if self.security == "starttls":
                server.starttls(context=self.context())
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def carrier(mail_url: str) -> Carrier:
    """The carrier that `MAIL_URL` names. Raises `BadMailUrl`."""
    parts = urlsplit(mail_url)
    if parts.scheme == "file":
        if parts.netloc or not parts.path:
            raise BadMailUrl("MAIL_URL: write file:/folder")
        return FileCarrier(Path(unquote(parts.path)))
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadMailUrl("MAIL_URL must begin with smtp://, smtps:// or file:")
    return SmtpCarrier(
        host=parts.hostname,
        port=parts.port or (465 if parts.scheme == "smtps" else 587),
        security=_security(parts.scheme, parts.hostname, parts.query),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _security(scheme: str, host: str, query: str) -> str:
    if scheme == "smtps":
        return "tls"
    asked = parse_qs(query).get("tls", ["starttls"])[0]
    if asked not in ("starttls", "none"):
        raise BadMailUrl("MAIL_URL: tls is starttls or none")
    if asked == "none" and host not in NEAR:
        raise BadMailUrl("MAIL_URL: mail leaves this machine only under TLS")
    return asked


def _for_now(refused: smtplib.SMTPException) -> bool:
    """Whether the server said "later" (4xx) to everything it refused."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return all(400 <= code < 500 for code, _words in refused.recipients.values())
    return isinstance(refused, smtplib.SMTPResponseException) and 400 <= refused.smtp_code < 500
