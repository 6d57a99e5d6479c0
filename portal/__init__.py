"""The shell: the application, its configuration, its pages that are put together from every room."""

from __future__ import annotations

from portal.application import create_app

__all__ = ["create_app"]
