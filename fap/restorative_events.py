"""What happens to restorative work that is considered beside a referral."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class RestorativeConsidered(Event):
    """Somebody thinks of it, with its purpose."""

    words = "recorded that restorative work is considered"


@dataclass(frozen=True, kw_only=True)
class RestorativeChanged(Event):
    """Its purpose, suitability, advice or stop rule were changed."""

    words = "changed what is written about the restorative work"


@dataclass(frozen=True, kw_only=True)
class RestorativeChosen(Event):
    """A child was asked, and said what it wants."""

    who: str
    choice: str
    words = "recorded what {who} said about restorative work: {choice}"


@dataclass(frozen=True, kw_only=True)
class RestorativeAgreed(Event):
    """Every child said yes of its own will, and it is suitable."""

    words = "recorded that the restorative work is agreed"


@dataclass(frozen=True, kw_only=True)
class RestorativeBegun(Event):
    """It began."""

    words = "recorded that the restorative work began"


@dataclass(frozen=True, kw_only=True)
class RestorativeStopped(Event):
    """It was stopped; nobody has to say why."""

    words = "recorded that the restorative work was stopped"


@dataclass(frozen=True, kw_only=True)
class RestorativeDone(Event):
    """It came to its end."""

    words = "recorded what came of the restorative work"


@dataclass(frozen=True, kw_only=True)
class RestorativeNotSuitable(Event):
    """It is not suitable."""

    words = "recorded that restorative work is not suitable"
