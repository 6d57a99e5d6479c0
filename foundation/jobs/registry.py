"""Which function does which job: handlers, nightly work and what runs every so many seconds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Payload = Mapping[str, Any]
Handler = Callable[[Payload], None]
Plain = Callable[[], None]


class UnknownJob(LookupError):
    """No handler of this name was registered."""


class Postpone(Exception):
    """Raised by a handler that cannot work now through no fault of the job: it is tried again, uncounted.

    `all_alike` puts off every waiting job of the same name as well, so that one tries for all (a mail
    server that is down is asked once, not once for each message).
    """

    def __init__(self, seconds: float, *, all_alike: bool = False) -> None:
        super().__init__(f"again in {seconds:g} seconds")
        self.seconds, self.all_alike = seconds, all_alike


@dataclass(frozen=True)
class Duty:
    """A handler and its terms: tries, seconds of the first and longest pause, seconds it may hold a job."""

    name: str
    run: Handler
    tries: int
    first_pause: float
    longest_pause: float
    lease: float

    def pause(self, attempt: int) -> float:
        """Seconds to wait after the `attempt`-th failure: each pause four times the one before."""
        return float(min(self.longest_pause, self.first_pause * 4 ** (attempt - 1)))


@dataclass(frozen=True)
class Night:
    """A job asked for once in each London date, from `at` local time on."""

    name: str
    at: dt.time


@dataclass(frozen=True)
class Beat:
    """A function that every worker runs every so many seconds."""

    name: str
    seconds: float
    run: Plain


DUTIES: dict[str, Duty] = {}
NIGHTS: dict[str, Night] = {}
BEATS: dict[str, Beat] = {}


def handler(
    name: str, *, tries: int = 8, first_pause: float = 30, longest_pause: float = 3600, lease: float = 600
) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of this name: ``@handler("fap.pack")``.

    It gets the payload, acts as the system account and works in one transaction, which is committed
    together with the job's end. `lease`: seconds after which a job is taken to be stuck and given to
    another worker.
    """

    def register(run: Handler) -> Handler:
        _claim_name(name, DUTIES, run)
        DUTIES[name] = Duty(name, run, tries, first_pause, longest_pause, lease)
        return run

    return register


def nightly(name: str, *, at: dt.time = dt.time(1, 0), tries: int = 8) -> Callable[[Plain], Plain]:
    """Register a function that is run once a night, from `at` London time on; caught up once after a stop."""

    def register(run: Plain) -> Plain:
        handler(name, tries=tries, lease=3600)(_without_payload(run))
        NIGHTS[name] = Night(name, at)
        return run

    return register


def periodic(seconds: float, *, name: str | None = None) -> Callable[[Plain], Plain]:
    """Register a function that each worker runs every `seconds`; it must bear being run by two at once."""

    def register(run: Plain) -> Plain:
        known = name or f"{run.__module__}.{run.__qualname__}"
        BEATS[known] = Beat(known, seconds, run)
        return run

    return register


def duty(name: str) -> Duty:
    """The duty of a name. Raises `UnknownJob`."""
    try:
        return DUTIES[name]
    except KeyError:
        raise UnknownJob(f"no handler is registered for the job {name!r}") from None


def _claim_name(name: str, known: Mapping[str, Duty], run: Handler) -> None:
    other = known.get(name)
    if other is not None and _origin(other.run) != _origin(run):
        raise ValueError(f"two functions want to do the job {name!r}")


def _without_payload(run: Plain) -> Handler:
    def without_payload(_payload: Payload) -> None:
        run()

    without_payload.__module__, without_payload.__qualname__ = run.__module__, run.__qualname__
    return without_payload


def _origin(run: Handler) -> tuple[str, str]:
    return run.__module__, run.__qualname__
