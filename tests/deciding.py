"""Something that the council decides, as the administrator enters it."""

from __future__ import annotations

import datetime as dt


def decided(key: str, value: object, from_date: dt.date | None = None) -> None:
    """The setting has this value from a day on (today without one)."""
    from admin.deciding import decide
    from foundation.access.lists import actor_of
    from foundation.access.permissions import Role
    from foundation.store import acting_as, session, today
    from foundation.store.decided import declared
    from tests.people import make_account

    with acting_as(actor_of(make_account(Role.ADMINISTRATOR))) as actor:
        decide(actor, declared()[key], value=str(value), from_date=from_date or today(), reason="The board")
    session().commit()
