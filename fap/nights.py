"""Work in the background: documents that wait for the scanner, and drafts nobody ever touched."""

from __future__ import annotations

import datetime as dt

from fap.actions.drafts import expire_untouched
from fap.documents import SCAN, scan_again
from fap.uploads import ScannerDown
from foundation.jobs import Payload, Postpone, handler, nightly
from foundation.store import current_actor

AGAIN_AFTER = 120.0


@handler(SCAN)
def scan_document(payload: Payload) -> None:
    """Ask the scanner once more; while it is down, one document asks for all."""
    try:
        scan_again(current_actor(), int(payload["document"]))
    except ScannerDown:
        raise Postpone(AGAIN_AFTER, all_alike=True) from None


@nightly("fap.drafts", at=dt.time(3, 0))
def drafts() -> None:
    """Drafts into which nobody ever typed anything expire."""
    expire_untouched(current_actor())
