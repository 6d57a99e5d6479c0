"""Ten thousand referrals for the desk: written as rows, a year and a half of work, none with a form."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

STATES = (
    ("submitted", 0.02),
    ("returned", 0.01),
    ("accepted", 0.08),
    ("on_agenda", 0.02),
    ("deferred", 0.02),
    ("decided", 0.02),
    ("placed", 0.03),
    ("closed", 0.65),
    ("not_eligible", 0.10),
    ("withdrawn", 0.05),
)
FLAGS = ("cse", "gangs", "serious_youth_violence", "sexual_bullying", "missing_home", "missing_education")
YEARS = ("7", "8", "9", "10", "11")
CATEGORIES = "abcdefghijklm"
AT_ONCE = 2000


def fill(count: int, seed: int) -> None:
    """Add so many referrals of the county's children, with flags and agenda items. The system writes."""
    from sqlalchemy import insert, select

    from fap.models import AgendaItem, PanelMeeting, Referral, ReferralFlag
    from foundation.access.models import Account
    from foundation.store import session
    from roll.models import Child, Setting

    rng = random.Random(seed)
    own = session()
    children = list(own.scalars(select(Child.id)))
    settings = list(own.scalars(select(Setting.id).where(Setting.phase_code == "4")))
    account = own.scalars(select(Account.id)).first()
    meetings = list(own.scalars(select(PanelMeeting.id)))
    first = (own.scalars(select(Referral.id).order_by(Referral.id.desc())).first() or 0) + 1
    for start in range(0, count, AT_ONCE):
        numbers = range(first + start, first + min(start + AT_ONCE, count))
        rows = [_row(rng, number, children, settings, account) for number in numbers]
        own.execute(insert(Referral), rows)
        own.execute(insert(ReferralFlag), list(_flags(rng, numbers, account)))
        items = [
            {"meeting_id": meetings[0], "referral_id": row["id"], "number": 100 + row["id"], "late": False}
            for row in rows
            if row["status"] == "on_agenda" and rng.random() < 0.2
        ]
        own.execute(insert(AgendaItem), items)
    own.commit()


def _row(
    rng: random.Random, number: int, children: list[int], settings: list[int], account: int | None
) -> dict[str, Any]:
    from foundation.store import now, today

    status = rng.choices([name for name, _share in STATES], [share for _name, share in STATES])[0]
    open_now = status in ("submitted", "returned", "accepted", "on_agenda", "deferred")
    ago = rng.randrange(30 if open_now else 500)
    sent = now() - dt.timedelta(days=ago, minutes=rng.randrange(600))
    runs = status not in ("submitted", "returned", "not_eligible", "withdrawn")
    accepted = today() - dt.timedelta(days=max(0, ago - 2)) if runs else None
    incomplete = rng.choice((0, 0, 0, 1, 3)) if open_now else 0
    return {
        "id": number,
        "reference": f"FAP-2026-{500000 + number:06d}",
        "child_id": rng.choice(children),
        "setting_id": rng.choice([*settings, None]),
        "status": status,
        "name": f"Invented Child {number}",
        "year_group": rng.choice(YEARS),
        "started_by": account,
        "started_at": sent,
        "submitted_at": sent,
        "accepted_on": accepted,
        "due_on": accepted + dt.timedelta(days=28) if accepted else None,
        "category": rng.choice(CATEGORIES) if runs else None,
        "cannot_wait": rng.random() < 0.05,
        "incomplete": incomplete,
        "incomplete_words": "\n".join(["Behaviour log: asked for twice"] * incomplete) or None,
        "last_attended_on": today() - dt.timedelta(days=rng.randrange(1, 90)),
        "paused_on": None,
    }


def _flags(rng: random.Random, numbers: range, account: int | None) -> Any:
    from foundation.store import today

    for number in numbers:
        for flag in rng.sample(FLAGS, rng.choice((0, 1, 1, 2, 3))):
            yield {
                "referral_id": number,
                "flag": flag,
                "source": "form",
                "capacity": "experiences",
                "noted_on": today(),
                "noted_by": account,
            }
