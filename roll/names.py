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


def as_read(text: str) -> str:
    """A text as its reader sees it, for checks that a name does not stand in it.

    Without characters that are not seen; letters in other shapes (full width, circled, small capitals) and
    letters of other alphabets that look like Latin ones become those; what is turned round is also read
    backwards. Names to be compared with it go through it too.
    """
    if text.isascii():
        return text
    shown = unicodedata.normalize("NFKC", text)
    shown = "".join(c for c in shown if unicodedata.category(c) != "Cf" and c not in _UNSEEN)
    shown = shown.translate(_LOOK_ALIKE)
    return f"{shown}\n{shown[::-1]}" if "\u202e" in text else shown


_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0").union(map(chr, range(0xFE00, 0xFE10)))
_CYRILLIC = "\u0430\u0435\u043a\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u04cf"
_CYRILLIC += "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
_GREEK = "\u03b1\u03bf\u03bd\u03b9\u03ba\u03c1\u03c5\u03c7"
_GREEK += "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
_SMALL_CAPITALS = "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f"
_SMALL_CAPITALS += "\u1d18\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22\u0251\u0261"
_LOOK_ALIKE = str.maketrans(
    _CYRILLIC + _GREEK + _SMALL_CAPITALS,
    "aekopcyxijshdqwlABEKMHOPCTYXIJS" + "aovikpuxABEZHIKMNOPTYX" + "abcdefghijklmnoprstuvwyzag",
)
