"""The placement check as another system asks it: one POST with a key, about a child with a separation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any


def asking(app: Any) -> Callable[[], int]:
    """Ask about a child of a separation at the setting where the other child is."""
    from sqlalchemy import select

    from cases.models import Separation
    from foundation.access import keys
    from foundation.access.lists import operator
    from foundation.store import acting_as, session, today
    from roll.models import Child, Enrolment, Setting

    app.config["API_LIMIT"] = "100000 per minute"
    with app.app_context(), acting_as(operator()):
        account = keys.make_system_account(operator(), "Bench")
        until = today() + dt.timedelta(days=30)
        _key, text = keys.make_key(
            operator(), account, label="bench", scopes=[keys.PLACEMENT_CHECKS], expires_on=until
        )
        found = (
            select(Child.upn, Setting.urn)
            .join(Separation, Separation.child_a_id == Child.id)
            .join(Enrolment, Enrolment.child_id == Separation.child_b_id)
            .join(Setting, Setting.id == Enrolment.setting_id)
        )
        number, urn = session().execute(found.where(Child.upn.is_not(None)).limit(1)).one()
        body = {"upn": number, "urn": urn, "from": today().isoformat()}
        session().commit()
    client = app.test_client(use_cookies=False)
    headers = {"Authorization": f"Bearer {text}"}
    return lambda: int(client.post("/api/placement-checks", json=body, headers=headers).status_code)
