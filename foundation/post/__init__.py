"""Mail, only through the outbox: written with the change it tells of, delivered after it, without details.

``post.tell(account_id=..., notice="alert_raised", path="/alerts/...", key="alert:17:raised")`` is all
that a room does. `create_app` puts an `Office` into ``app.extensions["post"]``; the job worker
delivers.
"""

from __future__ import annotations

from foundation.post.carriers import BadMailUrl, carrier
from foundation.post.notices import NOTICES, Notice, UnknownNotice, register
from foundation.post.office import EXTENSION, Office, tell, unsent

__all__ = [
    "EXTENSION",
    "NOTICES",
    "BadMailUrl",
    "Notice",
    "Office",
    "UnknownNotice",
    "carrier",
    "register",
    "tell",
    "unsent",
]
