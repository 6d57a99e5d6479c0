"""Who must be there: the quorum of a kind of meeting, and whom the guidance expects besides. Pure.

Strategy: social worker and manager, police, health; without health it is not quorate (case review 4.37 to
4.39). Harmful sexual behaviour: Appendix L, section 5.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cases.meetings.words import HSB, STRATEGY

HEALTH = frozenset({"nursing", "gp", "hospital", "camhs", "sarc"})
YOUTH_JUSTICE_AGE = 10
ALLEGED = frozenset({"alleged_perpetrator", "both"})


@dataclass(frozen=True)
class Expected:
    """One place at the table: any of these agencies takes it; `must` makes the quorum."""

    words: str
    agencies: frozenset[str]
    must: bool = False
    number: int = 1
    alleged_of_ten: bool = False


def _one(words: str, *agencies: str, must: bool = False, number: int = 1, ten: bool = False) -> Expected:
    return Expected(words, frozenset(agencies), must, number, ten)


_HEALTH_MUST = Expected("Health", HEALTH, True)
_HEALTH = Expected("Health: school nurse, or the nurse for children in care", HEALTH)
_SCHOOL = _one("School or college of the child", "school")

EXPECTED: dict[str, tuple[Expected, ...]] = {
    STRATEGY: (
        _one("Social worker and manager", "social_care", must=True, number=2),
        _one("Police", "police", must=True),
        _HEALTH_MUST,
        _one("Whoever referred", "mash", "education_service", "other"),
        _SCHOOL,
        _one("Youth justice service, for a child of 10 or over", "youth_justice", ten=True),
        _one("Representative of the carers", "voluntary", "housing", "early_help"),
        _one("The child's home authority, where it is another", "other_authority"),
    ),
    HSB: (
        _one("Children's social care", "social_care", must=True),
        _one("Police", "police", must=True),
        _SCHOOL,
        _HEALTH,
        _one("Youth justice service", "youth_justice", ten=True),
        _one("Youth service", "youth_service"),
        _one("Harmful sexual behaviour service", "hsb_service"),
        _one("Exploitation or missing team", "exploitation_team"),
        _one("Voluntary organisation that works with the child", "voluntary"),
    ),
    "safety_planning": (_one("School or college of the child", "school", must=True), _HEALTH),
    "multi_agency": (_one("Children's social care", "social_care", must=True), _SCHOOL, _HEALTH),
    "cp_conference": (_one("Children's social care", "social_care", must=True), _SCHOOL, _HEALTH),
    "pre_fap": (_one("Education service", "education_service", must=True), _SCHOOL),
    "transition": (_one("Both settings", "school", must=True, number=2),),
}


@dataclass(frozen=True)
class Quorum:
    """Whether a meeting could decide, what was missing for it, and who else was expected and not there."""

    quorate: bool
    missing: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def words(self) -> str:
        """As one phrase."""
        return "quorate" if self.quorate else f"not quorate without {', '.join(self.missing).lower()}"


def expected(kind: str, role: str = "", age: int | None = None) -> tuple[Expected, ...]:
    """The places at the table of a kind; youth justice from ten, where harm is alleged of the child."""
    old_enough = role in ALLEGED and (age is None or age >= YOUTH_JUSTICE_AGE)
    return tuple(one for one in EXPECTED.get(kind, ()) if old_enough or not one.alleged_of_ten)


def quorum(kind: str, present: Collection[str], role: str = "", age: int | None = None) -> Quorum:
    """The quorum of a kind, from the agencies that were present (one entry for each person)."""
    here = list(present)
    short = [
        one
        for one in expected(kind, role, age)
        if sum(agency in one.agencies for agency in here) < one.number
    ]
    must = tuple(one.words for one in short if one.must)
    return Quorum(not must, must, tuple(one.words for one in short if not one.must))
