"""What each page asks of who calls it: declared with the page, read at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask

from foundation.access.permissions import Permission

EXTENSION = "access_rules"


@dataclass(frozen=True)
class AccessRule:
    """What one endpoint asks of who calls it."""

    needs: frozenset[Permission] = frozenset()
    public: bool = False
    reauth: bool = False
    opens: tuple[type[Any], ...] = ()
    kind: str = "opening"
    poll: bool = False
    key_scope: str = ""


def rules_of(app: Flask) -> dict[str, AccessRule]:
    """Endpoint to access rule, for the whole application."""
    found: dict[str, AccessRule] = app.extensions.setdefault(EXTENSION, {})
    return found
