"""Names as they are compared: without case, accents, spaces, hyphens and apostrophes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LONGEST_NAME = 120


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """Letters and digits of a name in lower case, accents taken off: "O'Neill-Sørby" is "oneillsorby"."""
    if name.isascii():
        return "".join(filter(str.isalnum, name.lower()))
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_SPECIAL)
    return "".join(character for character in plain if character.isalnum())


_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
