"""An invented county's roll as it is exported each night: 11 rows for every 10 children.

Nothing is random but the generator's own: the same seed gives the same files. A night's churn is the share
of children who move; of those eight in ten change their setting, one leaves, one is new.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from roll.profiles import COLUMNS
from roll.upn import check_letter

FIRST_DAY = dt.date(2026, 9, 7)
SYLLABLES = ("ba", "co", "den", "fal", "gor", "hin", "ka", "lo")
SYLLABLES += ("mar", "nes", "pol", "ri", "sut", "tev", "wyn", "yor")
BANDS = ((4, 11), (11, 16), (16, 19))


@dataclass
class County:
    """Children with their rows. `lines`: child number to the text of its rows."""

    children: int
    seed: int
    settings: list[tuple[str, int, int]] = field(default_factory=list)
    of_band: list[list[str]] = field(default_factory=list)
    lines: dict[int, list[str]] = field(default_factory=dict)
    day: dt.date = FIRST_DAY
    made: int = 0

    def __post_init__(self) -> None:
        """Invent settings and the first night's rows."""
        self.chance = random.Random(self.seed)
        number = max(24, self.children // 420 // 6 * 6)
        self.settings = [(str(100000 + n), *BANDS[(0, 0, 0, 1, 1, 2)[n % 6]]) for n in range(number)]
        self.of_band = [[urn for urn, low, _ in self.settings if low == band[0]] for band in BANDS]
        for _ in range(self.children):
            self.join("2025-09-01")

    def upn(self, child: int) -> str:
        """The number of a child."""
        rest = f"941{child:09d}"
        return check_letter(rest) + rest

    def word(self, number: int, syllables: int) -> str:
        """A name made of a number."""
        parts = (SYLLABLES[(number >> 4 * place) % len(SYLLABLES)] for place in range(syllables))
        return "".join(parts).capitalize()

    def band(self, child: int) -> int:
        """Which of the three bands of ages a child is in."""
        return (0, 0, 0, 1, 1, 2)[child % 6]

    def row(self, child: int, urn: str, status: str, start: str) -> str:
        """One line of the file."""
        surname, forename = self.word(child * 7919, 4), self.word(child * 104_729, 3)
        low, high = BANDS[self.band(child)]
        born = dt.date(2026 - low - 1 - child % (high - low - 1), 1 + child % 12, 1 + child // 12 % 28)
        return ",".join(
            (
                self.upn(child), "", surname, forename, "", born.isoformat(),
                "MF"[child % 2], f"EC{child % 9 + 1}A {child % 9}DE", urn, status, start, "",
            )
        )  # fmt: skip

    def join(self, start: str) -> int:
        """A new child; one in ten has a second setting."""
        self.made += 1
        child, places = self.made, self.of_band[self.band(self.made)]
        here = self.chance.choice(places)
        self.lines[child] = [self.row(child, here, "C" if child % 10 else "M", start)]
        if child % 10 == 0:
            other = places[(places.index(here) + 1) % len(places)]
            self.lines[child].append(self.row(child, other, "S", start))
        return child

    def night(self, churn: float) -> None:
        """The next day."""
        self.day += dt.timedelta(days=1)
        day = self.day.isoformat()
        for child in self.chance.sample(sorted(self.lines), max(1, round(self.children * churn))):
            what = self.chance.random()
            if what < 0.8:
                urn = self.chance.choice(self.of_band[self.band(child)])
                self.lines[child] = [self.row(child, urn, "C", day), *self.lines[child][1:]]
            else:
                del self.lines[child]
                self.join(day)

    def file(self) -> bytes:
        """The night's extract."""
        rows = [line for lines in self.lines.values() for line in lines]
        return "\r\n".join([",".join(COLUMNS), *rows, ""]).encode()

    def pairs(self, number: int) -> list[tuple[int, int]]:
        """Children who must not meet."""
        found: set[tuple[int, int]] = set()
        while len(found) < number:
            a = self.chance.randint(1, self.children)
            b = a + 6 * self.chance.randint(1, 50)
            if b <= self.children:
                found.add((a, b))
        return sorted(found)
