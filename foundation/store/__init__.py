"""Base, session, column types, references, documents, clock and calendar."""

from __future__ import annotations

from foundation.store.actor import Actor, NoActorError, current_actor, set_actor
from foundation.store.base import Base, Row
from foundation.store.clock import now, today
from foundation.store.references import next_reference, next_references
from foundation.store.scope import Scoped, not_barred, through
from foundation.store.session import acting_as, engine, independent_session, session
from foundation.store.types import EncryptedJSON, EncryptedText, UtcDateTime, public_id

__all__ = [
    "Actor",
    "Base",
    "EncryptedJSON",
    "EncryptedText",
    "NoActorError",
    "Row",
    "Scoped",
    "UtcDateTime",
    "acting_as",
    "current_actor",
    "engine",
    "independent_session",
    "next_reference",
    "next_references",
    "not_barred",
    "now",
    "public_id",
    "session",
    "set_actor",
    "through",
    "today",
]
