"""A system with a key, told once in each relation: neither holds anything about a child."""

from __future__ import annotations

import datetime as dt
from typing import Any

from foundation.access import keys
from foundation.access.lists import operator
from foundation.store import today


def tell(story: Any) -> None:
    """Another system, and its key."""
    account = keys.make_system_account(operator(), f"Admissions of the {story.relation} story")
    until = today() + dt.timedelta(days=90)
    key, _text = keys.make_key(
        operator(), account, label="Checks", scopes=[keys.PLACEMENT_CHECKS], expires_on=until
    )
    story.put("system", account.public_id)
    story.put("key", key.public_id)
