"""The fixed text of this room's mails. The room hears of nothing: it looks back."""

from __future__ import annotations

from foundation.post.notices import READ, Notice, register

register(Notice("audit_finding", READ, "The council has written what its audit found. Sign in to read it."))


def listen() -> None:
    """Nothing: an audit reads what stands."""
