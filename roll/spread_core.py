"""How far a spreadsheet spreads: a file of a kilobyte may say that its last cell is the last there can be.

The reader of spreadsheets makes room for every cell up to the last one, and ends the whole process where
there is no such room. So the places that the file names are looked at first. Pure: bytes in, a number out.
"""

from __future__ import annotations

import re
import zipfile

PIECE, OVERLAP = 1024 * 1024, 128
_PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,4})([0-9]{1,10})\s*["']""")


def is_xlsx(packed: zipfile.ZipFile) -> bool:
    """Whether this is an Excel workbook in XML, and no other kind of spreadsheet besides."""
    names = {part.filename.casefold() for part in packed.infolist()}
    return "xl/workbook.xml" in names and names.isdisjoint({"xl/workbook.bin", "content.xml"})


def spread(packed: zipfile.ZipFile) -> int:
    """How many cells there are from the first to the last that any part of the file names."""
    rows = columns = 0
    for part in packed.infolist():
        with packed.open(part) as file:
            kept = b""
            while piece := file.read(PIECE):
                for letters, figures in set(_PLACE.findall(kept + piece)):
                    rows, columns = max(rows, int(figures)), max(columns, _column(letters))
                kept = piece[-OVERLAP:]
    return rows * columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
