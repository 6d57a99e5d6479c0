"""The first lines of a file that a profile is made from: what its columns look like, never what they say.

The administrator, who makes profiles, sees no child's data: of each column the kind of value, of the status
column its few words. The lines themselves are for the education safeguarding officer alone, and are kept
encrypted until the profile is saved, a day at most.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from foundation.store import documents
from roll import cells, postcodes, upn
from roll.models import ColumnProfile
from roll.profiles import COLUMNS, Profile, status_key
from roll.roll_rows import readers
from roll.tables import UnreadableFile, column_key, open_table

KEPT = 300
SHOWN = 5
MOST_WORDS, LONGEST_WORD, OFTEN = 12, 60, 3
NO_HEADINGS = (
    "The first line is a child’s, and not the names of the columns. Write their names in a line above "
    "it, and send the file again"
)
_FIGURES = re.compile(r"[0-9]+", re.ASCII)


@dataclass(frozen=True)
class Checked:
    """How the values of one column fare under a profile. `why`: the commonest reason, without a value."""

    filled: int
    good: int
    why: str = ""

    @property
    def words(self) -> str:
        """As a sentence."""
        if not self.filled:
            return "Empty in every line of the sample"
        if self.good == self.filled:
            return f"All {self.filled} values in the sample can be read"
        return f"{self.filled - self.good} of {self.filled} values cannot be read: {self.why}"


def take(data: bytes, file_name: str) -> tuple[list[str], bytes]:
    """The first line and what follows it, at most 300 lines, as CSV. Raises tables.UnreadableFile.

    The first line is kept and shown as it is, so one that is a child's own is refused.
    """
    table = open_table(data, file_name)
    if any(fits(name.strip()) for name in table.header for fits in _OF_A_CHILD):
        raise UnreadableFile(NO_HEADINGS, line=1)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows(texts for _, texts in islice(table.lines, KEPT))
    return [" ".join(name.split()) for name in table.header], out.getvalue().encode()


def lines_of(row: ColumnProfile) -> list[list[str]]:
    """The sample's lines, each as wide as the headings; none once they were let go."""
    if not row.sample:
        return []
    width = len(row.headings)
    found = csv.reader(io.StringIO(documents.get(row.sample).decode(), newline=""))
    return [[*texts, *[""] * width][:width] for texts in found]


def shapes(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> dict[str, str]:
    """What the values under each heading look like."""
    return {heading: _shape([line[at].strip() for line in lines]) for at, heading in enumerate(headings)}


def _shape(values: Sequence[str]) -> str:
    filled = [value for value in values if value]
    if not filled:
        return "empty"
    for words, fits in _SHAPES:
        if sum(map(fits, filled)) * 10 >= len(filled) * 8:
            return words
    return "a few repeated words" if len(_words(filled)) else "words"


def _is_date(text: str) -> bool:
    return any(_reads(text, written) for written in ("either", "compact"))


def _reads(text: str, written: str) -> bool:
    try:
        return cells.date(text, written) is not None
    except cells.BadCell:
        return False


def _is_number(text: str, figures: int) -> bool:
    return len(text) == figures and bool(_FIGURES.fullmatch(text))


_SHAPES = (
    ("dates", _is_date),
    ("pupil numbers", lambda text: upn.is_valid(upn.normalise(text))),
    ("postcodes", lambda text: postcodes.is_valid(postcodes.normalise(text))),
    ("six-figure numbers", lambda text: _is_number(text, 6)),
    ("seven-figure numbers", lambda text: _is_number(text.replace("/", "").replace(" ", ""), 7)),
    ("figures", lambda text: bool(_FIGURES.fullmatch(text))),
)

_OF_A_CHILD = tuple(fits for words, fits in _SHAPES if words in {"dates", "pupil numbers", "postcodes"})


def _words(values: Sequence[str]) -> Counter[str]:
    """The words of a column that is a list of codes: few, short, each coming again and again. Else none."""
    found = Counter(" ".join(value.split()) for value in values if value.strip())
    few = 0 < len(found) <= MOST_WORDS and sum(found.values()) >= OFTEN * len(found)
    short = all(len(word) <= LONGEST_WORD for word in found)
    return found if few and short else Counter()


def status_words(profile: Profile, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    """The words of the status column, commonest first, once each whatever their case.

    None where the column does not look like a list of codes: then a person's name could be among them. A word
    that comes only once or twice is not shown either.
    """
    places = _places(profile, headings)
    if "enrolment_status" not in places:
        return []
    at = places["enrolment_status"]
    found = _words([line[at] for line in lines])
    often = [word for word, number in found.most_common() if number >= OFTEN]
    return list({status_key(word): word for word in reversed(often)}.values())[::-1]


def checked(
    profile: Profile, headings: Sequence[str], lines: Sequence[Sequence[str]], numbers: Mapping[str, str]
) -> dict[str, Checked]:
    """How the values fare, for each of our columns that the profile points at."""
    read = readers(profile, numbers)
    return {
        column: _checked([line[at] for line in lines], read[column])
        for column, at in _places(profile, headings).items()
    }


def _checked(values: Sequence[str], read: object) -> Checked:
    filled = [value for value in values if value.strip()]
    reasons: Counter[str] = Counter()
    reading = cells.remembered(read)  # type: ignore[arg-type]
    for value in filled:
        _, reason = reading(value)
        if reason:
            reasons[reason] += 1
    why = reasons.most_common(1)[0][0] if reasons else ""
    return Checked(len(filled), len(filled) - sum(reasons.values()), why)


def _places(profile: Profile, headings: Sequence[str]) -> dict[str, int]:
    keys = [column_key(heading) for heading in headings]
    return {
        column: keys.index(column_key(profile.columns[column]))
        for column in COLUMNS
        if profile.columns.get(column) and column_key(profile.columns[column]) in keys
    }
