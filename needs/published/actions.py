"""Publishing a period: the only way by which figures get out to others than the officer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.trail import record
from needs import answering
from needs.gaps import gaps
from needs.matrix import EVERY, Ask, narrowed
from needs.published import alone, lists, sheets
from needs.published.events import PeriodPublished
from needs.published.models import PublishedPeriod, PublishedTerm
from needs.published.periods import Period
from needs.rolls_core import on_roll


class NotPublished(ValueError):
    """The period cannot be published; the words say why."""


def publish(actor: Actor, period: Period) -> PublishedPeriod:
    """Count a period that is over, protect it, keep it. Raises NotPublished.

    Periods never overlap and never change afterwards: nobody can take the one from the other.
    """
    if not (actor.system or actor.may(Permission.OPEN_FIGURES)):
        raise PermissionError("only who sees all figures publishes")
    if period.last >= today():
        raise NotPublished(f"{period.words} is not over yet")
    for given in lists.published():
        if period.meets(Period(given.code, given.first, given.last)):
            raise NotPublished(
                f"Figures that cover part of {period.words.lower()} were published on "
                f"{given.published_at:%d/%m/%Y}. With both, small numbers could be worked out"
            )
    made = PublishedPeriod(
        code=period.code,
        first=period.first,
        last=period.last,
        published_at=now(),
        published_by_id=None if actor.system else actor.account_id,
        content=counted(period.first, period.last),
    )
    session().add(made)
    session().flush()
    session().add_all(PublishedTerm(term=term, period_id=made.id) for term in period.terms)
    session().flush()
    record(PeriodPublished(subject=made, period=period.words))
    return made


def counted(first: dt.date, last: dt.date) -> dict[str, Any]:
    """What is kept of a period, counted from the read model as it stands."""
    forms, facts = answering.frames()
    ask = Ask(from_=first, to=last)
    within = narrowed(forms, ask)
    own = facts[facts["form_id"].isin(set(within["id"]))]
    connection = session().connection()
    content = sheets.made(within, own)
    behind = within[within["id"].isin(set(own[own["name"] == sheets.COLUMN]["form_id"]))]
    return {
        **content,
        **alone.made(narrowed(forms, replace(ask, kind=EVERY)), facts),
        "forms": sheets.in_fives(len((behind["kind"] + behind["reference"]).unique())),
        "versions": sorted(
            {f"{kind} form {n}" for kind, n in zip(behind["kind"], behind["form_version"], strict=True)}
        ),
        "gaps": [
            {"key": gap.key, "figure": gap.figure, "words": gap.words, "of": gap.of, "percent": gap.percent}
            for gap in gaps(forms, facts, ask, shared=True)
        ],
        "on_roll": {
            "all": sum(on_roll(connection, last, "sex").values()),
            "settings": on_roll(connection, last, "setting"),
        },
    }
