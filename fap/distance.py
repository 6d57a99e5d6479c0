"""How far a school is from the child's home: the figure alone, never the postcode.

A withheld home (a refuge, an order not to disclose) is shown to nobody, not as a distance either: distances
to several schools would say where it is (School Admissions Code, 3.17 b).
"""

from __future__ import annotations

from dataclasses import dataclass

from fap.comparing import sent_answers
from fap.models import Referral
from foundation.questions import Answers
from roll.models import Setting
from roll.postcodes import metres, place_of

MILE = 1609.344
WITHHELD = "Not shown: the home is withheld"
NO_HOME = "Not known: no postcode that the directory has"
NO_SCHOOL = "Not known: the school has no coordinates"


@dataclass(frozen=True)
class Home:
    """Where a child lives, as far as it may be measured. `why_not`: why there is no distance."""

    easting: int | None = None
    northing: int | None = None
    why_not: str = ""

    def to(self, setting: Setting) -> Distance:
        """The straight line to a school."""
        if self.why_not:
            return Distance(None, self.why_not)
        east, north = setting.easting, setting.northing
        if (east is None or north is None) and (place := place_of(setting.postcode)):
            east, north = place.easting, place.northing
        line = metres(self.easting, self.northing, east, north)
        return Distance(line, "" if line is not None else NO_SCHOOL)


@dataclass(frozen=True)
class Distance:
    """Metres in a straight line; None with the reason why it is not shown."""

    metres: int | None
    why_not: str = ""

    @property
    def words(self) -> str:
        """Miles first, as people say it."""
        return self.why_not if self.metres is None else f"{self.metres / MILE:.1f} miles"

    @property
    def detail(self) -> str:
        """The same in kilometres."""
        return "" if self.metres is None else f"{self.metres / 1000:.1f} km, straight line"


def home_of(referral: Referral) -> Home:
    """Where the form says that the child lives."""
    answers = sent_answers(referral)
    if is_withheld(answers, referral.category):
        return Home(why_not=WITHHELD)
    place = place_of(answers.get("home_postcode"))
    if place is None or place.easting is None or place.northing is None:
        return Home(why_not=NO_HOME)
    return Home(place.easting, place.northing)


def is_withheld(answers: Answers, category: str | None) -> bool:
    """Whether the home may be shown to nobody."""
    in_refuge = "refuge" in (answers.get("groups") or []) or "b" in (answers.get("code_category"), category)
    return in_refuge or answers.get("home_withheld") == "yes"
