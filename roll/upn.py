"""Unique pupil numbers: their shape and their check letter.

Source: field standards, 3.1. The authority's number inside a UPN is not looked up: newer authorities'
codes are as valid as old ones, and a number keeps the code of the authority that first gave it.
"""

from __future__ import annotations

import re

LENGTH = 13
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(LETTERS)} | {str(digit): digit for digit in range(10)}
_SHAPE = re.compile(rf"[{LETTERS}]\d{{11}}[\d{LETTERS}]", re.ASCII)
_SPACE = re.compile(r"[\s\u200b\u00a0]+")


def normalise(text: str) -> str:
    """Capital letters without any space; says nothing about validity."""
    return _SPACE.sub("", text).upper()


def check_letter(b12: str) -> str:
    """The letter that belongs before twelve characters: their values by weights 2 to 13, modulo 23.

    Raises KeyError for a character that no UPN has.
    """
    return LETTERS[sum(weight * _VALUES[character] for weight, character in enumerate(b12, 2)) % 23]


def problem(upn: str) -> str:
    """What is wrong with a normalised UPN, as words that name no value; empty when it is right."""
    if len(upn) != LENGTH:
        return "must be 13 characters long"
    if not _SHAPE.fullmatch(upn):
        return "must be a letter and 12 digits; the last may be a letter; I, O and S are never used"
    if check_letter(upn[1:]) != upn[0]:
        return "the first letter does not fit the digits; check the number for a slip"
    return ""


def is_valid(upn: str) -> bool:
    """Whether a normalised UPN has the right shape and the right check letter."""
    return not problem(upn)


def is_temporary(upn: str) -> bool:
    """Whether a valid UPN is a temporary one: those end in a letter."""
    return upn[-1:].isalpha()
