"""Accounts, sign-in, sessions, roles, permissions, bars, and the blueprint every page is made with."""

from __future__ import annotations

from foundation.access.pages import Pages
from foundation.access.permissions import ROLES, Permission, Role

__all__ = ["ROLES", "Pages", "Permission", "Role"]
