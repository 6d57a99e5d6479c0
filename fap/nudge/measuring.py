"""How well the lexicon does on labelled sentences: precision (asked rightly) and recall (found)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fap.nudge.finding import found_in


@dataclass(frozen=True)
class Sentence:
    """A labelled sentence. `written`: first (before the lexicon was), tuning (looked at while mending it) or
    unseen (never looked at while a word was put in or taken out).
    """

    written: str
    meant: bool
    words: str


@dataclass(frozen=True)
class Figures:
    """What came out of a set of sentences; `missed` and `wrongly` are the sentences themselves."""

    name: str
    sentences: int
    rightly: int
    wrongly: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of the sentences that were asked about, the share that should be."""
        asked = self.rightly + len(self.wrongly)
        return self.rightly / asked if asked else 0.0

    @property
    def recall(self) -> float:
        """Of the sentences that should be asked about, the share that was."""
        meant = self.rightly + len(self.missed)
        return self.rightly / meant if meant else 0.0

    def __str__(self) -> str:
        """One line for people."""
        return (
            f"{self.name}: {self.sentences} sentences, precision {self.precision:.3f}, "
            f"recall {self.recall:.3f} ({len(self.wrongly)} asked wrongly, {len(self.missed)} missed)"
        )


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences of a file with the columns written, meant (yes or no), sentence. Raises ValueError."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = [number for number, row in enumerate(rows, 2) if row.get("meant") not in ("yes", "no")]
    if wrong:
        raise ValueError(f"line {wrong[0]}: the column meant says neither yes nor no")
    return [Sentence(row["written"], row["meant"] == "yes", row["sentence"]) for row in rows]


def measure(name: str, sentences: Iterable[Sentence]) -> Figures:
    """Precision and recall over some sentences."""
    told = [(sentence, bool(found_in(sentence.words))) for sentence in sentences]
    return Figures(
        name,
        len(told),
        sum(asked and sentence.meant for sentence, asked in told),
        tuple(sentence.words for sentence, asked in told if asked and not sentence.meant),
        tuple(sentence.words for sentence, asked in told if not asked and sentence.meant),
    )
