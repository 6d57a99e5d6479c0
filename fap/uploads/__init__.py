"""What people upload: looked at by what is in it, cleaned, and scanned before anybody can open it."""

from __future__ import annotations

from fap.uploads.checking import LARGEST, Checked, checked
from fap.uploads.scanner import CLEAN, INFECTED, NONE, PENDING, REFUSED, ScannerDown, verdict

__all__ = [
    "CLEAN",
    "INFECTED",
    "LARGEST",
    "NONE",
    "PENDING",
    "REFUSED",
    "Checked",
    "ScannerDown",
    "checked",
    "verdict",
]
