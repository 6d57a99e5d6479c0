"""Carriers: TLS or nothing, and what each answer of a mail server means."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from foundation.post.carriers import (
    BadMailUrl,
    CarrierDown,
    FileCarrier,
    MessageRefused,
    SmtpCarrier,
    carrier,
)


class Receiver:
    """A mail server's other end: keeps what arrives, answers as told."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.over_tls: list[bool] = []
        self.rcpt, self.data = "250 OK", "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.rcpt.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data.startswith("2"):
            self.taken.append(envelope.content)
            self.over_tls.append(session.ssl is not None)
        return self.data


@contextmanager
def server(receiver: Receiver, **options: Any) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(receiver, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


def mail(to: str = "dsl@example.org") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Something to read", "no-reply@portal.test", to
    message.set_content("Sign in.")
    return message


def plain(port: int) -> SmtpCarrier:
    found = carrier(f"smtp://127.0.0.1:{port}?tls=none")
    assert isinstance(found, SmtpCarrier)
    return found


@pytest.fixture(scope="module")
def certificate(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[ssl.SSLContext, Callable[[], ssl.SSLContext]]:
    """A server's context, and a maker of client contexts that trust it and nobody else."""
    folder: Path = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2020, 1, 1))
        .not_valid_after(dt.datetime(2120, 1, 1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context, lambda: ssl.create_default_context(cafile=str(folder / "cert.pem"))


def test_a_message_arrives(receiver: Receiver) -> None:
    with server(receiver) as port:
        plain(port).carry(mail())
    assert b"Subject: Something to read" in receiver.taken[0]


@pytest.mark.parametrize(
    ("rcpt", "data", "error"),
    [
        ("550 No such user", "250 OK", MessageRefused),
        ("451 Try later", "250 OK", CarrierDown),
        ("250 OK", "554 Looks bad", MessageRefused),
        ("250 OK", "451 Try later", CarrierDown),
    ],
)
def test_what_a_server_answers(receiver: Receiver, rcpt: str, data: str, error: type[Exception]) -> None:
    receiver.rcpt, receiver.data = rcpt, data
    with server(receiver) as port, pytest.raises(error) as raised:
        plain(port).carry(mail("canary.person@example.org"))
    assert "canary" not in str(raised.value)
    assert receiver.taken == []


def test_a_server_that_is_not_there_is_down(receiver: Receiver) -> None:
    with server(receiver) as port:
        pass
    with pytest.raises(CarrierDown):
        plain(port).carry(mail())


def test_starttls_is_spoken(receiver: Receiver, certificate: Any) -> None:
    context, trusting = certificate
    with server(receiver, tls_context=context, require_starttls=True) as port:
        SmtpCarrier("127.0.0.1", port, context=trusting).carry(mail())
    assert receiver.over_tls == [True]


def test_a_server_without_tls_gets_nothing(receiver: Receiver) -> None:
    with server(receiver) as port, pytest.raises(CarrierDown, match="SMTPNotSupportedError"):
        SmtpCarrier("127.0.0.1", port).carry(mail())
    assert receiver.taken == []


def test_a_server_with_an_unknown_certificate_gets_nothing(receiver: Receiver, certificate: Any) -> None:
    context, _trusting = certificate
    with (
        server(receiver, tls_context=context) as port,
        pytest.raises(CarrierDown, match="SSLCertVerification"),
    ):
        SmtpCarrier("127.0.0.1", port).carry(mail())
    assert receiver.taken == []


def test_the_password_is_sent_only_under_tls(receiver: Receiver, certificate: Any) -> None:
    context, trusting = certificate
    seen: list[tuple[bytes, bytes]] = []

    def authenticator(
        server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    options = {"tls_context": context, "authenticator": authenticator, "auth_require_tls": True}
    with server(receiver, **options) as port:
        SmtpCarrier("127.0.0.1", port, user="portal", password="p@ss", context=trusting).carry(mail())
    assert seen == [(b"portal", b"p@ss")]
    assert len(receiver.taken) == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 587, "starttls", "", "")),
        ("smtps://mail.example.org", ("mail.example.org", 465, "tls", "", "")),
        ("smtp://u%40x:p%3A%2F@mail.example.org:2525", ("mail.example.org", 2525, "starttls", "u@x", "p:/")),
        ("smtp://localhost:25?tls=none", ("localhost", 25, "none", "", "")),
    ],
)
def test_addresses_of_servers(url: str, expected: tuple[Any, ...]) -> None:
    found = carrier(url)
    assert isinstance(found, SmtpCarrier)
    assert (found.host, found.port, found.security, found.user, found.password) == expected


def test_the_address_of_a_folder() -> None:
    assert carrier("file:/var/mail%20out") == FileCarrier(Path("/var/mail out"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example.org",
        "http://x",
        "smtp://",
        "file:",
        "file://host/x",
        "smtp://mail.example.org?tls=none",
        "smtp://localhost?tls=maybe",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(BadMailUrl) as refused:
        carrier(url)
    assert "MAIL_URL" in str(refused.value)


def test_a_password_is_never_shown() -> None:
    assert "s3cret" not in repr(carrier("smtp://u:s3cret@mail.example.org"))
