"""The virus scanner: clamd, asked over its socket. Without an address nobody is asked.

`CLAMD_ADDRESS` is ``host:port`` or ``unix:/path/of/the/socket``. The bytes are streamed (INSTREAM), so that
the scanner needs no access to our files.
"""

from __future__ import annotations

import socket
import struct
from contextlib import closing

from flask import current_app

NONE, PENDING, CLEAN, INFECTED, REFUSED = "none", "pending", "clean", "infected", "refused"
PIECE = 64 * 1024
PATIENCE = 10.0


class ScannerDown(Exception):
    """The scanner is configured and does not answer, or cannot look: the file waits."""


def address() -> str:
    """Where the scanner is; "" when there is none."""
    return str(current_app.config["CLAMD_ADDRESS"]).strip()


def verdict(data: bytes) -> str:
    """`none` without a scanner, else `clean` or `infected`. Raises ScannerDown."""
    where = address()
    return ask(where, data) if where else NONE


def ask(where: str, data: bytes, patience: float = PATIENCE) -> str:
    """What the scanner at this address says of the bytes. Raises ScannerDown."""
    try:
        with closing(_connect(where, patience)) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), PIECE):
                piece = data[start : start + PIECE]
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            answer = _answer(line)
    except (OSError, ValueError) as gone:
        raise ScannerDown(type(gone).__name__) from None
    if answer.endswith("FOUND"):
        return INFECTED
    if answer.endswith("OK"):
        return CLEAN
    raise ScannerDown("the scanner could not look")


def _connect(where: str, patience: float) -> socket.socket:
    if where.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(patience)
        line.connect(where.removeprefix("unix:"))
        return line
    host, _, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=patience)


def _answer(line: socket.socket) -> str:
    found = b""
    while len(found) < 4096 and not found.endswith(b"\0"):
        piece = line.recv(1024)
        if not piece:
            break
        found += piece
    return found.rstrip(b"\0\n").decode("ascii", "replace").strip()
