"""Postcodes: one spelling, and whether it has the shape of one (field standards, 7)."""

from __future__ import annotations

import re

_SHAPE = re.compile(
    r"GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])"
    r" [0-9][ABD-HJLNP-UW-Z]{2}",
    re.ASCII,
)
_NOT_KEPT = re.compile(r"[^0-9A-Z]+")


def normalise(text: str) -> str:
    """Capitals, one space before the last three characters: "ec3a5de" is "EC3A 5DE"; empty stays empty."""
    plain = _NOT_KEPT.sub("", text.upper())
    return f"{plain[:-3]} {plain[-3:]}".strip()


def is_valid(postcode: str) -> bool:
    """Whether a normalised postcode has the right shape; whether it exists only the directory knows."""
    return bool(_SHAPE.fullmatch(postcode))
