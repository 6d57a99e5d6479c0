"""Every night: a provider that is late is reminded once, and whoever asked is told."""

from __future__ import annotations

import datetime as dt

from cases.peer_groups import lists
from cases.peer_groups.actions import providers_accounts
from foundation import post
from foundation.access.lists import operator
from foundation.jobs import nightly
from foundation.store import acting_as, today


@nightly("peer_groups.escalate", at=dt.time(2, 45))
def escalate() -> None:
    """Tell of what is late, each once for its date, without a name in any mail."""
    with acting_as(operator()):
        for request in lists.late(today()):
            path, key = f"/peer-groups/{request.reference}", f"peer:{request.reference}:{request.due_on}:late"
            for account_id in providers_accounts(request):
                own = f"{key}:{account_id}"
                post.tell(account_id=account_id, notice="information_late", path=path, key=own)
            if request.asked_by_id:
                own = f"{key}:asker:{request.asked_by_id}"
                post.tell(account_id=request.asked_by_id, notice="information_awaited", path=path, key=own)
