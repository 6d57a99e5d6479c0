"""The rights of this room's actions."""

from __future__ import annotations

from foundation.access.acting import NotAllowed, demand, out_of_sight, reason_of

__all__ = ["NotAllowed", "demand", "out_of_sight", "reason_of"]
